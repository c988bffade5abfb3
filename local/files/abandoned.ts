import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { decodeTime } from "ulid";
import { FileRefused } from "#shared/ports.ts";
import { codeOf, realDisk } from "./disk.ts";
import { isUlid } from "./paths.ts";
import { abortUpload } from "./uploads.ts";

/** How long an upload may lie unfinished, milliseconds: as long as the buckets' lifecycle lets it on AWS. */
const ABANDONED_MILLISECONDS = 30 * 24 * 3_600_000;

/** Gives up uploads that were begun 30 days ago and never joined, with their parts; joined ones are versions and stay. */
export const sweepAbandoned = async (at: { readonly folder: string; readonly now: () => number }): Promise<void> => {
  for (const bucket of await namesIn(at.folder)) {
    if (bucket.startsWith(".")) continue;
    for (const digits of await namesIn(join(at.folder, bucket)))
      for (const key of await namesIn(join(at.folder, bucket, digits)))
        await sweepKey({ ...at, bucket, path: join(at.folder, bucket, digits, key) });
  }
};

interface KeyFolder {
  readonly folder: string;
  readonly bucket: string;
  readonly path: string;
  readonly now: () => number;
}

const sweepKey = async ({ folder, bucket, path, now }: KeyFolder): Promise<void> => {
  for (const name of await namesIn(path)) {
    const uploadId = name.startsWith("upload-") ? name.slice("upload-".length) : "";
    if (!isUlid(uploadId) || decodeTime(uploadId) > now() - ABANDONED_MILLISECONDS) continue;
    const { key } = JSON.parse(await readFile(join(path, name, "upload.json"), "utf8")) as { readonly key: string };
    try {
      await abortUpload({ folder, bucket, disk: realDisk, now }, { key, uploadId });
    } catch (error) {
      // It was being joined when a crash came: whoever asks again finishes that.
      if (!(error instanceof FileRefused)) throw error;
    }
  }
};

const namesIn = async (path: string): Promise<readonly string[]> => {
  try {
    return await readdir(path);
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return [];
    throw error;
  }
};
