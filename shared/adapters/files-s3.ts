import { createHash } from "node:crypto";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  type HeadObjectCommandOutput,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { attachmentNamed } from "../content-disposition.ts";
import { FileRefused, type Files, type Link, type StoredFile } from "../ports.ts";
import { copyFrom } from "./files-s3-copy.ts";
import { abortUpload, beginUpload, completeUpload, linkPart, listParts } from "./files-s3-uploads.ts";
import { absent, absentOr, headOf, hexadecimalOf, nameOf, type Place, statusOf, storedFile, versionIn } from "./s3-place.ts";

/**
 * The files port on one versioned bucket. Every byte that comes in is checked by the store against its SHA-256. The client must be made
 * with `requestChecksumCalculation: "WHEN_REQUIRED"`, or signed links demand the checksum of an empty body.
 */
export const s3Files = (place: Place): Files => ({
  begin: (at) => beginUpload(place, at),
  linkPart: (at) => linkPart(place, at),
  parts: (at) => listParts(place, at),
  complete: (at) => completeUpload(place, at),
  abort: (at) => abortUpload(place, at),
  put: (at) => put(place, at),
  head: async (at) => {
    const found = await headOf(place, at);
    return found === undefined ? undefined : storedFile(at.key, found);
  },
  read: (at) => read(place, at),
  linkDownload: (at) => linkDownload(place, at),
  copyFrom: (at) => copyFrom(place, at),
  lock: async ({ key, version }) => {
    try {
      await place.client.send(
        new PutObjectLegalHoldCommand({ Bucket: place.bucket, Key: key, VersionId: version, LegalHold: { Status: "ON" } }),
      );
    } catch (error) {
      throw absentOr({ key, version }, error);
    }
  },
  remove: async ({ key }) => {
    // Without this every repetition would leave a delete marker more.
    if ((await headOf(place, { key })) === undefined) return;
    await place.client.send(new DeleteObjectCommand({ Bucket: place.bucket, Key: key }));
  },
});

const ATTEMPTS = 6;

const put = async (place: Place, at: Parameters<Files["put"]>[0]): Promise<StoredFile> => {
  const { key, body, mediaType } = at;
  const hash = createHash("sha256").update(body).digest();
  for (let attempt = 1; ; attempt += 1) {
    try {
      const answer = await place.client.send(
        new PutObjectCommand({
          Bucket: place.bucket,
          Key: key,
          Body: body,
          ContentType: mediaType,
          ChecksumSHA256: hash.toString("base64"),
          ...(at.once ? { IfNoneMatch: "*" } : {}),
        }),
      );
      return { key, version: versionIn(key, answer), bytes: body.length, mediaType };
    } catch (error) {
      if (!at.once || ![409, 412].includes(statusOf(error))) throw error;
      const standing = await standingOr(place, { key, bytes: body.length, sha256: hash.toString("hex") }, error);
      if (standing !== undefined) return standing;
      // Another writer was under way or has just removed it: ask again.
      if (attempt >= ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, 40 * 2 ** attempt * Math.random()));
    }
  }
};

/** The file that stands under the key when it has these bytes, undefined when there is none. Throws `exists` for other bytes. */
const standingOr = async (
  place: Place,
  at: { key: string; bytes: number; sha256: string },
  cause: unknown,
): Promise<StoredFile | undefined> => {
  const head = await headOf(place, at);
  if (head === undefined) return undefined;
  const same = head.ContentLength === at.bytes && (await sha256Of(place, at.key, head)) === at.sha256;
  if (!same) throw new FileRefused("exists", `${at.key} was written once and its bytes differ`, { cause });
  return storedFile(at.key, head);
};

const sha256Of = async (place: Place, key: string, head: HeadObjectCommandOutput): Promise<string> => {
  // The checksum of a file that came in parts is one of checksums, and ends with their number.
  if (head.ChecksumSHA256 !== undefined && !head.ChecksumSHA256.includes("-")) return hexadecimalOf(head.ChecksumSHA256);
  const hash = createHash("sha256");
  for await (const chunk of await read(place, { key, version: versionIn(key, head) })) hash.update(chunk);
  return hash.digest("hex");
};

async function* none(): AsyncGenerator<Uint8Array> {}

const rangeOf = (from: number, to: number | undefined) =>
  from === 0 && to === undefined ? {} : { Range: `bytes=${from}-${to === undefined ? "" : to - 1}` };

const read = async (
  place: Place,
  { key, version, from = 0, to }: Parameters<Files["read"]>[0],
): Promise<AsyncIterable<Uint8Array>> => {
  if (to !== undefined && to <= from) {
    if ((await headOf(place, { key, version })) === undefined) throw absent({ key, version });
    return none();
  }
  const range = rangeOf(from, to);
  try {
    const { Body: body, ContentRange: given } = await place.client.send(
      new GetObjectCommand({
        Bucket: place.bucket,
        Key: key,
        ...(version === undefined ? {} : { VersionId: version }),
        ...range,
      }),
    );
    if (body === undefined) return none();
    const bytes = body as unknown as AsyncIterable<Uint8Array>;
    // A server may ignore a range and send everything (RFC 9110, 14.2).
    return "Range" in range && given === undefined ? cut(bytes, from, to) : bytes;
  } catch (error) {
    // The range begins behind the end, as every range of an empty file does.
    if (nameOf(error) === "InvalidRange" || statusOf(error) === 416) return none();
    throw absentOr({ key, version }, error);
  }
};

async function* cut(source: AsyncIterable<Uint8Array>, from: number, to = Number.POSITIVE_INFINITY): AsyncGenerator<Uint8Array> {
  let at = 0;
  for await (const chunk of source) {
    if (at + chunk.length > from) yield chunk.subarray(Math.max(0, from - at), Math.min(chunk.length, to - at));
    at += chunk.length;
    if (at >= to) return;
  }
}

const linkDownload = async (
  place: Place,
  { key, version, fileName, expiresSeconds }: Parameters<Files["linkDownload"]>[0],
): Promise<Link> => {
  const found = await headOf(place, { key, version });
  if (found === undefined) throw absent({ key, version });
  const command = new GetObjectCommand({
    Bucket: place.bucket,
    Key: key,
    VersionId: versionIn(key, found),
    ResponseContentDisposition: attachmentNamed(fileName),
    ResponseCacheControl: "no-store",
  });
  const expiresAt = new Date(Date.now() + expiresSeconds * 1000).toISOString();
  const url = await getSignedUrl(place.client, command, { expiresIn: expiresSeconds });
  return { url, method: "GET", headers: {}, expiresAt };
};
