import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { CommandFailed, run } from "./processes.ts";

/** What cannot be had on this machine: no fault of what is rehearsed, so the exit code is another. */
export class NotAvailable extends Error {
  override readonly name = "NotAvailable";
}

interface Wanted {
  /** File that pins every package. */
  readonly requirements: string;
  /** Folder that keeps environments, one per contents of that file. */
  readonly into: string;
  readonly log: string;
  readonly signal: AbortSignal;
}

/** Answers the Python of a virtual environment that holds what is pinned. Throws `NotAvailable` where there is no Python or no index. */
export const pythonWith = async ({ requirements, into, log, signal }: Wanted): Promise<string> => {
  const pinned = createHash("sha256")
    .update(await readFile(requirements))
    .digest("hex")
    .slice(0, 12);
  const ready = join(into, `python-${pinned}`);
  const pythonIn = (folder: string) => join(folder, "bin", "python");
  if (existsSync(ready)) return pythonIn(ready);
  await mkdir(into, { recursive: true });
  // Whole or absent: it takes its name last. (Its scripts name the path they were made in; `python -m` does not need them.)
  const making = join(into, `making-${process.pid}`);
  const common = { environment: process.env, cwd: into, log, signal };
  try {
    await available("Python 3 with its venv module", () => run({ ...common, command: "python3", given: ["-m", "venv", making] }));
    const install = [
      "-m",
      "pip",
      "install",
      "--quiet",
      "--disable-pip-version-check",
      "--no-input",
      "--requirement",
      requirements,
    ];
    await available("what requirements.txt pins, from the Python package index,", () =>
      run({ ...common, command: pythonIn(making), given: install }),
    );
    await rename(making, ready);
    return pythonIn(ready);
  } finally {
    await rm(making, { recursive: true, force: true });
  }
};

const available = async (what: string, get: () => Promise<unknown>): Promise<void> => {
  try {
    await get();
  } catch (cause) {
    if (cause instanceof CommandFailed || (cause as NodeJS.ErrnoException).code === "ENOENT") {
      const why = cause instanceof CommandFailed ? cause.said.trim().split("\n").at(-1) : (cause as Error).message;
      throw new NotAvailable(`${what} cannot be had here: ${why}`, { cause });
    }
    throw cause;
  }
};
