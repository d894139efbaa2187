/** What a person meets on the way to a commit, beside the plain views: bars, questions, badges, pictures. As in `screens`. */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";

import { changesWords, commitBoxWords, discardWords, workRowWords } from "../../../../ui/src/text/changes";
import { commitWords, verdictWords } from "../../../../ui/src/text/commit";
import { diffWords } from "../../../../ui/src/text/diff";
import { historyWords } from "../../../../ui/src/text/history";
import { hookWords } from "../../../../ui/src/text/hooks";
import { coAuthorWords } from "../../../../ui/src/text/identity";
import { lfsWords } from "../../../../ui/src/text/lfs";
import { pictureWords } from "../../../../ui/src/text/pictures";
import { inEveryDress } from "../dress.ts";
import { mouse } from "../hands.ts";
import { button, field, type Thing } from "../page.ts";
import { welcomed } from "../ready.ts";
import { Home, Window } from "../window.ts";

const unstaged: Thing = { role: "treegrid", name: /^Unstaged, / };
const row = (name: RegExp, within?: Thing): Thing => ({ role: "row", name, ...(within ? { within } : {}) });

export async function states(): Promise<void> {
  const home = new Home();
  const work = grown(home);
  const window = await Window.open(home, work);
  const { page } = window;
  const hands = mouse(page);
  const found: string[] = [];
  const look = (name: string) => inEveryDress(window, name, found);
  const commits = { role: "grid", name: historyWords.grid };
  try {
    await welcomed(window);
    for (const [summary, verdict] of [
      ["Signed by Ada", verdictWords.good],
      ["Signed by a stranger", verdictWords.unknownKey],
    ] as const) {
      await hands.press(row(new RegExp(summary), commits));
      await page.reads(verdict, { role: "region", name: commitWords.label });
      await look(`signature-${verdict.toLowerCase().replace(/[^a-z]+/g, "-")}`);
    }

    await hands.press(row(new RegExp(workRowWords.changes)));
    await page.see(button(lfsWords.fetch));
    await look("lfs-missing");
    for (const [name, file] of [
      ["picture-changed", /logo\.png, /],
      ["picture-new", /fresh\.png, /],
      ["lfs-file", /clip\.mov, /],
    ] as const) {
      await hands.press(row(file, unstaged));
      await page.see({ role: "region", name: /^Changes in / });
      await page.settled();
      await look(name);
      if (name === "picture-changed") {
        for (const way of ["swipe", "onion"] as const) {
          await hands.press({ role: "radio", name: pictureWords.ways[way] });
          await page.see({ role: "slider", name: pictureWords.share[way] });
          await look(`picture-${way}`);
        }
      }
      await hands.press(button(diffWords.close));
    }

    await hands.press(button(changesWords.discardAll));
    await page.see(button(discardWords.act));
    await look("discard-asks");
    await hands.press(button(discardWords.keep));

    await hands.press(button(commitBoxWords.options));
    await hands.press({ role: "menuitem", name: new RegExp(commitBoxWords.coAuthors) });
    await hands.fill({ role: "combobox", name: coAuthorWords.label }, "Gr");
    await page.see({ role: "option", name: /Grace/ });
    // An open list hides all around it from screen readers, and axe takes that for a mistake.
    await inEveryDress(window, "co-authors", null);
    await page.driver.press("Down", "Enter");
    await look("co-author-named");

    await hands.fill(field(commitBoxWords.summary), `A summary that goes on and on, ${"word after word ".repeat(4)}`);
    await look("hooks-ask");
    await hands.press(button(hookWords.trust));
    await hands.press(button(changesWords.stageAll));
    await hands.press(button(/^Commit \d+ files? to/));
    await page.reads("line 40 of what the hook says");
    await page.reads("said no");
    await look("hook-refuses");
  } finally {
    await window.close();
  }
  if (found.length > 0) throw new Error(`Not everybody can use every state.\n  ${found.join("\n  ")}`);
}

/** A repository in which everything happens at once. */
function grown(home: Home): string {
  const work = join(home.clones, "atelier");
  const key = (name: string) => join(home.ssh, name);
  const run = (program: string, ...words: string[]): string => {
    const said = spawnSync(program, words, { cwd: home.clones, env: home.environment(), encoding: "utf8" });
    if (said.status !== 0) throw new Error(`${program} ${words.join(" ")}: ${said.stderr}`);
    return said.stdout;
  };
  const who = (name: string) => [
    ...["-c", `user.name=${name}`, "-c", `user.email=${name.toLowerCase()}@example.org`],
    ...["-c", "gpg.format=ssh", "-c", `user.signingkey=${key(name)}`],
  ];
  const git = (name: string, ...words: string[]) => run("git", "-C", work, ...who(name), ...words);
  const write = (name: string, content: string | Buffer) => writeFileSync(join(work, name), content);

  mkdirSync(work, { recursive: true });
  for (const name of ["Ada", "Grace"]) run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", key(name));
  const known = run("ssh-keygen", "-y", "-f", key("Ada")).trim();
  writeFileSync(join(home.ssh, "allowed"), `ada@example.org ${known}\n`);
  run("git", "init", "-q", "-b", "main", work);
  run("git", "config", "--global", "gpg.ssh.allowedSignersFile", join(home.ssh, "allowed"));
  write("logo.png", pixels(96, 64, [60, 160, 110]));
  write("notes.txt", "one\n");
  write(".gitattributes", "*.mov filter=lfs diff=lfs merge=lfs -text\n");
  write("film.mov", pointer("a", 48_000_000));
  git("Ada", "add", ".");
  git("Ada", "commit", "-q", "-m", "Begin");
  write("notes.txt", "one\ntwo\n");
  git("Grace", "commit", "-q", "-a", "-S", "-m", "Signed by a stranger");
  write("notes.txt", "one\ntwo\nthree\n");
  git("Ada", "commit", "-q", "-a", "-S", "-m", "Signed by Ada");
  write("logo.png", pixels(128, 64, [224, 168, 74]));
  write("fresh.png", pixels(400, 300, [106, 167, 255]));
  write("clip.mov", pointer("b", 52_000_000));
  write("a file with a very long name that nobody would have given it, but somebody did, years ago.txt", "x\n");
  const hook = join(work, ".git", "hooks", "pre-commit");
  const script = 'for n in $(seq 40); do echo "line $n of what the hook says"; done; exit 1';
  writeFileSync(hook, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return work;
}

/** What lies in the place of a large file. */
function pointer(digit: string, size: number): string {
  return `version https://git-lfs.github.com/spec/v1\noid sha256:${digit.repeat(64)}\nsize ${size}\n`;
}

/** A picture in one colour. */
function pixels(width: number, height: number, colour: [number, number, number]): Buffer {
  const chunk = (kind: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
    const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    size.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([size, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const line = Buffer.concat([Buffer.from([0]), ...Array.from({ length: width }, () => Buffer.from(colour))]);
  const lines = Buffer.concat(Array.from({ length: height }, () => line));
  const begin = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([begin, chunk("IHDR", head), chunk("IDAT", deflateSync(lines)), chunk("IEND", Buffer.alloc(0))]);
}
