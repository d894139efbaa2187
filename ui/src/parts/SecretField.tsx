/**
 * A token or passphrase: dots, with a button that shows it while the person wants to. The value lives in the caller's state
 * and is dropped there as soon as it was handed over.
 *
 *   <SecretField label="Access token" value={token} onChange={setToken} error={fault && "…"} />
 */
import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { Input, TextField as AriaTextField } from "react-aria-components";

import { boxClass, FieldBody, fieldClass, type FieldWords, inputClass } from "./Field";
import { IconButton } from "./IconButton";
import { usePartWords } from "./words";

interface SecretFieldProps extends FieldWords {
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  autoFocus?: boolean;
  isDisabled?: boolean;
}

export function SecretField({ label, description, error, placeholder, ...rest }: SecretFieldProps) {
  const words = usePartWords();
  const [shown, setShown] = useState(false);
  return (
    <AriaTextField
      {...rest}
      type={shown ? "text" : "password"}
      className={fieldClass}
      isInvalid={Boolean(error)}
      // Left to the browser, what was refused once could not be sent again.
      validationBehavior="aria"
    >
      <FieldBody label={label} description={description} error={error}>
        <div className={boxClass}>
          <Input className={inputClass} placeholder={placeholder ?? ""} autoComplete="off" spellCheck={false} />
          <IconButton
            label={shown ? words.hideSecret : words.showSecret}
            icon={shown ? EyeOff : Eye}
            size="small"
            onPress={() => setShown(!shown)}
          />
        </div>
      </FieldBody>
    </AriaTextField>
  );
}
