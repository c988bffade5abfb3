import { openCheckpoint } from "./checkpoint.ts";
import { leafHash, rootOfHashes } from "./merkle.ts";
import { CHECKPOINT } from "./receipt.ts";
import { entriesPath, levelsOf, splitEntries, splitHashes, TILE_WIDTH, type Tile, tilePath, tilesOfLevel } from "./tiles.ts";

/** Reads a file of a log by its path; undefined when it is not there. */
export type ReadLog = (path: string) => Promise<Uint8Array | undefined>;

export type LogVerdict =
  | { readonly kind: "intact"; readonly origin: string; readonly size: number; readonly root: Uint8Array }
  | { readonly kind: "altered"; readonly faults: readonly string[] }
  | { readonly kind: "unreadable"; readonly why: string };

/** Most faults told. */
const TOLD = 20;

/**
 * Checks a log (C2SP tlog-tiles and `vkey`) without asking anybody: signature, every tile and every entry against the signed root.
 * `sizes` are those whose `checkpoint/<size>` is to be a signed forerunner of the newest. Tells what was altered and where, as far as
 * the rest still shows it.
 */
export const verifyLog = async (read: ReadLog, sizes: readonly number[] = []): Promise<LogVerdict> => {
  const [note, vkey] = [await textOf(read, "checkpoint"), await textOf(read, "vkey")];
  if (note === undefined || vkey === undefined)
    return { kind: "unreadable", why: `there is no ${note === undefined ? "checkpoint" : "vkey"} in the folder` };
  const opened = await openCheckpoint(note, vkey);
  if ("fault" in opened) {
    const words = CHECKPOINT[opened.fault];
    return opened.fault === "signature" || opened.fault === "not-signed"
      ? { kind: "altered", faults: [words] }
      : { kind: "unreadable", why: words };
  }
  const { origin, size, root } = opened.checkpoint;
  const faults: string[] = [];
  const leaves = await leavesIn(read, size, faults);
  if (faults.length === 0) await checkUpper(read, size, leaves, faults);
  if (faults.length === 0 && !same(rootOfHashes(leaves), root)) faults.push(TOGETHER);
  if (faults.length === 0) for (const earlier of sizes) await checkEarlier(read, { size: earlier, vkey, leaves }, faults);
  return faults.length === 0 ? { kind: "intact", origin, size, root } : { kind: "altered", faults: faults.slice(0, TOLD) };
};

const TOGETHER =
  "the entries and tiles agree with each other but not with the signed root: both were altered, or entries were added, removed or exchanged in both";

const textOf = async (read: ReadLog, path: string): Promise<string | undefined> => {
  const bytes = await read(path);
  return bytes === undefined ? undefined : new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
};

const same = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a !== undefined && b !== undefined && a.length === b.length && a.every((byte, index) => byte === b[index]);

/** Leaf hashes as the tiles of level 0 have them, each held against its entry. */
const leavesIn = async (read: ReadLog, size: number, faults: string[]): Promise<readonly Uint8Array[]> => {
  const all: Uint8Array[] = [];
  for (const tile of tilesOfLevel(size, 0)) {
    const hashes = await hashesIn(read, tile, faults);
    const entries = await entriesIn(read, tile, faults);
    if (hashes !== undefined && entries !== undefined) faults.push(...entryFaults(tile, hashes, entries));
    for (const hash of hashes ?? []) all.push(hash);
    if (faults.length >= TOLD) return all;
  }
  return all;
};

/** Where an entry differs from its hash: exchanged when each of the two has the hash of the other's place, else altered. */
const entryFaults = (tile: Tile, hashes: readonly Uint8Array[], entries: readonly Uint8Array[]): readonly string[] => {
  const own = entries.map(leafHash);
  return hashes.flatMap((hash, offset) => {
    if (same(own[offset], hash)) return [];
    const number = tile.index * TILE_WIDTH + offset;
    const origin = hashes.findIndex((other) => same(other, own[offset]));
    if (origin < 0)
      return [
        `entry ${number} in ${entriesPath(tile)} does not have the hash that ${tilePath(tile)} gives it: one of the two was altered`,
      ];
    return [
      `entry ${number} in ${entriesPath(tile)} is the one that belongs at ${tile.index * TILE_WIDTH + origin}: entries or hashes were exchanged`,
    ];
  });
};

const hashesIn = async (read: ReadLog, tile: Tile, faults: string[]): Promise<readonly Uint8Array[] | undefined> => {
  const path = tilePath(tile);
  const bytes = await read(path);
  if (bytes === undefined) faults.push(`${path} is missing`);
  else if (bytes.length !== tile.width * 32)
    faults.push(`${path} has ${bytes.length} bytes and should have ${tile.width * 32}: hashes were removed or added`);
  else return splitHashes(bytes);
  return undefined;
};

const entriesIn = async (read: ReadLog, tile: Tile, faults: string[]): Promise<readonly Uint8Array[] | undefined> => {
  const path = entriesPath(tile);
  const bytes = await read(path);
  const entries = bytes === undefined ? undefined : splitEntries(bytes);
  if (bytes === undefined) faults.push(`${path} is missing`);
  else if (entries === undefined)
    faults.push(`${path} cannot be divided into entries: a length was altered or bytes are missing`);
  else if (entries.length !== tile.width)
    faults.push(`${path} has ${entries.length} entries and should have ${tile.width}: entries were removed or added`);
  else return entries;
  return undefined;
};

/** Higher tiles are hashes over the lower ones. */
const checkUpper = async (read: ReadLog, size: number, leaves: readonly Uint8Array[], faults: string[]): Promise<void> => {
  let below = leaves;
  for (let level = 1; level < levelsOf(size); level += 1) {
    const own: Uint8Array[] = [];
    for (let from = 0; from + TILE_WIDTH <= below.length; from += TILE_WIDTH)
      own.push(rootOfHashes(below.slice(from, from + TILE_WIDTH)));
    for (const tile of tilesOfLevel(size, level)) {
      const hashes = (await hashesIn(read, tile, faults)) ?? [];
      hashes.forEach((hash, offset) => {
        const index = tile.index * TILE_WIDTH + offset;
        const under = tilePath({ level: level - 1, index, width: TILE_WIDTH });
        if (!same(hash, own[index]))
          faults.push(`${under} does not have the hash that ${tilePath(tile)} gives it: one of the two was altered`);
      });
    }
    below = own;
  }
};

/** An earlier checkpoint is signed by the same key and is the root of the first entries: nothing was rewritten since. */
const checkEarlier = async (
  read: ReadLog,
  at: { size: number; vkey: string; leaves: readonly Uint8Array[] },
  faults: string[],
): Promise<void> => {
  const path = `checkpoint/${at.size}`;
  const note = await textOf(read, path);
  if (note === undefined) return void faults.push(`${path} is missing`);
  const opened = await openCheckpoint(note, at.vkey);
  if ("fault" in opened) return void faults.push(`${path}: ${CHECKPOINT[opened.fault]}`);
  const { size, root } = opened.checkpoint;
  if (size !== at.size) faults.push(`${path} is the checkpoint of ${size} entries: checkpoints were exchanged`);
  else if (size > at.leaves.length)
    faults.push(`${path} was signed when the log held ${size} entries; now it holds ${at.leaves.length}: entries were removed`);
  else if (!same(rootOfHashes(at.leaves.slice(0, size)), root))
    faults.push(`${path} was signed over other entries than the first ${size} of today: the log was rewritten`);
};
