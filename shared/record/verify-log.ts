import { CHECKPOINT } from "./receipt.ts";
import { openCheckpoint } from "./checkpoint.ts";
import { leafHash, rootOfHashes } from "./merkle.ts";
import { entriesPath, levelsOf, splitEntries, splitHashes, TILE_WIDTH, type Tile, tilePath, tilesOfLevel } from "./tiles.ts";

/** Reads a file of a log folder by its path; undefined when it is not there. */
export type ReadLog = (path: string) => Promise<Uint8Array | undefined>;

export type LogVerdict =
  | { readonly kind: "intact"; readonly origin: string; readonly size: number; readonly root: Uint8Array }
  | { readonly kind: "altered"; readonly faults: readonly string[] }
  | { readonly kind: "unreadable"; readonly why: string };

/** Most faults told. */
const TOLD = 20;

/**
 * Checks a log folder (C2SP tlog-tiles and `vkey`) without asking anybody: signature, every tile and every entry against the signed
 * root. Tells what was altered and where, as far as the rest still shows it.
 */
export const verifyLog = async (read: ReadLog): Promise<LogVerdict> => {
  const [note, vkey] = [await textOf(read, "checkpoint"), await textOf(read, "vkey")];
  if (note === undefined || vkey === undefined) return { kind: "unreadable", why: `there is no ${note === undefined ? "checkpoint" : "vkey"} in the folder` };
  const opened = await openCheckpoint(note, vkey);
  if ("fault" in opened) {
    const words = CHECKPOINT[opened.fault];
    return opened.fault === "signature" || opened.fault === "not-signed" ? { kind: "altered", faults: [words] } : { kind: "unreadable", why: words };
  }
  const { origin, size, root } = opened.checkpoint;
  const faults: string[] = [];
  const leaves = await leavesIn(read, size, faults);
  const computed = faults.length === 0 ? rootOfHashes(leaves) : undefined;
  if (computed !== undefined && !same(computed, root)) faults.push("the entries and tiles agree with each other but not with the signed root: both were altered, or entries were added, removed or exchanged");
  if (faults.length === 0) await checkUpper(read, size, leaves, faults);
  return faults.length === 0 ? { kind: "intact", origin, size, root } : { kind: "altered", faults: faults.slice(0, TOLD) };
};

const textOf = async (read: ReadLog, path: string): Promise<string | undefined> => {
  const bytes = await read(path);
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
};

const same = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean => a !== undefined && b !== undefined && a.length === b.length && a.every((byte, index) => byte === b[index]);

/** Leaf hashes as the tiles of level 0 have them, each held against its entry. */
const leavesIn = async (read: ReadLog, size: number, faults: string[]): Promise<readonly Uint8Array[]> => {
  const all: Uint8Array[] = [];
  for (const tile of tilesOfLevel(size, 0)) {
    const hashes = await hashesIn(read, tile, faults);
    const entries = await entriesIn(read, tile, faults);
    if (hashes !== undefined && entries !== undefined) {
      hashes.forEach((hash, offset) => {
        if (!same(leafHash(entries[offset] ?? new Uint8Array()), hash)) {
          faults.push(`entry ${tile.index * TILE_WIDTH + offset} does not have the hash that ${tilePath(tile)} gives it: one of the two was altered or exchanged`);
        }
      });
    }
    for (const hash of hashes ?? []) all.push(hash);
    if (faults.length >= TOLD) return all;
  }
  return all;
};

const hashesIn = async (read: ReadLog, tile: Tile, faults: string[]): Promise<readonly Uint8Array[] | undefined> => {
  const path = tilePath(tile);
  const bytes = await read(path);
  if (bytes === undefined) faults.push(`${path} is missing`);
  else if (bytes.length !== tile.width * 32) faults.push(`${path} has ${bytes.length} bytes and should have ${tile.width * 32}: hashes were removed or added`);
  else return splitHashes(bytes);
  return undefined;
};

const entriesIn = async (read: ReadLog, tile: Tile, faults: string[]): Promise<readonly Uint8Array[] | undefined> => {
  const path = entriesPath(tile);
  const bytes = await read(path);
  const entries = bytes === undefined ? undefined : splitEntries(bytes);
  if (bytes === undefined) faults.push(`${path} is missing`);
  else if (entries === undefined) faults.push(`${path} cannot be divided into entries: a length was altered or bytes are missing`);
  else if (entries.length !== tile.width) faults.push(`${path} has ${entries.length} entries and should have ${tile.width}: entries were removed or added`);
  else return entries;
  return undefined;
};

/** Higher tiles are hashes over the lower ones. */
const checkUpper = async (read: ReadLog, size: number, leaves: readonly Uint8Array[], faults: string[]): Promise<void> => {
  let below = leaves;
  for (let level = 1; level < levelsOf(size); level += 1) {
    const own: Uint8Array[] = [];
    for (let from = 0; from + TILE_WIDTH <= below.length; from += TILE_WIDTH) own.push(rootOfHashes(below.slice(from, from + TILE_WIDTH)));
    for (const tile of tilesOfLevel(size, level)) {
      const hashes = await hashesIn(read, tile, faults);
      const wrong = hashes?.findIndex((hash, offset) => !same(hash, own[tile.index * TILE_WIDTH + offset])) ?? -1;
      if (wrong >= 0) faults.push(`${tilePath(tile)} does not follow from the tiles below it at its hash ${wrong}`);
    }
    below = own;
  }
};
