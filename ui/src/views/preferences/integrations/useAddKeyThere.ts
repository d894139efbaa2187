/** Brings a public key to the server: through its page in the browser, or by Bough where the server lets tokens do that. */
import { useOpenLink } from "../../../data/application";
import { useUploadSshKey } from "../../../data/keys";
import { type NoticeAction, useNotices, useReport } from "../../../data/notices";
import type { Host } from "../../../host/api.gen";
import { visibleText } from "../../../parts/hostile";
import { hostSshWords } from "../../../text/integrations";

export function useAddKeyThere(host: Host) {
  const openLink = useOpenLink();
  const upload = useUploadSshKey();
  const report = useReport();
  const { notify } = useNotices();
  const account = host.accounts[0];
  const openPage = () => openLink(host.pages.sshKeys);
  const add = (path: string) => {
    if (!account) return;
    upload.mutate(
      { account: account.id, path },
      {
        onError: report,
        onSuccess: (result) => {
          const text = hostSshWords.uploadedText(visibleText(host.name));
          if (result.kind === "uploaded") notify({ tone: "success", title: hostSshWords.uploaded, text });
          else if (result.kind === "alreadyThere") notify({ tone: "success", title: hostSshWords.already, text });
          else {
            const action = { label: hostSshWords.openPage, onPress: () => openLink(result.url) };
            notify({
              id: `ssh key ${host.id}`,
              tone: "warn",
              title: hostSshWords.pasteTitle,
              text: hostSshWords.pasteText,
              actions: [action],
            });
          }
        },
      },
    );
  };
  /** The buttons of the toast: the page always, the upload where somebody is signed in. */
  const actions = (path: string): NoticeAction[] => [
    { label: hostSshWords.openPage, onPress: openPage },
    ...(account ? [{ label: hostSshWords.addForMe, onPress: () => add(path) }] : []),
  ];
  return { openPage, add, actions, isPending: upload.isPending, canAdd: account !== undefined };
}
