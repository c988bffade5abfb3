import { createHash, randomUUID } from "node:crypto";
import { join } from "node:path";
import type { Disk } from "./disk.ts";

/**
 * Where things lie: `<folder>/<bucket>/<two digits>/<SHA-256 of the key>/` is the folder of one key. A hash can name nothing outside
 * its bucket, whatever the key holds, and is never too long for a file name; the key itself stands in the commits inside.
 */
export interface Store {
  /** Folder of all buckets of the home. */
  readonly folder: string;
  readonly bucket: string;
  readonly disk: Disk;
  /** Machine time, milliseconds. */
  readonly now: () => number;
}

const BUCKET = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const MAX_KEY_BYTES = 1_024;

/** Throws a `RangeError` for a key that is empty, longer than 1,024 bytes or not Unicode, and for a bucket that is not a plain name. */
export const keyFolder = ({ folder, bucket }: Pick<Store, "folder" | "bucket">, key: string): string => {
  if (!BUCKET.test(bucket)) throw new RangeError(`${JSON.stringify(bucket)} is not the name of a bucket`);
  // A lone surrogate has no UTF-8 of its own: two such keys would share one hash.
  if (!key.isWellFormed()) throw new RangeError("a key must be well-formed Unicode");
  const bytes = Buffer.byteLength(key);
  if (bytes === 0 || bytes > MAX_KEY_BYTES) throw new RangeError(`a key has 1 to ${MAX_KEY_BYTES} bytes, not ${bytes}`);
  const hash = createHash("sha256").update(key).digest("hex");
  return join(folder, bucket, hash.slice(0, 2), hash);
};

const PARTIAL = ".partial";
export const partialFolder = (folder: string): string => join(folder, PARTIAL);

/** A fresh name in the folder of unfinished work, which no key can reach. The process id tells a later start what is left over. */
export const partialPath = async ({ folder, disk }: Pick<Store, "folder" | "disk">): Promise<string> => {
  await disk.makeFolder(partialFolder(folder));
  return join(partialFolder(folder), `${process.pid}-${randomUUID()}`);
};

/** Makes the folder of a key and puts its name, and those above it, on the disk. */
export const settleKeyFolder = async (store: Store, key: string): Promise<string> => {
  const path = keyFolder(store, key);
  await store.disk.makeFolder(path);
  for (const above of [join(path, ".."), join(path, "..", ".."), store.folder]) await store.disk.syncFolder(above);
  return path;
};

const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/;
export const isUlid = (text: string): boolean => ULID.test(text);
