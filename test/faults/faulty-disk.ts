import { existsSync } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { type Disk, realDisk } from "#local/files/disk.ts";

/** The machine stopped. */
export class PowerCut extends Error {
  override readonly name = "PowerCut";
}
/** `before` the step, `after` it with nobody told, or `torn`: half of what was being written is there. */
export type Cut = "before" | "after" | "torn";

interface Unsynced {
  path: string;
  /** The name it had before, if any. */
  readonly from?: string;
}

/**
 * A disk that stops at one step and takes no further ones, and that knows which names no `syncFolder` has put on the disk yet.
 * `loseUnsynced` then takes those away, as a power cut may.
 */
export const faultyDisk = ({ cutAt, cut }: { readonly cutAt: number; readonly cut: Cut }) => {
  let steps = 0;
  let unsynced: Unsynced[] = [];
  const noted = (path: string, from?: string) => void unsynced.push(from === undefined ? { path } : { path, from });

  const step = async <T>(work: () => Promise<T>, torn?: () => Promise<unknown>): Promise<T> => {
    steps += 1;
    if (steps > cutAt || (steps === cutAt && cut !== "after")) {
      if (steps === cutAt && cut === "torn") await torn?.();
      throw new PowerCut(`at step ${cutAt}`);
    }
    const done = await work();
    if (steps === cutAt) throw new PowerCut(`after step ${cutAt}`);
    return done;
  };

  const disk: Disk = {
    makeFolder: (path) =>
      step(async () => {
        const made: string[] = [];
        for (let above = path; !existsSync(above); above = dirname(above)) made.unshift(above);
        await realDisk.makeFolder(path);
        for (const one of made) noted(one);
      }),
    write: (path, source) =>
      step(
        async () => {
          await realDisk.write(path, source);
          noted(path);
        },
        () => writeFile(path, "half of wh"),
      ),
    link: (from, to) =>
      step(async () => {
        const first = await realDisk.link(from, to);
        if (first) noted(to);
        return first;
      }),
    rename: (from, to) =>
      step(async () => {
        await realDisk.rename(from, to);
        for (const one of unsynced) if (one.path.startsWith(`${from}/`)) one.path = to + one.path.slice(from.length);
        noted(to, from);
      }),
    remove: (path) => step(() => realDisk.remove(path)),
    syncFolder: (path) =>
      step(async () => {
        await realDisk.syncFolder(path);
        unsynced = unsynced.filter((one) => dirname(one.path) !== path);
      }),
  };

  const loseUnsynced = async (): Promise<void> => {
    for (const { path, from } of unsynced.toReversed()) {
      if (from !== undefined && existsSync(path) && existsSync(dirname(from)) && !existsSync(from)) await rename(path, from);
      else await rm(path, { recursive: true, force: true });
    }
  };
  return { disk, steps: () => steps, loseUnsynced };
};
