import fc from "fast-check";
import { expect, test } from "vitest";
import { signCheckpoint } from "#shared/record/checkpoint.ts";
import { nameOf } from "#shared/record/log-name.ts";
import { leafHash, rootOfHashes } from "#shared/record/merkle.ts";
import { joinEntries, joinHashes, splitEntries, splitHashes } from "#shared/record/tiles.ts";
import { verifyLog } from "#shared/record/verify-log.ts";
import { memoryPorts } from "../fixtures/memory-ports.ts";
import { filledLog, folderOf } from "../fixtures/sequenced.ts";

type Folder = ReadonlyMap<string, Uint8Array>;
const LOG = "state-gb";
const folderOfSize = async (size: number) => {
  const ports = memoryPorts();
  await filledLog(ports, size);
  return folderOf(ports, LOG);
};
const verdictOf = (folder: Folder) => verifyLog(async (path) => folder.get(path));
const faultsOf = async (folder: Folder): Promise<string> => {
  const verdict = await verdictOf(folder);
  return verdict.kind === "altered" ? verdict.faults.join("\n") : `${verdict.kind}, not altered`;
};
const bytesAt = (folder: Folder, path: string): Uint8Array => {
  const bytes = folder.get(path);
  if (bytes === undefined) throw new Error(`the folder lacks ${path}`);
  return bytes;
};
const flipped = (folder: Folder, path: string, bit: number): Folder => {
  const bytes = bytesAt(folder, path);
  return new Map(folder).set(path, bytes.with(bit >> 3, (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))));
};
const entriesChanged = (
  folder: Folder,
  path: string,
  change: (entries: readonly Uint8Array[]) => readonly Uint8Array[],
): Map<string, Uint8Array> => new Map(folder).set(path, joinEntries(change(splitEntries(bytesAt(folder, path)) ?? [])));
const hashesChanged = (
  folder: Folder,
  path: string,
  change: (hashes: readonly Uint8Array[]) => readonly Uint8Array[],
): Map<string, Uint8Array> => new Map(folder).set(path, joinHashes(change(splitHashes(bytesAt(folder, path)))));
const exchanged = <T>(list: readonly T[], a: number, b: number): T[] =>
  list.map((one, index) => (index === a ? list[b] : index === b ? list[a] : one) as T);

const small = await folderOfSize(7);
const large = await folderOfSize(600);

test("an untouched log of any size is intact", async () => {
  for (const size of [1, 2, 255, 256, 257, 511, 512])
    expect(await verdictOf(await folderOfSize(size))).toMatchObject({ kind: "intact", size });
  expect(await verdictOf(large)).toMatchObject({ kind: "intact", size: 600, origin: nameOf(LOG) });
});

test("any single altered bit in any file of a log folder is found", async () => {
  const passed: string[] = [];
  for (const [path, bytes] of small) {
    for (let bit = 0; bit < bytes.length * 8; bit += 1)
      if ((await verdictOf(flipped(small, path, bit))).kind === "intact") passed.push(`${path} bit ${bit}`);
  }
  expect(passed).toEqual([]);
});

test("any single altered bit in a log of several levels of tiles is found, and the file is named", async () => {
  const paths = [...large.keys()].filter((path) => path.startsWith("tile/"));
  expect(paths).toHaveLength(7);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), fc.nat(), async (path, at) => {
      const bit = at % (bytesAt(large, path).length * 8);
      expect(await faultsOf(flipped(large, path, bit))).toContain(path);
    }),
    { numRuns: 120 },
  );
});

test("any file that is missing, shortened or lengthened is found", async () => {
  for (const [path, bytes] of large) {
    const without = new Map(large);
    without.delete(path);
    expect((await verdictOf(without)).kind).toBe(path.startsWith("tile/") ? "altered" : "unreadable");
    // A key that lost its line feed is the same key.
    for (const changed of [
      bytes.slice(0, path === "vkey" ? -2 : -1),
      Uint8Array.of(...bytes, 0),
      Uint8Array.of(0xef, 0xbb, 0xbf, ...bytes),
    ]) {
      expect((await verdictOf(new Map(large).set(path, changed))).kind).not.toBe("intact");
    }
  }
  const without = new Map(large);
  without.delete("tile/0/001");
  expect(await faultsOf(without)).toBe("tile/0/001 is missing");
});

test("an entry that was edited, deleted, inserted or exchanged is found and named", async () => {
  const path = "tile/entries/001";
  expect(await faultsOf(entriesChanged(large, path, (list) => list.with(44, new Uint8Array(32))))).toMatch(
    /^entry 300 in tile\/entries\/001 .* altered$/,
  );
  expect(await faultsOf(entriesChanged(large, path, (list) => list.toSpliced(44, 1)))).toContain(
    "tile/entries/001 has 255 entries and should have 256",
  );
  expect(await faultsOf(entriesChanged(large, path, (list) => list.toSpliced(44, 0, new Uint8Array(32))))).toContain(
    "has 257 entries and should have 256",
  );
  const faults = await faultsOf(entriesChanged(large, path, (list) => exchanged(list, 3, 9)));
  expect(faults).toContain("entry 259 in tile/entries/001 is the one that belongs at 265");
  expect(faults).toContain("entry 265 in tile/entries/001 is the one that belongs at 259");
});

