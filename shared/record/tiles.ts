import { largestPowerBelow, nodeHash, type RangeHash, rootOfHashes } from "./merkle.ts";

/** Hashes of a full tile, and leaves of a full bundle of entries (C2SP tlog-tiles). */
export const TILE_WIDTH = 256;
export const HASH_BYTES = 32;

/** One tile: hashes of subtrees of 256^level leaves, from `index` × 256 on; `width` 1 to 256. */
export interface Tile {
  readonly level: number;
  readonly index: number;
  readonly width: number;
}

/** 1234067 → x001/x234/067. */
const numberPath = (index: number): string => {
  const groups = [String(index % 1000).padStart(3, "0")];
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000))
    groups.unshift(`x${String(rest % 1000).padStart(3, "0")}`);
  return groups.join("/");
};
const partial = (width: number): string => (width === TILE_WIDTH ? "" : `.p/${width}`);
export const tilePath = ({ level, index, width }: Tile): string => `tile/${level}/${numberPath(index)}${partial(width)}`;
export const entriesPath = ({ index, width }: Omit<Tile, "level">): string =>
  `tile/entries/${numberPath(index)}${partial(width)}`;

/** Tiles of one level of a tree of `size` leaves, the partial one last. */
export const tilesOfLevel = (size: number, level: number): readonly Tile[] => {
  const count = Math.floor(size / TILE_WIDTH ** level);
  return Array.from({ length: Math.ceil(count / TILE_WIDTH) }, (_, index) => ({
    level,
    index,
    width: Math.min(TILE_WIDTH, count - index * TILE_WIDTH),
  }));
};

/** How many levels of tiles a tree of `size` leaves has. */
export const levelsOf = (size: number): number => {
  let level = 0;
  while (Math.floor(size / TILE_WIDTH ** level) > 0) level += 1;
  return level;
};

/** Every file of a log of `size` leaves but its checkpoint and key. */
export const logPaths = (size: number): readonly string[] => [
  ...Array.from({ length: levelsOf(size) }, (_, level) => tilesOfLevel(size, level).map(tilePath)).flat(),
  ...tilesOfLevel(size, 0).map(entriesPath),
];

export type ReadTile = (tile: Tile) => Promise<readonly Uint8Array[]>;

/** Hash over any range that a proof or root asks for, read from the tiles of a tree of `size` leaves. */
export const hashesFrom =
  (size: number, read: ReadTile): RangeHash =>
  async (from, to) => {
    const count = to - from;
    if (isPower(count) && from % count === 0) return subtree(size, read, from, count);
    const left = largestPowerBelow(count);
    const over = hashesFrom(size, read);
    return nodeHash(await over(from, from + left), await over(from + left, to));
  };

/** Hash of a perfect subtree: it lies within one tile of its level. */
const subtree = async (size: number, read: ReadTile, from: number, count: number): Promise<Uint8Array> => {
  let level = 0;
  while (TILE_WIDTH ** (level + 1) <= count) level += 1;
  const unit = TILE_WIDTH ** level;
  const first = from / unit;
  const index = Math.floor(first / TILE_WIDTH);
  const width = Math.min(TILE_WIDTH, Math.floor(size / unit) - index * TILE_WIDTH);
  const tile = await read({ level, index, width });
  return rootOfHashes(tile.slice(first % TILE_WIDTH, (first % TILE_WIDTH) + count / unit));
};

const isPower = (count: number): boolean => count === 1 || largestPowerBelow(count) * 2 === count;

export const joinHashes = (hashes: readonly Uint8Array[]): Uint8Array => {
  const bytes = new Uint8Array(hashes.length * HASH_BYTES);
  for (const [index, hash] of hashes.entries()) bytes.set(hash, index * HASH_BYTES);
  return bytes;
};
export const splitHashes = (bytes: Uint8Array): readonly Uint8Array[] =>
  Array.from({ length: Math.floor(bytes.length / HASH_BYTES) }, (_, index) =>
    bytes.slice(index * HASH_BYTES, (index + 1) * HASH_BYTES),
  );

/** A bundle of entries: each its length in two bytes, big-endian, and its bytes. */
export const joinEntries = (entries: readonly Uint8Array[]): Uint8Array => {
  const bytes = new Uint8Array(entries.reduce((sum, one) => sum + 2 + one.length, 0));
  let at = 0;
  for (const entry of entries) {
    bytes.set([entry.length >> 8, entry.length & 0xff], at);
    bytes.set(entry, at + 2);
    at += 2 + entry.length;
  }
  return bytes;
};
/** Undefined when the lengths do not add up. */
export const splitEntries = (bytes: Uint8Array): readonly Uint8Array[] | undefined => {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    if (at + 2 + length > bytes.length) return undefined;
    entries.push(bytes.slice(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return entries;
};
