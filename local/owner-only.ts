import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, link, mkdir, open, readFile, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Writes a secret unless it is there already, readable by its owner only, whole or not at all, and on the disk when it resolves. */
export const writeOnce = async (path: string, text: string | Uint8Array): Promise<void> => {
  const partial = join(dirname(path), `.${process.pid}-${performance.now()}.partial`);
  const file = await open(partial, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(partial, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(partial, { force: true });
  }
};

/** 32 random bytes, made on the first call and the same ever after. */
export const secretIn = async (path: string): Promise<Uint8Array> => {
  if (!existsSync(path)) await writeOnce(path, randomBytes(32));
  return new Uint8Array(await readFile(path));
};

/** Makes a folder for its owner only; refuses one that stands there with wider permissions or that belongs to somebody else. */
export const ownFolder = async (path: string): Promise<void> => {
  const made = await mkdir(path, { recursive: true, mode: 0o700 });
  if (made !== undefined) return chmod(path, 0o700);
  const { mode, uid } = await stat(path);
  if ((mode & 0o077) !== 0) {
    throw new Error(
      `the data folder ${path} can be read by others (mode ${(mode & 0o777).toString(8)}): run chmod 700 on it, or choose another with CORROBORATE_DATA`,
    );
  }
  if (process.getuid !== undefined && uid !== process.getuid())
    throw new Error(`the data folder ${path} belongs to another user`);
};