test("an entry altered or exchanged together with its hash is found, down to the tile where a higher tile shows it", async () => {
  const forged = new Uint8Array(32).fill(9);
  const edited = hashesChanged(
    entriesChanged(large, "tile/entries/001", (list) => list.with(44, forged)),
    "tile/0/001",
    (list) => list.with(44, leafHash(forged)),
  );
  expect(await faultsOf(edited)).toBe(
    "tile/0/001 does not have the hash that tile/1/000.p/2 gives it: one of the two was altered",
  );
  const swapped = hashesChanged(
    entriesChanged(large, "tile/entries/001", (list) => exchanged(list, 0, 1)),
    "tile/0/001",
    (list) => exchanged(list, 0, 1),
  );
  expect(await faultsOf(swapped)).toContain("tile/0/001 does not have the hash");
  // In the last, partial tile only the signed root is left to tell.
  const last = hashesChanged(
    entriesChanged(large, "tile/entries/002.p/88", (list) => exchanged(list, 0, 1)),
    "tile/0/002.p/88",
    (list) => exchanged(list, 0, 1),
  );
  expect(await faultsOf(last)).toContain("not with the signed root");
});

test("a log cut short, lengthened or rewritten as a whole does not agree with its signed checkpoint", async () => {
  const [shorter, longer, rewritten] = [await folderOfSize(599), await folderOfSize(601), await folderOfSize(600)];
  for (const other of [shorter, longer]) {
    const folder = new Map(other).set("checkpoint", bytesAt(large, "checkpoint")).set("vkey", bytesAt(large, "vkey"));
    expect((await verdictOf(folder)).kind).toBe("altered");
  }
  // Somebody else's signature over the very same entries is not the log's.
  expect((await verdictOf(new Map(large).set("checkpoint", bytesAt(rewritten, "checkpoint")))).kind).toBe("altered");
});

test("earlier checkpoints are held against the log of today", async () => {
  const ports = memoryPorts();
  for (const size of [3, 5, 9]) await filledLog(ports, size);
  const folder = await folderOf(ports, LOG);
  const origin = nameOf(LOG);
  const history = new Map(folder);
  for (const size of [3, 5, 9])
    history.set(`checkpoint/${size}`, ports.stored.get(`ledger/${LOG}/checkpoint/${size}`) ?? new Uint8Array());
  const verify = (given: Folder) => verifyLog(async (path) => given.get(path), [3, 5, 9]);
  expect(await verify(history)).toMatchObject({ kind: "intact", size: 9 });
  const faults = async (size: number, note: string | undefined) => {
    const changed = new Map(history);
    if (note === undefined) changed.delete(`checkpoint/${size}`);
    else changed.set(`checkpoint/${size}`, new TextEncoder().encode(note));
    const verdict = await verify(changed);
    return verdict.kind === "altered" ? verdict.faults : [];
  };
  const signed = (size: number, root: Uint8Array) => signCheckpoint({ origin, size, root }, ports.keys);
  expect(await faults(5, undefined)).toEqual(["checkpoint/5 is missing"]);
  expect(await faults(5, await signed(3, rootOfHashes([])))).toEqual([
    "checkpoint/5 is the checkpoint of 3 entries: checkpoints were exchanged",
  ]);
  expect(await faults(5, await signed(5, new Uint8Array(32)))).toEqual([
    "checkpoint/5 was signed over other entries than the first 5 of today: the log was rewritten",
  ]);
  expect((await faults(5, "nothing")).join()).toContain("checkpoint/5: ");
  // An operator who signs a shorter log again is found by an older checkpoint that somebody kept.
  const cut = memoryPorts({ keys: ports.keys });
  await filledLog(cut, 4);
  const shorter = (await folderOf(cut, LOG)).set("checkpoint/9", history.get("checkpoint/9") ?? new Uint8Array());
  expect(await verifyLog(async (path) => shorter.get(path), [9])).toMatchObject({
    kind: "altered",
    faults: ["checkpoint/9 was signed when the log held 9 entries; now it holds 4: entries were removed"],
  });
});

test("a folder without checkpoint or key, or with others in their place, is not called a log", async () => {
  expect(await verdictOf(new Map())).toEqual({ kind: "unreadable", why: "there is no checkpoint in the folder" });
  expect((await verdictOf(new Map(small).set("vkey", new TextEncoder().encode("key")))).kind).toBe("unreadable");
  expect((await verdictOf(new Map(small).set("checkpoint", new TextEncoder().encode("Dear all\n")))).kind).toBe("unreadable");
});
