import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { codeOf } from "./disk.ts";
import { partialFolder } from "./paths.ts";

/** Removes unfinished work of processes that have ended. What living ones write, this one's threads among them, stays. */
export const sweepPartials = async (folder: string): Promise<void> => {
  const partials = partialFolder(folder);
  const names = await readdir(partials).catch(() => []);
  for (const name of names) {
    const path = join(partials, name);
    if (await leftOver(path, Number(name.split("-")[0]))) await rm(path, { recursive: true, force: true });
  }
};

const leftOver = async (path: string, process_: number): Promise<boolean> => {
  // In a container every start may have the same process id: what is older than this process is not its own.
  if (process_ === process.pid)
    return ((await stat(path).catch(() => undefined))?.mtimeMs ?? Number.POSITIVE_INFINITY) < performance.timeOrigin;
  try {
    process.kill(process_, 0);
    return false;
  } catch (error) {
    return codeOf(error) === "ESRCH";
  }
};
