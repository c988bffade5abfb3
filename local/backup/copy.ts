import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import { realDisk } from "#local/files/disk.ts";
import { type Hashed, hashFile } from "./walk.ts";

/** Copies a file for its owner only, to the disk, hashing on the way. The target must not be there. */
export const copyFile = async (from: string, to: string): Promise<Hashed> => {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const target = await open(to, "wx", 0o600);
  try {
    const hashed = await hashFile(from, async (chunk) => {
      for (let at = 0; at < chunk.length; ) at += (await target.write(chunk, at)).bytesWritten;
    });
    await target.sync();
    return hashed;
  } finally {
    await target.close();
  }
};

/** Writes a small file for its owner only, to the disk, with its name. */
export const writeDurably = async (path: string, text: string): Promise<void> => {
  await realDisk.write(path, [Buffer.from(text)]);
  await realDisk.syncFolder(dirname(path));
};
