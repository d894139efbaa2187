/** Sample answers about hosts, accounts and SSH keys. The token `wrong` is refused. */
import type {
  AbilityCheck,
  Account,
  Fault,
  Host,
  HostPages,
  HostProbe,
  Oauth,
  PermissionAdvice,
  Registration,
  SshKey,
  User,
} from "./api.gen";
import type { Answers, MemoryHost } from "./memory";

const base = "https://git.example.org";

export const samplePages: HostPages = {
  token: `${base}/plugins/servlet/access-tokens/manage`,
  sshKeys: `${base}/plugins/servlet/ssh/account/keys`,
  signIn: `${base}/login`,
};

export const samplePermissions: PermissionAdvice[] = [
  { permission: "Project: read", unlocks: ["identity", "readRepositories", "readPullRequests"], optional: false },
  { permission: "Repository: write", unlocks: ["writeRepositories"], optional: false },
  { permission: "Project: admin", unlocks: ["createRepositories", "administerRepositories"], optional: true },
];

export const sampleProbe: HostProbe = {
  forge: "bitbucketServer",
  baseUrl: base,
  displayName: "Bitbucket",
  version: "9.4.1",
  plainHttp: false,
  singleSignOn: false,
  known: null,
  pages: samplePages,
  permissions: samplePermissions,
};

export const sampleUser: User = {
  name: "ada",
  slug: "ada",
  displayName: "Ada Lovelace",
  email: "ada@example.org",
  active: true,
};

export const sampleAbilities: AbilityCheck[] = [
  { ability: "identity", verdict: "allowed", detail: "GET /rest/api/1.0/users/ada → 200" },
  { ability: "readRepositories", verdict: "allowed", detail: "GET /rest/api/1.0/repos → 200" },
  { ability: "readPullRequests", verdict: "allowed", detail: "GET /rest/api/1.0/dashboard/pull-requests → 200" },
  { ability: "writeRepositories", verdict: "unknown", detail: "Can't be tried without writing." },
  {
    ability: "createRepositories",
    verdict: "refused",
    detail: "GET /rest/api/1.0/projects?permission=PROJECT_ADMIN → none",
  },
  {
    ability: "administerRepositories",
    verdict: "refused",
    detail: "GET /rest/api/1.0/repos?permission=REPO_ADMIN → none",
  },
  { ability: "addSshKeys", verdict: "refused", detail: "GET /rest/ssh/1.0/keys → 401" },
];

export const sampleAccount: Account = {
  id: "account-ada",
  host: "host-work",
  user: sampleUser,
  way: "token",
  rejected: false,
  kept: { kind: "keychain" },
  tokenExpires: "2031-03-01",
  abilities: sampleAbilities,
};

export const sampleOauth: Oauth = {
  possible: true,
  page: `${base}/plugins/servlet/applinks/listApplicationLinks`,
  loopback: "http://localhost:28469/oauth/host-work",
  customScheme: "bough://oauth/host-work",
  scopes: [
    { scope: "REPO_WRITE", label: "Repositories: write", optional: false },
    { scope: "ACCOUNT_WRITE", label: "Account: write", optional: true },
    { scope: "PROJECT_ADMIN", label: "Projects: admin", optional: true },
  ],
  registration: null,
};

export const sampleRegistration: Registration = {
  clientId: "4f1c9a0be2d34c5a",
  redirect: sampleOauth.loopback,
  form: "loopback",
  scopes: ["REPO_WRITE"],
  secret: { kind: "keychain" },
};

export const sampleHost: Host = {
  id: "host-work",
  forge: "bitbucketServer",
  baseUrl: base,
  name: "git.example.org",
  version: "9.4.1",
  plainHttp: false,
  trust: { kind: "system" },
  health: { kind: "fine" },
  accounts: [sampleAccount],
  oauth: sampleOauth,
  ssh: null,
  identity: null,
  pages: samplePages,
  permissions: samplePermissions,
};

export const sampleKey: SshKey = {
  path: "/home/ada/.ssh/id_ed25519",
  algorithm: "ssh-ed25519",
  fingerprint: "SHA256:Jh5kQ3xT0Vn0mP8bC2rQ9aW4eXyZ1uI6oLsDfGhJkMQ",
  comment: "ada@example.org",
  publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExamplePublicKeyForTestsOnlyAAAAAAAAAAAAAA ada@example.org",
  encrypted: true,
};

