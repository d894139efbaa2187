/** Sample answers about repositories, here and on the host, and about jobs. */
import type { HostRepository, Job, KnownRepository, Project, Repository } from "./api.gen";
import type { Answers, MemoryHost } from "./memory";

const names = [
  "billing",
  "web-shop",
  "design-tokens",
  "terraform-modules",
  "release-notes",
  "payments-gateway",
  "docs",
];

export const sampleKnown: KnownRepository[] = names.slice(0, 5).map((name, index) => ({
  id: `repository-${name}`,
  name,
  path: `/home/ada/src/${name}`,
  favourite: index < 2,
  opened: new Date(Date.UTC(2026, 1, 20 - index * 3, 9, 30)).toISOString(),
  missing: name === "release-notes",
}));

export const sampleProjects: Project[] = [
  { key: "PLAT", name: "Platform", description: "What everything stands on", personal: false },
  { key: "SHOP", name: "Shop", description: "", personal: false },
  { key: "~ada", name: "Ada Lovelace", description: "", personal: true },
];

export const sampleHostRepositories: HostRepository[] = Array.from({ length: 240 }, (_, index) => {
  const project = sampleProjects[index % 3] ?? { key: "PLAT", name: "Platform", personal: false };
  const round = Math.floor(index / names.length);
  const slug = `${names[index % names.length] ?? "repo"}${round === 0 ? "" : `-${round}`}`;
  return {
    path: { project: project.key, slug },
    name: slug,
    projectName: project.name,
    description: index % 2 === 0 ? "Keeps the books in order" : "",
    personal: project.personal,
    public: index % 9 === 0,
    archived: index % 11 === 0,
    forkedFrom: null,
    originHidden: false,
    cloneUrls: [
      { protocol: "https", url: `https://git.example.org/scm/${project.key.toLowerCase()}/${slug}.git` },
      { protocol: "ssh", url: `ssh://git@git.example.org:7999/${project.key.toLowerCase()}/${slug}.git` },
    ],
    url: `https://git.example.org/projects/${project.key}/repos/${slug}/browse`,
  };
});

