import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { writeOnce } from "./owner-only.ts";

/** Who runs a data folder. Process ids come round again, so the moment of the process's start is kept with it. */
interface Holder {
  readonly pid: number;
  readonly born: string;
  /** Tells two locks of one process apart. */
  readonly mark?: string;
  readonly url?: string;
}

export interface HomeLock {
  /** Says where the home answers, for the command line. */
  announce(url: string): Promise<void>;
  release(): Promise<void>;
}

const pathIn = (data: string) => join(data, "home.lock");

/** Takes the data folder for this process. Throws when another home that is still alive holds it; a dead one's lock is taken over. */
export const takeLock = async (data: string): Promise<HomeLock> => {
  const path = pathIn(data);
  const own: Holder = { pid: process.pid, born: bornAt(process.pid) ?? "", mark: randomUUID() };
  for (let attempt = 0; ; attempt += 1) {
    await writeOnce(path, JSON.stringify(own));
    const holder = await holderOf(data);
    if (holder?.mark === own.mark) break;
    if (holder !== undefined && isAlive(holder)) {
      throw new Error(
        `another home (process ${holder.pid}${holder.url === undefined ? "" : `, ${holder.url}`}) runs on ${data}: stop it first, or choose another folder with CORROBORATE_DATA`,
      );
    }
    if (attempt > 3) throw new Error(`the lock ${path} cannot be taken`);
    await removeDead(path);
  }
  return {
    announce: async (url) => {
      await writeFile(`${path}.new`, JSON.stringify({ ...own, url }), { mode: 0o600 });
      await rename(`${path}.new`, path);
    },
    release: () => rm(path, { force: true }),
  };
};

/** Of two homes that find the same dead lock one may move away the lock that the other has just taken: it is looked at and put back. */
const removeDead = async (path: string): Promise<void> => {
  const moved = `${path}.${process.pid}`;
  await rename(path, moved).catch(() => undefined);
  const holder = parsed(await readFile(moved, "utf8").catch(() => ""));
  if (holder !== undefined && isAlive(holder)) await link(moved, path).catch(() => undefined);
  await rm(moved, { force: true });
};

/** Address of the home that runs on a data folder now. */
export const runningAt = async (data: string): Promise<string | undefined> => {
  const holder = await holderOf(data);
  return holder !== undefined && isAlive(holder) ? holder.url : undefined;
};

const holderOf = async (data: string): Promise<Holder | undefined> =>
  parsed(await readFile(pathIn(data), "utf8").catch(() => ""));

const parsed = (text: string): Holder | undefined => {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    // Absent, or cut off by a power cut: nobody holds it either way.
    return undefined;
  }
};

const isAlive = (holder: Holder): boolean => bornAt(holder.pid) === holder.born;

/** Boot and start time of a process, undefined when it is gone (or a zombie). */
const bornAt = (pid: number): string | undefined => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    if (fields[0] === "Z" || fields[0] === "X") return undefined;
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot}:${fields[19]}`;
  } catch {
    return undefined;
  }
};