export function sampleHosts(host: MemoryHost): Answers {
  let hosts: Host[] = [sampleHost];
  let keys: SshKey[] = [sampleKey];
  const change = (next: Host[]) => {
    hosts = next;
    host.emit({ kind: "hostsChanged" });
    return null;
  };
  const edit = (id: string, part: (one: Host) => Partial<Host>) =>
    change(hosts.map((one) => (one.id === id ? { ...one, ...part(one) } : one)));
  const accountOf = (id: string) =>
    hosts.flatMap(({ accounts }) => accounts).find((one) => one.id === id) ?? sampleAccount;
  return {
    probe_host: ({ url }) => {
      const name = url.replace(/^\w+:\/\//, "").replace(/\/.*/, "");
      const plainHttp = url.startsWith("http://");
      const baseUrl = `${plainHttp ? "http" : "https"}://${name}`;
      return { ...sampleProbe, baseUrl, plainHttp, known: hosts.find((one) => one.baseUrl === baseUrl)?.id ?? null };
    },
    add_host: ({ baseUrl, plainHttp }) => {
      const name = baseUrl.replace(/^\w+:\/\//, "");
      const added: Host = { ...sampleHost, id: `host-${hosts.length}`, baseUrl, name, plainHttp, accounts: [] };
      change([...hosts, added]);
      return added;
    },
    list_hosts: () => hosts,
    remove_host: ({ id }) => change(hosts.filter((one) => one.id !== id)),
    trust_certificate: () => null,
    connect_account: (args) => {
      const name = hosts.find(({ id }) => id === args.host)?.name ?? "git.example.org";
      const fault: Fault = { kind: "signIn", host: name, reason: "rejected", detail: "401 Authentication failed" };
      if (args.token === "wrong") throw fault;
      const tokenExpires = args.tokenExpires ?? null;
      const account: Account = { ...sampleAccount, id: `account-${name}`, host: args.host, tokenExpires };
      edit(args.host, (one) => ({ accounts: [...one.accounts, account], health: { kind: "fine" } }));
      return account;
    },
    test_account: ({ id }) => accountOf(id),
    disconnect_account: ({ id }) => {
      change(hosts.map((one) => ({ ...one, accounts: one.accounts.filter((account) => account.id !== id) })));
      return { stillAllowed: false };
    },
    register_application: (args) => {
      const fault: Fault = { kind: "invalid", field: "clientSecret", why: "The server does not know Bough by these." };
      if (args.clientSecret === "wrong") throw fault;
      const registration: Registration = {
        ...sampleRegistration,
        clientId: args.clientId,
        scopes: args.scopes,
        redirect: args.redirect.kind === "page" ? args.redirect.url : sampleOauth.loopback,
        form: args.redirect.kind,
      };
      edit(args.host, () => ({ oauth: { ...sampleOauth, registration } }));
      return hosts.find(({ id }) => id === args.host) ?? sampleHost;
    },
    remove_registration: (args) => {
      edit(args.host, () => ({ oauth: sampleOauth }));
      return hosts.find(({ id }) => id === args.host) ?? sampleHost;
    },
    authorise_account: (args) => {
      const account: Account = {
        ...sampleAccount,
        id: `account-${args.host}-browser`,
        host: args.host,
        way: "browser",
      };
      edit(args.host, (one) => ({ accounts: [...one.accounts, account] }));
      return "job-sign-in";
    },
    show_sign_in: () => null,
    export_host: ({ folder }) => `${folder}/git.example.org.bough-host.json`,
    open_host_file: () => {
      const added: Host = {
        ...sampleHost,
        id: `host-${hosts.length}`,
        name: "code.example.org",
        accounts: [],
        oauth: { ...sampleOauth, registration: sampleRegistration },
      };
      change([...hosts, added]);
      return added;
    },
    list_ssh_keys: () => keys,
    generate_ssh_key: (args) => {
      const path = `/home/ada/.ssh/bough_${args.host ?? "key"}_ed25519`;
      const key: SshKey = {
        ...sampleKey,
        path,
        comment: args.comment ?? "ada@example.org",
        encrypted: Boolean(args.passphrase),
      };
      keys = [...keys, key];
      if (args.host) edit(args.host, () => ({ ssh: { kind: "key", path } }));
      host.emit({ kind: "keysChanged" });
      return key;
    },
    choose_ssh_key: ({ scope, choice }) => {
      if (scope.kind === "host") edit(scope.host, () => ({ ssh: choice ?? null }));
      return null;
    },
    set_identity_rule: (args) => {
      edit(args.host, () => ({ identity: args.rule ?? null }));
      return null;
    },
    upload_ssh_key: () => ({ kind: "pasteThere", url: samplePages.sshKeys }),
  };
}
