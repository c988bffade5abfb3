import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { lastCommit } from "#local/files/commits.ts";
import { codeOf } from "#local/files/disk.ts";
import { readSegments } from "#local/files/segments.ts";
import type { Manifest } from "./manifest.ts";

const NEWEST = /^([^/]+)\/checkpoint$/;

/** The newest checkpoint of every log that a data folder holds, read from its files alone. Throws when one is damaged. */
export const checkpointsIn = async (data: string): Promise<Manifest["checkpoints"]> => {
  const bucket = join(data, "files", "ledger");
  const found: { log: string; checkpoint: string }[] = [];
  for (const digits of await namesIn(bucket)) {
    for (const name of await namesIn(join(bucket, digits))) {
      const folder = join(bucket, digits, name);
      const { commit } = await lastCommit(folder);
      const log = NEWEST.exec(commit?.key ?? "")?.[1];
      if (commit === undefined || log === undefined || commit.removed) continue;
      const chunks: Uint8Array[] = [];
      for await (const chunk of readSegments(folder, commit, { from: 0, to: commit.bytes })) chunks.push(chunk);
      found.push({ log, checkpoint: Buffer.concat(chunks).toString("utf8") });
    }
  }
  return found.sort((a, b) => (a.log < b.log ? -1 : 1));
};

const namesIn = async (folder: string): Promise<readonly string[]> => {
  try {
    return await readdir(folder);
  } catch (error) {
    // No log was published yet.
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  }
};

/** One line for people: the log, how many entries its checkpoint covers, and its root. */
export const checkpointLine = ({ log, checkpoint }: Manifest["checkpoints"][number]): string => {
  const [, size, root] = checkpoint.split("\n");
  return `${log}: ${size} entries, root ${root}`;
};
