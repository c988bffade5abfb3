import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, rmdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { codeOf, realDisk } from "#local/files/disk.ts";
import { runningAt, takeLock } from "#local/lock.ts";
import { ownFolder } from "#local/owner-only.ts";
import { checkpointLine, checkpointsIn } from "./checkpoints.ts";
import { copyFile } from "./copy.ts";
import { BackupRefused, CONTENT, MANIFEST, type Manifest, readManifest } from "./manifest.ts";
import { filesBelow, hashFile } from "./walk.ts";

/** Most damaged files told by name. */
const TOLD = 20;

/** Reads a whole backup and holds every file against the manifest. Writes nothing. Throws `BackupRefused` naming what is damaged. */
export const checkedBackup = async (backup: string): Promise<Manifest> => {
  const text = await readFile(join(backup, MANIFEST), "utf8").catch((error: unknown) => {
    if (codeOf(error) !== "ENOENT" && codeOf(error) !== "ENOTDIR") throw error;
    throw new BackupRefused(`${backup} is not a finished backup; nothing was written`, [`${MANIFEST} is missing`]);
  });
  const manifest = readManifest(text);
  const content = join(backup, CONTENT);
  const there = existsSync(content) ? await filesBelow(content) : [];
  const named = new Set(manifest.files.map((file) => file.path));
  const faults = there
    .filter((path) => !named.has(path))
    .map((path) => `${CONTENT}/${path} is not in the manifest: it was added`);
  const beside = (await readdir(backup)).filter((name) => name !== MANIFEST && name !== CONTENT);
  faults.push(...beside.map((name) => `${name} does not belong to a backup: it was added`));
  const present = new Set(there);
  for (const file of manifest.files) {
    if (!present.has(file.path)) faults.push(`${CONTENT}/${file.path} is missing`);
    else faults.push(...(await faultOf(content, file)));
  }
  if (faults.length === 0) return manifest;
  const told = faults.slice(0, TOLD);
  const more = faults.length > TOLD ? [`and ${faults.length - TOLD} more`] : [];
  throw new BackupRefused("the backup is damaged; nothing was written", [...told, ...more]);
};

const faultOf = async (content: string, { path, bytes, sha256 }: Manifest["files"][number]): Promise<readonly string[]> => {
  const found = await hashFile(join(content, path));
  if (found.bytes !== bytes)
    return [`${CONTENT}/${path} has ${found.bytes} bytes and should have ${bytes}: it was cut off or added to`];
  return found.sha256 === sha256 ? [] : [`${CONTENT}/${path} does not have the bytes that were backed up`];
};

export interface Restored {
  readonly manifest: Manifest;
  /** Where the data that stood there was moved to, when there was any. */
  readonly before?: string;
}

/**
 * Brings a data folder back from a backup that was checked whole. The copy is made beside the data folder and takes its place by one
 * rename; with `replace`, what stood there is moved aside and nothing of it is deleted. Throws `BackupRefused`.
 */
export const restore = async (at: {
  readonly backup: string;
  readonly data: string;
  readonly replace: boolean;
  readonly now: Date;
}): Promise<Restored> => {
  const { backup, data } = { backup: resolve(at.backup), data: resolve(at.data) };
  const manifest = await checkedBackup(backup);
  const running = await runningAt(data);
  if (running !== undefined) throw new BackupRefused(`a home runs on ${data} (${running}): stop it first; nothing was written`);
  const occupied = existsSync(data) && (await readdir(data)).length > 0;
  if (occupied && !at.replace)
    throw new BackupRefused(
      `${data} is not empty; nothing was written. Choose another folder with --data, or give --replace to move what is there aside`,
    );
  await mkdir(dirname(data), { recursive: true });
  const staging = `${data}.restoring`;
  await rm(staging, { recursive: true, force: true });
  await ownFolder(staging);
  try {
    await copyAll(join(backup, CONTENT), staging, manifest);
    await sameCheckpoints(staging, manifest);
    const before = await takePlace({ staging, data, occupied, now: at.now });
    return before === undefined ? { manifest } : { manifest, before };
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    throw error;
  }
};

/** Hashed again on the way: what changed since it was checked is not brought back. */
const copyAll = async (content: string, to: string, manifest: Manifest): Promise<void> => {
  const folders = new Set([to]);
  for (const { path, sha256 } of manifest.files) {
    const target = join(to, path);
    if ((await copyFile(join(content, path), target)).sha256 !== sha256)
      throw new BackupRefused("the backup changed while it was read; nothing was written", [`${CONTENT}/${path}`]);
    for (let above = dirname(target); above !== to; above = dirname(above)) folders.add(above);
  }
  for (const folder of folders) await realDisk.syncFolder(folder);
};

const sameCheckpoints = async (staging: string, manifest: Manifest): Promise<void> => {
  const now = (await checkpointsIn(staging)).map(checkpointLine);
  const then = manifest.checkpoints.map(checkpointLine);
  if (JSON.stringify(now) !== JSON.stringify(then))
    throw new BackupRefused("the checkpoints are not those of the backup; nothing was written", [
      ...then.map((line) => `backed up: ${line}`),
      ...now.map((line) => `restored:  ${line}`),
    ]);
};

const takePlace = async (at: {
  readonly staging: string;
  readonly data: string;
  readonly occupied: boolean;
  readonly now: Date;
}): Promise<string | undefined> => {
  const { staging, data, occupied } = at;
  let before: string | undefined;
  if (occupied) {
    // Held while it is moved, so that no home starts on it at this moment.
    await takeLock(data);
    before = `${data}.before-${at.now.toISOString().replaceAll(/[:.]/g, "-")}`;
    await rename(data, before);
    await rm(join(before, "home.lock"), { force: true });
  } else if (existsSync(data)) await rmdir(data);
  await rename(staging, data);
  await realDisk.syncFolder(dirname(data));
  return before;
};
