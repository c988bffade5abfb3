import fc from "fast-check";
import { expect, test } from "vitest";
import { hex } from "#shared/record/change.ts";
import { inclusionProof, leafHash, rootFromProof, rootOf, rootOfHashes } from "#shared/record/merkle.ts";
import {
  entriesPath,
  hashesFrom,
  joinEntries,
  logPaths,
  splitEntries,
  TILE_WIDTH,
  tilePath,
  tilesOfLevel,
} from "#shared/record/tiles.ts";

/** The eight leaves that implementations of RFC 6962 are tried with, and the roots over the first one to eight of them. */
const LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const ROOTS = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];
const bytes = (text: string) => new Uint8Array(Buffer.from(text, "hex"));

test("the roots over the known leaves are those that every implementation of RFC 6962 finds", () => {
  expect(hex(rootOf([]))).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect(LEAVES.map((_, index) => hex(rootOf(LEAVES.slice(0, index + 1).map(bytes))))).toEqual(ROOTS);
});

test("a known inclusion proof of RFC 6962 comes out hash for hash", async () => {
  const hashes = LEAVES.map((leaf) => leafHash(bytes(leaf)));
  const proof = await inclusionProof(5, 8, async (from, to) => rootOfHashes(hashes.slice(from, to)));
  expect(proof.map(hex)).toEqual([
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  ]);
});

const leafNumbered = (index: number) => leafHash(new TextEncoder().encode(`leaf ${index}`));
const LEAF_HASHES = Array.from({ length: 600 }, (_, index) => leafNumbered(index));
/** Tiles of a tree over the first `size` leaves, as they would be published. */
const tilesOver = (size: number) => async (tile: { level: number; index: number; width: number }) => {
  const unit = TILE_WIDTH ** tile.level;
  expect(tilesOfLevel(size, tile.level)).toContainEqual(tile);
  return Array.from({ length: tile.width }, (_, offset) => {
    const from = (tile.index * TILE_WIDTH + offset) * unit;
    return rootOfHashes(LEAF_HASHES.slice(from, from + unit));
  });
};

test("every leaf of a tree of up to 600 leaves is proved from its published tiles alone", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 600 }), fc.nat(), async (size, at) => {
      const index = at % size;
      const proof = await inclusionProof(index, size, hashesFrom(size, tilesOver(size)));
      const root = rootOfHashes(LEAF_HASHES.slice(0, size));
      expect(rootFromProof(leafNumbered(index), { index, size }, proof)).toEqual(root);
      expect(await hashesFrom(size, tilesOver(size))(0, size)).toEqual(root);
    }),
    { numRuns: 150 },
  );
});

test("in small trees every leaf is proved, and its proof fits no other place, size, leaf or altered proof", async () => {
  for (let size = 1; size <= 33; size += 1) {
    const root = hex(rootOfHashes(LEAF_HASHES.slice(0, size)));
    for (let index = 0; index < size; index += 1) {
      const proof = await inclusionProof(index, size, async (from, to) => rootOfHashes(LEAF_HASHES.slice(from, to)));
      const leaf = leafNumbered(index);
      const found = (at: { index: number; size: number }, given = proof, from = leaf) => {
        const reached = rootFromProof(from, at, given);
        return reached === undefined ? undefined : hex(reached);
      };
      expect(found({ index, size })).toBe(root);
      for (let other = 0; other < size; other += 1) if (other !== index) expect(found({ index: other, size })).not.toBe(root);
      expect(found({ index, size }, proof, leafNumbered(index + 1))).not.toBe(root);
      expect(found({ index, size }, [...proof, leaf])).toBeUndefined();
      for (const [step, hash] of proof.entries()) {
        const altered = proof.with(step, hash.with(step % 32, (hash[step % 32] ?? 0) ^ 1));
        expect(found({ index, size }, altered)).not.toBe(root);
        expect(found({ index, size }, proof.toSpliced(step, 1))).toBeUndefined();
      }
    }
  }
});

test("a place outside the tree is refused", async () => {
  const hashOver = async () => leafNumbered(0);
  await expect(inclusionProof(3, 3, hashOver)).rejects.toThrow(RangeError);
  await expect(inclusionProof(-1, 3, hashOver)).rejects.toThrow(RangeError);
  await expect(inclusionProof(0.5, 3, hashOver)).rejects.toThrow(RangeError);
  expect(rootFromProof(leafNumbered(0), { index: 0, size: 0 }, [])).toBeUndefined();
});

test("tiles stand at the paths that the specification gives them", () => {
  expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe("tile/0/x001/x234/067");
  expect(tilePath({ level: 3, index: 5, width: 17 })).toBe("tile/3/005.p/17");
  expect(tilePath({ level: 0, index: 1000, width: 256 })).toBe("tile/0/x001/000");
  expect(entriesPath({ index: 273, width: 112 })).toBe("tile/entries/273.p/112");
  // The worked example of the specification: a tree of 70,000 leaves.
  expect(logPaths(70_000).filter((path) => !path.startsWith("tile/entries"))).toEqual([
    ...Array.from({ length: 273 }, (_, index) => `tile/0/${String(index).padStart(3, "0")}`),
    "tile/0/273.p/112",
    "tile/1/000",
    "tile/1/001.p/17",
    "tile/2/000.p/1",
  ]);
});

test("bundles of entries are read back as they were written, and a bundle that does not add up is not read", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }), (entries) => {
      const bundle = joinEntries(entries);
      expect(splitEntries(bundle)?.map(hex)).toEqual(entries.map(hex));
      if (bundle.length > 0) expect(splitEntries(Uint8Array.of(...bundle, 0, 9))).toBeUndefined();
    }),
  );
  expect([...joinEntries([new Uint8Array(32)])].slice(0, 2)).toEqual([0, 32]);
});
