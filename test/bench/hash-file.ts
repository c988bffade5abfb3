import { createHash } from "node:crypto";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { directoryFiles } from "#local/files/directory.ts";
import { realDisk } from "#local/files/disk.ts";
import { storePart } from "#local/files/uploads.ts";
import type { Files } from "#shared/ports.ts";
import { planUpload } from "#shared/upload-plan.ts";

export const KEY = "bench/file";
const BUCKET = "uploads";
const now = () => Date.now();

/** What a stored file is found by. */
export interface Kept {
  readonly version: string;
  readonly bytes: number;
  readonly sha256: string;
}

export const benchStore = (folder: string): Files =>
  directoryFiles({ folder, bucket: BUCKET, secret: new Uint8Array(32), baseUrl: "http://127.0.0.1", now });

/** Puts a file of `bytes` into an embedded store in parts, as a delegation sends it, and the same bytes into the plain file `plain`. */
export const keepFile = async (at: { folder: string; plain: string; bytes: number }): Promise<Kept> => {
  const files = benchStore(at.folder);
  const { partBytes, parts } = planUpload(at.bytes);
  const { uploadId } = await files.begin({ key: KEY, mediaType: "application/octet-stream" });
  const place = { key: KEY, uploadId };
  const plain = createWriteStream(at.plain);
  const sent = [];
  const whole = createHash("sha256");
  for (let part = 1; part <= parts; part += 1) {
    const body = new Uint8Array(Math.min(partBytes, at.bytes - (part - 1) * partBytes)).fill(part);
    const one = { part, bytes: body.length, sha256: createHash("sha256").update(body).digest("hex") };
    await storePart({ folder: at.folder, bucket: BUCKET, disk: realDisk, now }, place, one, chunksOf(body));
    if (!plain.write(body)) await once(plain, "drain");
    whole.update(body);
    sent.push(one);
  }
  plain.end();
  await once(plain, "finish");
  const { version, bytes } = await files.complete({ ...place, parts: sent });
  return { version, bytes, sha256: whole.digest("hex") };
};

async function* chunksOf(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body;
}
