import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** All files below a folder as paths relative to it, sorted. Throws for what is neither file nor folder: it could not be given back. */
export const filesBelow = async (folder: string): Promise<readonly string[]> => {
  const found: string[] = [];
  const walk = async (below: string): Promise<void> => {
    for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) await walk(path);
      else if (entry.isFile()) found.push(path);
      else throw new Error(`${join(folder, path)} is neither a file nor a folder: remove it first`);
    }
  };
  await walk("");
  return found.sort();
};

export interface Hashed {
  readonly bytes: number;
  readonly sha256: string;
}

/** Reads a file once, piece by piece; `take` is handed each piece on the way. */
export const hashFile = async (path: string, take?: (chunk: Buffer) => Promise<unknown>): Promise<Hashed> => {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
    await take?.(chunk);
  }
  return { bytes, sha256: hash.digest("hex") };
};
