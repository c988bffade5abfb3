import { logKey } from "../adapters/keys.ts";
import { FileRefused, type Files, type Ports, WriteConflict } from "../ports.ts";
import { signCheckpoint } from "./checkpoint.ts";
import { nameOf } from "./log-name.ts";
import { headOf, leavesOf } from "./log-store.ts";
import { leafHash, rootOfHashes } from "./merkle.ts";
import {
  entriesPath,
  hashesFrom,
  joinEntries,
  joinHashes,
  levelsOf,
  type ReadTile,
  splitEntries,
  splitHashes,
  TILE_WIDTH,
  type Tile,
  tilePath,
} from "./tiles.ts";

interface Published {
  readonly size: number;
  readonly checkpoint: string;
}

/**
 * Writes tiles, entries and the signed checkpoint of all that the log holds, not yet announced as its newest. All are the same bytes
 * whoever writes them, so it can be done twice and at once. Undefined when there is nothing in the log.
 */
export const writeLog = async (ports: Ports, log: string): Promise<Published | undefined> => {
  const { size, published } = headOf((await ports.records.read([logKey(log)]))[0]);
  if (size === 0) return undefined;
  const files = ports.files("ledger");
  const key = `${log}/checkpoint/${size}`;
  // It is written after all that it covers: where it stands, only its hold may be missing.
  const checkpoint = (await readFile(files, key)) ?? (await extended(ports, log, { files, from: published, size }));
  await writeHeld(files, key, checkpoint);
  return { size, checkpoint: new TextDecoder().decode(checkpoint) };
};

/** Adds what is new and answers the signed checkpoint over all of it. */
const extended = async (ports: Ports, log: string, at: { files: Files; from: number; size: number }): Promise<Uint8Array> => {
  if (at.size > at.from) await extend(ports, log, at);
  const root = await hashesFrom(at.size, tileReader(at.files, log))(0, at.size);
  return new TextEncoder().encode(await signCheckpoint({ origin: nameOf(log), size: at.size, root }, ports.keys));
};

/** Whether `checkpoint` is the one of this size: a crash after the head was moved on leaves an earlier one. */
export const isAnnounced = async (files: Files, log: string, size: number): Promise<boolean> => {
  const note = await readFile(files, `${log}/checkpoint`);
  return note !== undefined && new TextDecoder().decode(note).split("\n")[1] === String(size);
};

/** Reads tiles from the bucket, each once. */
export const tileReader = (files: Files, log: string): ReadTile => {
  const known = new Map<string, Promise<readonly Uint8Array[]>>();
  return (tile) => {
    const path = tilePath(tile);
    const found = known.get(path) ?? readFile(files, `${log}/${path}`).then((bytes) => splitHashes(mustBe(bytes, path)));
    known.set(path, found);
    return found;
  };
};

/** The checkpoint of a size that was published. */
export const publishedCheckpoint = async (files: Files, log: string, size: number): Promise<string> =>
  new TextDecoder().decode(mustBe(await readFile(files, `${log}/checkpoint/${size}`), `checkpoint/${size}`));

const mustBe = (bytes: Uint8Array | undefined, path: string): Uint8Array => {
  if (bytes === undefined) throw new Error(`the published file ${path} is not there`);
  return bytes;
};

const readFile = async (files: Files, key: string): Promise<Uint8Array | undefined> => {
  try {
    const chunks: Uint8Array[] = [];
    for await (const chunk of await files.read({ key })) chunks.push(chunk);
    return new Uint8Array(Buffer.concat(chunks));
  } catch (error) {
    if (error instanceof FileRefused && error.reason === "absent") return undefined;
    throw error;
  }
};

/** Adds the leaves `from` to `size`: at every level only the tiles at the right edge change. */
const extend = async (ports: Ports, log: string, at: { files: Files; from: number; size: number }): Promise<void> => {
  const entries = await leavesOf(ports, log, at.from, at.size);
  await extendEntries(log, at, entries);
  let fresh = entries.map(leafHash);
  for (let level = 0; level < levelsOf(at.size); level += 1) {
    const unit = TILE_WIDTH ** level;
    fresh = await extendLevel(log, { ...at, level, before: Math.floor(at.from / unit) }, fresh);
  }
};

