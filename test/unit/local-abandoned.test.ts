import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { sweepAbandoned } from "#local/files/abandoned.ts";
import { directoryFiles } from "#local/files/directory.ts";
import { realDisk } from "#local/files/disk.ts";
import { storePart } from "#local/files/uploads.ts";

const DAY = 24 * 3_600_000;
const folder = await mkdtemp(join(tmpdir(), "abandoned-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

const body = new TextEncoder().encode("a photograph");
const part = { part: 1, bytes: body.length, sha256: createHash("sha256").update(body).digest("hex") };
const begun = Date.now();
const files = directoryFiles({
  folder,
  bucket: "uploads",
  secret: new Uint8Array(32),
  baseUrl: "http://127.0.0.1:1",
  now: () => begun,
});
const uploadOf = async (key: string): Promise<string> => {
  const { uploadId } = await files.begin({ key, mediaType: "text/plain" });
  const store = { folder, bucket: "uploads", disk: realDisk, now: () => begun };
  await storePart(
    store,
    { key, uploadId },
    part,
    (async function* () {
      yield body;
    })(),
  );
  return uploadId;
};

test("an upload that was never finished is given up after 30 days with its parts, and one that was joined stays", async () => {
  const open = await uploadOf("open");
  const joined = await uploadOf("joined");
  await files.complete({ key: "joined", uploadId: joined, parts: [part] });
  await sweepAbandoned({ folder, now: () => begun + 29 * DAY });
  expect(await files.parts({ key: "open", uploadId: open })).toEqual([part]);
  await sweepAbandoned({ folder, now: () => begun + 31 * DAY });
  await expect(files.parts({ key: "open", uploadId: open })).rejects.toMatchObject({ reason: "absent" });
  expect(await files.head({ key: "joined" })).toMatchObject({ bytes: body.length });
});
