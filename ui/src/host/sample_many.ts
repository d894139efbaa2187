/** Thousands of repositories on the host, page by page, for tests of searching and for screenshots. */
import type { HostRepository, Page, Project } from "./api.gen";
import type { Answers } from "./memory";
import { chance } from "./sample_graph";

const subjects = [
  "billing",
  "web-shop",
  "ledger",
  "payments",
  "identity",
  "search",
  "mail",
  "warehouse",
  "catalogue",
  "price-rules",
];
const parts = [
  "api",
  "ui",
  "worker",
  "schema",
  "client",
  "docs",
  "infra",
  "tests",
  "migration-tools-for-the-old-mainframe-of-the-northern-branch",
];
const teams = [
  "Platform",
  "Shop",
  "Data",
  "Größe & Maß",
  "Infrastructure and Operations of the Northern Branch",
  "モバイル",
];

export const manyProjects: Project[] = Array.from({ length: 120 }, (_, index) => ({
  key: `P${index}`,
  name: `${teams[index % teams.length] ?? ""} ${Math.floor(index / teams.length) + 1}`,
  description: "",
  personal: false,
}));

export function sampleManyRepositories(count = 5_000): HostRepository[] {
  return Array.from({ length: count }, (_, index) => {
    const project = manyProjects[Math.floor(chance(index) * manyProjects.length)] ?? { key: "P0", name: "Platform" };
    const name = `${subjects[index % subjects.length] ?? ""}-${parts[Math.floor(index / 10) % parts.length] ?? ""}-${index}`;
    const http = `https://git.example.org/scm/${project.key.toLowerCase()}/${name}.git`;
    const ssh = `ssh://git@git.example.org:7999/${project.key.toLowerCase()}/${name}.git`;
    return {
      path: { project: project.key, slug: name },
      name,
      projectName: project.name,
      description:
        index % 3 === 0
          ? ""
          : `Everything about ${subjects[index % subjects.length] ?? ""}, and a little more than that`,
      personal: false,
      public: index % 13 === 0,
      archived: index % 17 === 0,
      forkedFrom: index % 29 === 0 ? { project: "P1", slug: name } : null,
      originHidden: false,
      cloneUrls: [
        { protocol: "https" as const, url: http },
        ...(index % 7 === 0 ? [] : [{ protocol: "ssh" as const, url: ssh }]),
      ],
      url: `https://git.example.org/projects/${project.key}/repos/${name}/browse`,
    };
  });
}

/** Answers in pages of `size`, as a real server does; the caller may hold them back. */
export function manyRepositories(all: readonly HostRepository[], size: number, wait?: () => Promise<void>): Answers {
  return {
    list_projects: () => ({ items: manyProjects, next: null }),
    list_host_repositories: async ({ search, cursor }): Promise<Page<HostRepository>> => {
      if (cursor && wait) await wait();
      const found = search ? all.filter(({ name }) => name.includes(search)) : all;
      const start = Number(cursor ?? 0);
      return {
        items: found.slice(start, start + size),
        next: start + size < found.length ? String(start + size) : null,
      };
    },
  };
}
