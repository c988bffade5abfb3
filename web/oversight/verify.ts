import { fromBase64, openCheckpoint } from "#shared/record/checkpoint.ts";
import { inclusionProof, leafHash, rootFromProof } from "#shared/record/merkle.ts";
import { entriesPath, hashesFrom, splitEntries, splitHashes, TILE_WIDTH, tilePath } from "#shared/record/tiles.ts";
import { type LogVerdict, type ReadLog, verifyLog } from "#shared/record/verify-log.ts";
import { call } from "#web/api/call.ts";
import type { EntryRow, SeenLog } from "./seen.ts";

/** Reads published files of a log once each; `vkey` is what the log's own answer says. */
const readerOf = (log: SeenLog): ReadLog => {
  const known = new Map<string, Promise<Uint8Array | undefined>>();
  const fetched = async (path: string): Promise<Uint8Array | undefined> => {
    const { base64 } = await call<{ readonly base64: string }>("get-log-file", { log: log.log, path });
    return fromBase64(base64);
  };
  return (path) => {
    if (path === "vkey") return Promise.resolve(new TextEncoder().encode(log.vkey));
    const found = known.get(path) ?? fetched(path);
    known.set(path, found);
    return found;
  };
};

/**
 * Checks the whole log on this device: the checkpoint's signature, every tile and entry against the signed root, and that the checkpoint
 * of an earlier size, where the person has one, is a forerunner of the newest.
 */
export const verifyHere = (log: SeenLog, earlier: number | undefined): Promise<LogVerdict> =>
  verifyLog(readerOf(log), earlier === undefined ? [] : [earlier]);

export type EntryVerdict =
  | { readonly in: true; readonly size: number }
  | { readonly in: false; readonly why: "signature" | "commitment" | "proof" };

/** Whether one entry, by its commitment, is at its place under the signed root: proof built from tiles and checked on this device. */
export const verifyEntry = async (log: SeenLog, entry: EntryRow): Promise<EntryVerdict> => {
  const read = readerOf(log);
  const text = new TextDecoder().decode(await read("checkpoint"));
  const opened = await openCheckpoint(text, log.vkey);
  if ("fault" in opened) return { in: false, why: "signature" };
  const { size, root } = opened.checkpoint;
  const tile = Math.floor(entry.index / TILE_WIDTH);
  const width = Math.min(TILE_WIDTH, size - tile * TILE_WIDTH);
  const bundle = await read(entriesPath({ index: tile, width }));
  const published = bundle === undefined ? undefined : splitEntries(bundle)?.[entry.index % TILE_WIDTH];
  if (published === undefined || hexOf(published) !== entry.commitment) return { in: false, why: "commitment" };
  const over = hashesFrom(size, async (one) => {
    const bytes = await read(tilePath(one));
    if (bytes === undefined) throw new Error(`${tilePath(one)} is not readable`);
    return splitHashes(bytes);
  });
  const proof = await inclusionProof(entry.index, size, over);
  const found = rootFromProof(leafHash(published), { index: entry.index, size }, proof);
  return found !== undefined && hexOf(found) === hexOf(root) ? { in: true, size } : { in: false, why: "proof" };
};

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