export function sampleRepositories(host: MemoryHost): Answers {
  let known = sampleKnown;
  let jobs: Job[] = [];
  const opened = (id: string): Repository => {
    const found = known.find((one) => one.id === id);
    const head = { kind: "branch", name: "main", commit: "0".repeat(40) } as const;
    return {
      id,
      name: found?.name ?? "new",
      path: found?.path ?? "/home/ada/src/new",
      bare: false,
      shallow: false,
      head,
    };
  };
  const change = (next: KnownRepository[]) => {
    known = next;
    host.emit({ kind: "repositoriesChanged" });
    return null;
  };
  const step = (job: Job) => {
    jobs = [job, ...jobs.filter(({ id }) => id !== job.id)];
    host.emit({ kind: "jobChanged", job });
  };
  return {
    list_repositories: () => known,
    find_anything: () => [],
    open_repository: ({ path }) => opened(known.find((one) => one.path === path)?.id ?? "repository-billing"),
    create_repository: ({ folder, name }) => {
      const id = `repository-${name}`;
      const opened = new Date().toISOString();
      change([{ id, name, path: `${folder}/${name}`, favourite: false, opened, missing: false }, ...known]);
      const head = { kind: "unborn", name: "main" } as const;
      return { id, name, path: `${folder}/${name}`, bare: false, shallow: false, head };
    },
    get_repository: ({ id }) => opened(id),
    favour_repository: ({ id, favourite }) => change(known.map((one) => (one.id === id ? { ...one, favourite } : one))),
    forget_repository: ({ id }) => change(known.filter((one) => one.id !== id)),
    list_remote_accounts: () => [
      {
        remote: "origin",
        host: "host-work",
        account: "account-ada",
        user: null,
        path: { project: "PLAT", slug: "billing" },
      },
    ],
    list_projects: () => ({ items: sampleProjects, next: null }),
    list_host_repositories: ({ search, cursor, limit }) => {
      const all = sampleHostRepositories.filter(({ name }) => name.includes(search ?? ""));
      const start = Number(cursor ?? 0);
      const end = start + (limit ?? 25);
      return { items: all.slice(start, end), next: end < all.length ? String(end) : null };
    },
    list_host_branches: () => ({
      items: [
        { name: "main", commit: "a".repeat(40), default: true },
        { name: "feature/invoices", commit: "b".repeat(40), default: false },
      ],
      next: null,
    }),
    clone_repository: ({ name }) => {
      const job = runningJob(name);
      step(job);
      return job.id;
    },
    get_kin: ({ repository }) => {
      const own = sampleHostRepositories.find(({ path }) => path.slug === repository.slug) ?? sampleHostRepositories[0];
      if (!own) throw new Error("there are samples");
      const fork = (project: string, projectName: string): HostRepository => ({
        ...own,
        path: { project, slug: own.path.slug },
        projectName,
        personal: true,
        forkedFrom: own.path,
      });
      return {
        repository: own,
        parent: null,
        forks: [fork("~grace", "Grace Hopper"), fork("~jose", "José Núñez")],
        related: [],
        more: false,
      };
    },
    fork_repository: ({ repository }) => {
      const own = sampleHostRepositories.find(({ path }) => path.slug === repository.slug) ?? sampleHostRepositories[0];
      if (!own) throw new Error("there are samples");
      return { ...own, path: { project: "~ada", slug: own.path.slug }, forkedFrom: own.path };
    },
    get_host_repository: ({ repository }) => {
      const own = sampleHostRepositories.find(({ path }) => path.slug === repository.slug) ?? sampleHostRepositories[0];
      if (!own) throw new Error("there are samples");
      return own;
    },
    get_host_page: () => "https://git.example.com/projects/PLAT/repos/billing/browse",
    choose_account: ({ id }) => {
      host.emit({ kind: "repositoryChanged", id });
      return null;
    },
    get_fork_sync: () => ({ available: true, enabled: false, last: null, ahead: [], diverged: [], orphaned: [] }),
    set_fork_sync: () => null,
    add_remote: ({ id }) => {
      host.emit({ kind: "repositoryChanged", id });
      return null;
    },
    fetch_remote: ({ remote }) => {
      const job: Job = { ...runningJob(remote, `job-fetch-${remote}`), task: "fetch" };
      step(job);
      return job.id;
    },
    list_templates: () => ({
      ignores: ["C++", "Java", "Node", "Python", "Rust"],
      licences: [
        { id: "MIT", name: "MIT License" },
        { id: "Apache-2.0", name: "Apache License 2.0" },
      ],
    }),
    create_host_repository: ({ draft }) => {
      const job: Job = { ...runningJob(draft.name), task: "create" };
      step(job);
      return job.id;
    },
    finish_creation: ({ id }) => {
      const job: Job = { ...runningJob(opened(id).name, `job-finish-${id}`), task: "finishCreation" };
      step(job);
      return job.id;
    },
    fetch_lfs: ({ id }) => {
      const job: Job = { ...runningJob(opened(id).name, `job-lfs-${id}`), task: "fetchLfs" };
      step(job);
      return job.id;
    },
    list_jobs: () => jobs,
    cancel_job: ({ id }) => {
      const job = jobs.find((one) => one.id === id);
      if (job) step({ ...job, state: { kind: "cancelled" } });
      return null;
    },
  };
}

/** A clone that receives objects. */
export function runningJob(subject: string, id = `job-${subject}`): Job {
  return {
    id,
    task: "clone",
    subject,
    state: {
      kind: "running",
      progress: {
        stage: "receiving",
        done: 1204,
        total: 9120,
        filesDone: 0,
        filesTotal: 0,
        bytes: 3_400_000,
        bytesPerSecond: 1_200_000,
        remote: "",
      },
    },
    started: "2026-02-20T10:00:00+01:00",
  };
}
