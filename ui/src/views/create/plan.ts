/** What the create dialog would do on a host, and what is still missing: pure, so that the button always says the truth. */
import type { AccountId, CreateHostRepository, Protocol } from "../../host/api.gen";
import { createWords } from "../../text/create";

/** What the person filled in. */
export interface HostForm {
  /** Key of the project; empty for the person's own, none while what was typed is no project. */
  readonly project: string | null;
  readonly name: string;
  readonly description: string;
  readonly isPublic: boolean;
  readonly defaultBranch: string;
  /** Empty for none; null while what was typed is no template. */
  readonly ignore: string | null;
  readonly licence: string | null;
  readonly protocol: Protocol;
  readonly clones: boolean;
  readonly folder: string;
  /** Empty: as the repository is called. */
  readonly folderName: string;
}

export type Plan =
  | { readonly ready: true; readonly request: CreateHostRepository }
  | { readonly ready: false; readonly missing: string };

/** The folder's name, made of the repository's as the server makes its place in URLs. */
export function suggestedFolder(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}._-]+/gu, "-")
    .replace(/^[-.]+/, "");
}

export function planOf(form: HostForm, account: AccountId): Plan {
  const missing = missingOf(form);
  if (missing !== undefined) return { ready: false, missing };
  return {
    ready: true,
    request: {
      account,
      draft: {
        project: form.project || null,
        name: form.name.trim(),
        description: form.description.trim(),
        public: form.isPublic,
        defaultBranch: form.defaultBranch.trim(),
        ignore: form.ignore || null,
        licence: form.licence || null,
      },
      protocol: form.protocol,
      clone: form.clones ? { folder: form.folder.trim(), name: folderOf(form) } : null,
    },
  };
}

export function folderOf(form: HostForm): string {
  return form.folderName.trim() || suggestedFolder(form.name);
}

function missingOf(form: HostForm): string | undefined {
  const { missing } = createWords;
  if (form.project === null) return missing.project;
  if (form.name.trim() === "") return missing.name;
  if (form.defaultBranch.trim() === "") return missing.branch;
  if (form.ignore === null) return missing.ignore;
  if (form.licence === null) return missing.licence;
  if (!form.clones) return undefined;
  if (form.folder.trim() === "") return missing.folder;
  const name = folderOf(form);
  if (name === "") return missing.folderName;
  if (/[/\\]/.test(name) || name === "." || name === "..") return missing.folderNameOdd;
  return undefined;
}