/** Writes one level and answers the hashes that it adds to the next: those of the tiles that became full. */
const extendLevel = async (
  log: string,
  at: { files: Files; level: number; before: number },
  fresh: readonly Uint8Array[],
): Promise<Uint8Array[]> => {
  const first = Math.floor(at.before / TILE_WIDTH);
  const width = at.before % TILE_WIDTH;
  const edge: Tile = { level: at.level, index: first, width };
  const standing = width === 0 ? [] : splitHashes(mustBe(await readFile(at.files, `${log}/${tilePath(edge)}`), tilePath(edge)));
  const hashes = [...standing, ...fresh];
  const full: Uint8Array[] = [];
  for (let from = 0; from < hashes.length; from += TILE_WIDTH) {
    const tile = hashes.slice(from, from + TILE_WIDTH);
    const path = tilePath({ level: at.level, index: first + from / TILE_WIDTH, width: tile.length });
    await writeTile(at.files, `${log}/${path}`, joinHashes(tile), tile.length);
    if (tile.length === TILE_WIDTH) full.push(rootOfHashes(tile));
  }
  return full;
};

const extendEntries = async (log: string, at: { files: Files; from: number }, fresh: readonly Uint8Array[]): Promise<void> => {
  const first = Math.floor(at.from / TILE_WIDTH);
  const width = at.from % TILE_WIDTH;
  const path = entriesPath({ index: first, width });
  const standing = width === 0 ? [] : (splitEntries(mustBe(await readFile(at.files, `${log}/${path}`), path)) ?? []);
  const all = [...standing, ...fresh];
  for (let from = 0; from < all.length; from += TILE_WIDTH) {
    const bundle = all.slice(from, from + TILE_WIDTH);
    await writeTile(
      at.files,
      `${log}/${entriesPath({ index: first + from / TILE_WIDTH, width: bundle.length })}`,
      joinEntries(bundle),
      bundle.length,
    );
  }
};

/** Full tiles never change again: written once and held. Partial ones are overtaken. */
const writeTile = async (files: Files, key: string, body: Uint8Array, width: number): Promise<void> => {
  if (width === TILE_WIDTH) await writeHeld(files, key, body);
  else await files.put({ key, body, mediaType: BYTES, once: true });
};

const BYTES = "application/octet-stream";
const writeHeld = async (files: Files, key: string, body: Uint8Array): Promise<void> => {
  const { version } = await files.put({ key, body, mediaType: BYTES, once: true });
  await files.lock({ key, version });
};

const ATTEMPTS = 40;

/** Moves the head's count of what is published on, then `checkpoint`; who finds a larger count leaves `checkpoint` to its writer or repeats it. */
export const announce = async (ports: Ports, log: string, done: Published): Promise<void> => {
  const files = ports.files("ledger");
  let newest = done;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    await markPublished(ports, log, newest.size);
    await files.put({
      key: `${log}/checkpoint`,
      body: new TextEncoder().encode(newest.checkpoint),
      mediaType: "text/plain; charset=utf-8",
    });
    const { published } = headOf((await ports.records.read([logKey(log)]))[0]);
    if (published <= newest.size) return;
    newest = { size: published, checkpoint: await publishedCheckpoint(files, log, published) };
  }
  throw new Error(`log ${log} is being published by too many at once`);
};

const markPublished = async ({ records }: Ports, log: string, size: number): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    const [item] = await records.read([logKey(log)]);
    const head = headOf(item);
    if (item === undefined || head.published >= size) return;
    try {
      await records.write([{ put: { ...item, published: size, version: head.version + 1 }, ifVersion: head.version }]);
      return;
    } catch (error) {
      if (!(error instanceof WriteConflict) || attempt >= ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt));
    }
  }
};
