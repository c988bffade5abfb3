import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { encodeTime, ulid } from "ulid";
import type { StoredFile } from "#shared/ports.ts";
import { codeOf } from "./disk.ts";
import { isUlid, keyFolder, partialPath, type Store } from "./paths.ts";

/** A stretch of a version's bytes: a file below the key's folder that never changes once it has its name. */
export interface Segment {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * One change of a key. The changes of a key are the files `commit-1`, `commit-2` … in its folder: taking the next number is one
 * exclusive `link` of a finished file, so each change is there in full or not at all, and of two writers one sees the other's.
 */
export interface Commit extends StoredFile {
  readonly schema: 1;
  readonly segments: readonly Segment[];
  readonly at: string;
  /** The multipart upload that this version was joined from. */
  readonly upload?: string;
  /** Where this version was copied from. */
  readonly from?: string;
  /** The key is deleted from here on; earlier versions stay readable by version. */
  readonly removed?: true;
}

export type Change = Pick<Commit, "bytes" | "mediaType" | "segments" | "upload" | "from" | "removed">;

/** How often the number of the last commit is noted, so that a key written ten thousand times is found as fast as a new one. */
const HINT_EVERY = 32;

export const readCommit = async (folder: string, number: number): Promise<Commit | undefined> => {
  try {
    return JSON.parse(await readFile(join(folder, `commit-${number}`), "utf8")) as Commit;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
};

/** The last commit of a key and its number; 0 and undefined where there is none. */
export const lastCommit = async (folder: string): Promise<{ readonly number: number; readonly commit?: Commit }> => {
  const hint = Number(await readFile(join(folder, "hint"), "utf8").catch(() => "0"));
  let number = Number.isSafeInteger(hint) && hint > 0 ? hint : 0;
  let commit = number === 0 ? undefined : await readCommit(folder, number);
  // A hint that names nothing is worth nothing.
  if (commit === undefined) number = 0;
  for (let next = await readCommit(folder, number + 1); next !== undefined; next = await readCommit(folder, number + 1)) {
    commit = next;
    number += 1;
  }
  return commit === undefined ? { number } : { number, commit };
};

/** The version asked for, or the current one; undefined when there is none or the key is deleted. */
export const findCommit = async (store: Store, { key, version }: { key: string; version?: string | undefined }) => {
  const folder = keyFolder(store, key);
  const found = version === undefined ? (await lastCommit(folder)).commit : await commitOf(folder, version);
  return found === undefined || found.removed ? undefined : found;
};

const commitOf = async (folder: string, version: string): Promise<Commit | undefined> => {
  if (!isUlid(version)) return undefined;
  const found = await readCommit(folder, numberIn(version));
  return found?.version === version ? found : undefined;
};

/** A ULID whose last 40 bits are the commit's number, so that a version is found without a search. */
const versionAt = (now: number, number: number): string => ulid(now).slice(0, 18) + encodeTime(number, 8);
/** Crockford's base 32, as ULIDs are written. */
const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const numberIn = (version: string): number => [...version.slice(18)].reduce((sum, digit) => sum * 32 + DIGITS.indexOf(digit), 0);

/**
 * Adds the change that `make` answers for the last commit, or leaves things as they are when it answers one that stands already.
 * `make` is asked again when another writer was faster. On the disk when it resolves.
 */
export const append = async (
  store: Store,
  key: string,
  make: (last: { readonly number: number; readonly commit?: Commit }) => Promise<Change | { readonly standing: Commit }>,
): Promise<Commit> => {
  const folder = keyFolder(store, key);
  for (;;) {
    const last = await lastCommit(folder);
    const made = await make(last);
    if ("standing" in made) {
      // Another writer may have named it a moment ago and not yet have put the name on the disk.
      await store.disk.syncFolder(folder);
      return made.standing;
    }
    const number = last.number + 1;
    const at = new Date(store.now());
    const commit: Commit = { schema: 1, key, version: versionAt(at.getTime(), number), at: at.toISOString(), ...made };
    if (await taken(store, folder, number, commit)) return commit;
  }
};

const taken = async (store: Store, folder: string, number: number, commit: Commit): Promise<boolean> => {
  const partial = await partialPath(store);
  await store.disk.write(partial, [Buffer.from(JSON.stringify(commit))]);
  const first = await store.disk.link(partial, join(folder, `commit-${number}`));
  if (first) await store.disk.syncFolder(folder);
  await store.disk.remove(partial);
  if (first && number % HINT_EVERY === 0) {
    const hint = await partialPath(store);
    await store.disk.write(hint, [Buffer.from(String(number))]);
    await store.disk.rename(hint, join(folder, "hint"));
  }
  return first;
};

export const storedFile = ({ key, version, bytes, mediaType }: Commit): StoredFile => ({ key, version, bytes, mediaType });
