import { sha256 } from "@noble/hashes/sha2.js";

/** Hash of a leaf (RFC 6962, 2.1): 32 bytes. */
export const leafHash = (data: Uint8Array): Uint8Array => sha256.create().update(Uint8Array.of(0)).update(data).digest();
/** Hash of a node over its two children. */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array =>
  sha256.create().update(Uint8Array.of(1)).update(left).update(right).digest();

/** Root over leaves given as data; the root of none is the hash of nothing. */
export const rootOf = (leaves: readonly Uint8Array[]): Uint8Array => rootOfHashes(leaves.map(leafHash));

/** Root over leaf hashes, or over the hashes of equal perfect subtrees with a shorter last one folded in. */
export const rootOfHashes = (hashes: readonly Uint8Array[]): Uint8Array => {
  const [only] = hashes;
  if (only === undefined) return sha256(new Uint8Array());
  if (hashes.length === 1) return only;
  const left = largestPowerBelow(hashes.length);
  return nodeHash(rootOfHashes(hashes.slice(0, left)), rootOfHashes(hashes.slice(left)));
};

/** Largest power of two smaller than `size`, which is at least 2. Works beyond 2³¹. */
export const largestPowerBelow = (size: number): number => {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
};

/** Answers the hash over the leaves `from` (inclusive) to `to` (exclusive) of the tree. */
export type RangeHash = (from: number, to: number) => Promise<Uint8Array>;

/** Hashes that lead from leaf `index` to the root of the first `size` leaves, nearest first (RFC 6962, 2.1.1). Throws a `RangeError` outside the tree. */
export const inclusionProof = async (index: number, size: number, hashOver: RangeHash): Promise<readonly Uint8Array[]> => {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size)
    throw new RangeError(`a tree of ${size} leaves has no leaf ${index}`);
  const path: Uint8Array[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + largestPowerBelow(to - from);
    if (index < middle) {
      path.push(await hashOver(middle, to));
      to = middle;
    } else {
      path.push(await hashOver(from, middle));
      from = middle;
    }
  }
  return path.toReversed();
};

/** The root that a proof leads to from a leaf hash, or undefined when it has the wrong length for this place. */
export const rootFromProof = (
  leaf: Uint8Array,
  at: { readonly index: number; readonly size: number },
  proof: readonly Uint8Array[],
): Uint8Array | undefined => {
  if (!Number.isSafeInteger(at.index) || !Number.isSafeInteger(at.size) || at.index < 0 || at.index >= at.size) return undefined;
  const sides: ("left" | "right")[] = [];
  for (let [from, to] = [0, at.size]; to - from > 1; ) {
    const middle = from + largestPowerBelow(to - from);
    if (at.index < middle) {
      sides.push("right");
      to = middle;
    } else {
      sides.push("left");
      from = middle;
    }
  }
  if (sides.length !== proof.length) return undefined;
  return sides.toReversed().reduce((hash, side, step) => {
    const other = proof[step] as Uint8Array;
    return side === "right" ? nodeHash(hash, other) : nodeHash(other, hash);
  }, leaf);
};
