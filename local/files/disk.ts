import { link, mkdir, open, rename, rm } from "node:fs/promises";

/** The steps by which files change on the disk. One place, so that a test can stop the machine before any of them. */
export interface Disk {
  /** Makes a folder and those above it, for the owner only. */
  makeFolder(path: string): Promise<void>;
  /** Writes a new file and its bytes to the disk; leaves nothing when `source` fails. */
  write(path: string, source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<void>;
  /** Gives a finished file another name; false when that name is taken. */
  link(from: string, to: string): Promise<boolean>;
  rename(from: string, to: string): Promise<void>;
  /** Removes a file or folder; one that is not there is fine. */
  remove(path: string): Promise<void>;
  /** Puts the names in a folder on the disk. */
  syncFolder(path: string): Promise<void>;
}

/** The error code of the operating system, such as `ENOENT`. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;

export const realDisk: Disk = {
  makeFolder: async (path) => void (await mkdir(path, { recursive: true, mode: 0o700 })),
  write: async (path, source) => {
    const file = await open(path, "wx", 0o600);
    try {
      for await (const chunk of source) for (let at = 0; at < chunk.length; ) at += (await file.write(chunk, at)).bytesWritten;
      await file.sync();
    } catch (error) {
      await file.close();
      await rm(path, { force: true });
      throw error;
    }
    await file.close();
  },
  link: async (from, to) => {
    try {
      await link(from, to);
      return true;
    } catch (error) {
      if (codeOf(error) === "EEXIST") return false;
      throw error;
    }
  },
  rename: (from, to) => rename(from, to),
  remove: (path) => rm(path, { recursive: true, force: true }),
  syncFolder: async (path) => {
    const folder = await open(path, "r");
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  },
};
