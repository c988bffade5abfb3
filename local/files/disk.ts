import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Keys hold any text; a folder named by their hash can never lie outside the bucket's. */
export const folderOf = (root: string, bucket: string, key: string): string => join(root, bucket, "objects", createHash("sha256").update(key).digest("hex"));
export const uploadFolder = (root: string, bucket: string, uploadId: string): string => join(root, bucket, "uploads", uploadId.replace(/[^0-9a-zA-Z-]/g, "_"));

/** Makes a folder and its parents durable. */
export const durableFolder = async (folder: string): Promise<void> => {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first !== undefined) await syncFolder(dirname(first));
};

export const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/**
 * Writes a file so that it is either absent or whole, also after a power cut: a temporary name, fsync, rename, fsync of the folder.
 * `fill` writes the bytes; when it throws nothing remains.
 */
export const writeWhole = async (path: string, fill: (write: (bytes: Uint8Array) => Promise<void>) => Promise<void>): Promise<void> => {
  const temporary = `${path}.${randomUUID()}.tmp`;
  const handle = await open(temporary, "wx", 0o600);
  try {
    await fill(async (bytes) => {
      for (let at = 0; at < bytes.length; ) at += (await handle.write(bytes, at)).bytesWritten;
    });
    await handle.sync();
    await handle.close();
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(temporary, { force: true });
    throw error;
  }
};

export const writeText = (path: string, text: string): Promise<void> => writeWhole(path, (write) => write(new TextEncoder().encode(text)));

export const readJson = async <T>(path: string): Promise<T | undefined> => {
  try {
    return JSON.parse(await readFile(path, "utf8")) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
};

export const namesIn = async (folder: string): Promise<readonly string[]> => {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
};
