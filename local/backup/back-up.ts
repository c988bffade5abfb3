import { existsSync } from "node:fs";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { realDisk } from "#local/files/disk.ts";
import { takeLock } from "#local/lock.ts";
import { endOrphanIn } from "#local/store/store.ts";
import { checkpointsIn } from "./checkpoints.ts";
import { copyFile, writeDurably } from "./copy.ts";
import { type BackedUp, BackupRefused, CONTENT, MANIFEST, type Manifest, manifestText, sealed } from "./manifest.ts";
import { filesBelow } from "./walk.ts";

/** What belongs to a running home and not to its data: the lock, the store's process id, unfinished files. */
const LEFT_OUT = [/^home\.lock(?:\.|$)/, /^records\/store\.pid$/, /^files\/\.partial\//, /(?:^|\/)\.[^/]*\.partial$/];

/**
 * Copies a stopped home's data folder, keys included, into a new folder with a manifest of every file's SHA-256. The manifest is written
 * last: without it a backup is not one. Throws `BackupRefused` when a home runs on the data, when the target is not empty or when
 * the data is damaged already: then nothing stays behind.
 */
export const backUp = async (at: { readonly data: string; readonly to: string; readonly now: Date }): Promise<Manifest> => {
  const { data, to } = { data: resolve(at.data), to: resolve(at.to) };
  await refuseUnlessHome(data);
  await refuseTarget(data, to);
  const lock = await takeLock(data).catch((cause: unknown) => {
    throw new BackupRefused(
      `a backup is made of a home that is stopped: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
  });
  try {
    await endOrphanIn(join(data, "records"));
    for (const name of ["home.db", "records/records.db"]) refuseDamaged(data, name);
    await mkdir(to, { recursive: true, mode: 0o700 });
    const files = await copied(data, join(to, CONTENT));
    const manifest = sealed({
      backup: "corroborate/1",
      madeAt: at.now.toISOString(),
      checkpoints: await checkpointsIn(join(to, CONTENT)),
      files: [...files],
    });
    await writeDurably(join(to, MANIFEST), manifestText(manifest));
    await realDisk.syncFolder(dirname(to));
    return manifest;
  } catch (error) {
    await rm(join(to, CONTENT), { recursive: true, force: true });
    throw error;
  } finally {
    await lock.release();
  }
};

const refuseUnlessHome = async (data: string): Promise<void> => {
  if (existsSync(join(data, "home.db"))) return;
  throw new BackupRefused(`${data} is not the data folder of a home: it has no home.db. Name it with --data or CORROBORATE_DATA`);
};

const isInside = (inner: string, outer: string): boolean => {
  const way = relative(outer, inner);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`));
};

const refuseTarget = async (data: string, to: string): Promise<void> => {
  if (isInside(to, data) || isInside(data, to))
    throw new BackupRefused(`the backup ${to} and the data folder ${data} lie inside each other: choose a folder elsewhere`);
  if (!existsSync(to)) return;
  if (!(await stat(to)).isDirectory() || (await readdir(to)).length > 0)
    throw new BackupRefused(`${to} is there already and is not an empty folder: each backup takes a new one`);
};

/** A database that is damaged already is told now, and not by the drill that was to bring it back. */
const refuseDamaged = (data: string, name: string): void => {
  const path = join(data, name);
  if (!existsSync(path)) return;
  const why = checkOf(path);
  if (why !== "ok") throw new BackupRefused("the data is damaged; no backup was made", [`${name}: ${why}`]);
};

const checkOf = (path: string): string => {
  try {
    const database = new DatabaseSync(path);
    try {
      // What stands in the journal goes into the file itself, so that one file is the whole.
      database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      return String(Object.values(database.prepare("PRAGMA quick_check(1)").get() ?? {})[0]);
    } finally {
      database.close();
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** Stored files are named by their hash: one whose bytes are others is told. */
const NAMED_BY_HASH = /^files\/.*(?:whole|\d{5}-\d{5}-\d+)-([0-9a-f]{64})$/;

const copied = async (data: string, to: string): Promise<readonly BackedUp[]> => {
  const paths = (await filesBelow(data)).filter((path) => !LEFT_OUT.some((one) => one.test(path)));
  const files: BackedUp[] = [];
  const folders = new Set<string>();
  for (const path of paths) {
    const target = join(to, path);
    files.push({ path, ...(await copyFile(join(data, path), target)) });
    for (let above = dirname(target); above.startsWith(to); above = dirname(above)) folders.add(above);
  }
  for (const folder of folders) await realDisk.syncFolder(folder);
  const damaged = files.filter(({ path, sha256 }) => (NAMED_BY_HASH.exec(path)?.[1] ?? sha256) !== sha256);
  if (damaged.length > 0)
    throw new BackupRefused(
      "the data is damaged; no backup was made",
      damaged.map(({ path }) => `${path} no longer has the bytes that were stored: bring it back from an earlier backup`),
    );
  return files;
};
