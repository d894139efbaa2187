/**
 * A modal dialog: only for clone, create, add remote and host trust. Everything else is a Banner or a Bar next to what it concerns.
 *
 *   <Dialog title="Clone a repository" isOpen={open} onClose={close} width="wide" footer={<Button …/>}> … </Dialog>
 *
 * Escape and the × close it, a click beside it doesn't: half-filled forms aren't lost. The title is its accessible name.
 */
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";

import styles from "./Dialog.module.css";
import { IconButton } from "./IconButton";
import { usePartWords } from "./words";

interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  /** 44, 60 or 96 rem; never wider or higher than the window. */
  width?: "narrow" | "normal" | "wide";
  /** Says that the person must decide before anything goes on. */
  role?: "dialog" | "alertdialog";
  footer?: ReactNode;
  children: ReactNode;
}

export function Dialog(props: DialogProps) {
  const { title, isOpen, onClose, width = "normal", role = "dialog", footer, children } = props;
  const words = usePartWords();
  return (
    <ModalOverlay
      className={styles.veil ?? ""}
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={false}
    >
      <Modal className={styles.modal ?? ""} data-width={width}>
        <AriaDialog className={styles.dialog ?? ""} role={role}>
          <header className={styles.head}>
            <Heading slot="title" className={styles.title ?? ""}>
              {title}
            </Heading>
            <IconButton label={words.close} icon={X} onPress={onClose} />
          </header>
          <div className={styles.body}>{children}</div>
          {footer && <footer className={styles.foot}>{footer}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
