import { randomBytes } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { DeleteObjectCommand } from "@aws-sdk/client-s3";
import { describe, expect, test } from "vitest";
import { s3Files } from "#shared/adapters/files-s3.ts";
import { copyFrom } from "#shared/adapters/files-s3-copy.ts";
import { collected, filesContract, partOf } from "./files.contract.ts";
import { openDirectory } from "./files-directory.ts";
import { openS3, whyNoS3 } from "./files-s3.ts";

const body = new TextEncoder().encode("what was accepted");

filesContract("files in a directory", openDirectory);

const why = whyNoS3();
if (why === undefined) {
  filesContract("files on S3", openS3);

  describe("copies and holds on S3", () => {
    test("a file too large for one request is copied in parts and made once", async () => {
      const { client, bucket, other, source, close } = await openS3();
      const large = randomBytes(11 * 1024 ** 2);
      const { version } = await source.put({ key: "large", body: large, mediaType: "image/tiff" });
      const place = { client, bucket, buckets: { uploads: other } };
      const copy = () =>
        copyFrom(place, { bucket: "uploads", key: "large", version, to: "copy" }, { oneRequest: 1024, partBytes: 5 * 1024 ** 2 });
      const made = await copy();
      expect(made).toMatchObject({ bytes: large.length, mediaType: "image/tiff" });
      expect(Buffer.compare(await collected(await s3Files(place).read({ key: "copy", version: made.version })), large)).toBe(0);
      expect(await copy()).toEqual(made);
      await close();
    });

    test("S3 itself refuses to delete a held version", async () => {
      const { client, bucket, files, close } = await openS3();
      const { version } = await files.put({ key: "held", body, mediaType: "text/plain" });
      await files.lock({ key: "held", version });
      const deletion = new DeleteObjectCommand({ Bucket: bucket, Key: "held", VersionId: version });
      await expect(client.send(deletion)).rejects.toMatchObject({ name: "AccessDenied" });
      await close();
    });
  });
} else test.skip(`files on S3: ${why}`, () => undefined);

const paths = async (folder: string) => (await readdir(folder, { recursive: true })).map((path) => join(folder, path));

test("a key cannot name anything outside its bucket", async () => {
  const { files, folder, close } = await openDirectory();
  try {
    for (const key of ["../../escaped", "/etc/escaped", "a/../../../escaped", "..", "escaped\u0000", "x".repeat(1024)]) {
      await files.put({ key, body, mediaType: "text/plain" });
      expect(await collected(await files.read({ key }))).toEqual(Buffer.from(body));
    }
    expect((await paths(folder)).filter((path) => path.includes("escaped"))).toEqual([]);
    for (const key of ["", "x".repeat(1025), "\ud800"]) await expect(files.head({ key })).rejects.toThrow(RangeError);
  } finally {
    await close();
  }
});

test("bytes that changed on the disk are reported and never passed off as what was stored", async () => {
  const { files, folder, close } = await openDirectory();
  try {
    await files.put({ key: "a", body, mediaType: "text/plain" });
    const stored = (await paths(folder)).find((path) => path.includes("whole-")) ?? "";
    const damaged = await readFile(stored);
    damaged[3] = (damaged[3] ?? 0) ^ 1;
    await writeFile(stored, damaged);
    await expect(collected(await files.read({ key: "a" }))).rejects.toMatchObject({ reason: "checksum" });
    const { url } = await files.linkDownload({ key: "a", fileName: "a.txt", expiresSeconds: 60 });
    await expect(fetch(url).then((response) => response.arrayBuffer())).rejects.toThrow();
  } finally {
    await close();
  }
});

test("a sender who goes away in the middle of a part leaves nothing behind", async () => {
  const { files, folder, close } = await openDirectory();
  try {
    const at = { key: "a", ...(await files.begin({ key: "a", mediaType: "text/plain" })) };
    const link = await files.linkPart({ ...at, part: partOf(1, body), expiresSeconds: 60 });
    await new Promise<void>((resolve) => {
      const sending = request(link.url, { method: "PUT", headers: { "content-length": body.length } });
      sending.on("error", () => resolve());
      sending.write(body.subarray(0, 5), () => setTimeout(() => sending.destroy(new Error("gone")), 50));
    });
    await expect.poll(() => readdir(join(folder, ".partial"))).toEqual([]);
    expect(await files.parts(at)).toEqual([]);
  } finally {
    await close();
  }
});

test("a link of one bucket or key does not open another, and a download link takes no part", async () => {
  const { files, source, close } = await openDirectory();
  try {
    await files.put({ key: "a", body, mediaType: "text/plain" });
    await source.put({ key: "a", body, mediaType: "text/plain" });
    const { url } = await files.linkDownload({ key: "a", fileName: "a", expiresSeconds: 60 });
    expect((await fetch(url.replace("bucket=evidence", "bucket=uploads"))).status).toBe(403);
    expect((await fetch(`${url}&fileName=b.html`)).status).toBe(403);
    expect((await fetch(url, { method: "PUT", body: "x" })).status).toBe(405);
    expect((await fetch(url.replace(/&mac=.*/, ""))).status).toBe(403);
  } finally {
    await close();
  }
});

test("a download can be had in ranges", async () => {
  const { files, close } = await openDirectory();
  try {
    await files.put({ key: "a", body: new TextEncoder().encode("0123456789"), mediaType: "text/plain" });
    const { url } = await files.linkDownload({ key: "a", fileName: "a", expiresSeconds: 60 });
    const ranged = async (range: string) => {
      const response = await fetch(url, { headers: { range } });
      return [response.status, await response.text(), response.headers.get("content-range")];
    };
    expect(await ranged("bytes=2-4")).toEqual([206, "234", "bytes 2-4/10"]);
    expect(await ranged("bytes=7-")).toEqual([206, "789", "bytes 7-9/10"]);
    expect(await ranged("bytes=-2")).toEqual([206, "89", "bytes 8-9/10"]);
    expect(await ranged("bytes=10-")).toEqual([416, "", "bytes */10"]);
    expect(await ranged("bytes=0-1,3-4")).toEqual([200, "0123456789", null]);
  } finally {
    await close();
  }
});
