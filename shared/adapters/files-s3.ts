import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  type HeadObjectCommandOutput,
  ListPartsCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  type S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { attachmentNamed } from "../content-disposition.ts";
import { type FilePart, FileRefused, type Files, type StoredFile } from "../ports.ts";
import { sha256Hex } from "../record/exact.ts";

interface Options {
  readonly client: S3Client;
  /** Physical name of this bucket. */
  readonly bucket: string;
  /** Physical names by logical name, for copies. */
  readonly buckets: Readonly<Record<string, string>>;
}

/** Largest object that one copy request takes; larger ones are copied in parts. */
const COPY_BYTES = 5 * 1024 ** 3;
const COPY_PART_BYTES = 1024 ** 3;
/** Object metadata: which upload or copy an object came from, so that a repetition is recognised. */
const CAME_FROM = "came-from";

const base64Of = (hex: string): string => Buffer.from(hex, "hex").toString("base64");
const hexOf = (base64: string | undefined): string => Buffer.from(base64 ?? "", "base64").toString("hex");
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "");
const statusOf = (error: unknown): number | undefined => (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
const isAbsent = (error: unknown): boolean => ["NotFound", "NoSuchKey", "NoSuchVersion", "NoSuchUpload"].includes(nameOf(error)) || statusOf(error) === 404 || statusOf(error) === 405;

/** The files port on one S3 bucket. SHA-256 is checked by S3 per part and per small object; the whole file's is ours to compute. */
export const s3Files = ({ client, bucket, buckets }: Options): Files => {
  const at = (key: string) => ({ Bucket: bucket, Key: key });

  const headOf = async (key: string, version?: string): Promise<HeadObjectCommandOutput | undefined> => {
    try {
      return await client.send(new HeadObjectCommand({ ...at(key), ...(version === undefined ? {} : { VersionId: version }), ChecksumMode: "ENABLED" }));
    } catch (error) {
      if (isAbsent(error) || statusOf(error) === 400) return undefined;
      throw error;
    }
  };
  const stored = (key: string, head: HeadObjectCommandOutput): StoredFile => ({
    key,
    version: head.VersionId ?? "null",
    bytes: head.ContentLength ?? 0,
    mediaType: head.ContentType ?? "application/octet-stream",
  });
  const mustHead = async (key: string, version?: string): Promise<StoredFile> => {
    const head = await headOf(key, version);
    if (head === undefined) throw new FileRefused("absent", version === undefined ? "no file under this key" : `no file under this key in version ${version}`);
    return stored(key, head);
  };
  /** A key is uploaded to once: it carries the id of the item it was declared for. So an object that came from an upload came from this one. */
  const joined = async (key: string): Promise<StoredFile | undefined> => {
    const head = await headOf(key);
    return head?.Metadata?.[CAME_FROM] === "upload" ? stored(key, head) : undefined;
  };

  const parts = async (key: string, uploadId: string): Promise<readonly FilePart[]> => {
    const all: FilePart[] = [];
    for (let marker: string | undefined; ; ) {
      const page = await client.send(new ListPartsCommand({ ...at(key), UploadId: uploadId, ...(marker === undefined ? {} : { PartNumberMarker: marker }) })).catch((error: unknown) => {
        if (isAbsent(error)) throw new FileRefused("absent", `no upload is open under this id`, { cause: error });
        throw error;
      });
      for (const part of page.Parts ?? []) all.push({ part: part.PartNumber ?? 0, bytes: part.Size ?? 0, sha256: hexOf(part.ChecksumSHA256) });
      if (!page.IsTruncated || page.NextPartNumberMarker === undefined) return all;
      marker = page.NextPartNumberMarker;
    }
  };

  return {
    begin: async ({ key, mediaType }) => {
      const { UploadId } = await client.send(
        new CreateMultipartUploadCommand({ ...at(key), ContentType: mediaType, ChecksumAlgorithm: "SHA256", Metadata: { [CAME_FROM]: "upload" } }),
      );
      if (UploadId === undefined) throw new Error("S3 began an upload without an id");
      return { uploadId: UploadId };
    },
    linkPart: async ({ key, uploadId, part, expiresSeconds }) => {
      const checksum = base64Of(part.sha256);
      const command = new UploadPartCommand({ ...at(key), UploadId: uploadId, PartNumber: part.part, ContentLength: part.bytes, ChecksumSHA256: checksum });
      const url = await getSignedUrl(client, command, {
        expiresIn: expiresSeconds,
        unhoistableHeaders: new Set(["x-amz-checksum-sha256"]),
        signableHeaders: new Set(["host", "content-length", "x-amz-checksum-sha256"]),
      });
      return { url, method: "PUT", headers: { "x-amz-checksum-sha256": checksum }, expiresAt: expiry(expiresSeconds) };
    },
    parts: ({ key, uploadId }) => parts(key, uploadId),
    complete: async ({ key, uploadId, parts: declared }) => {
      const before = declared.length === 0 ? await joined(key) : undefined;
      if (before !== undefined) return before;
      try {
        await client.send(
          new CompleteMultipartUploadCommand({
            ...at(key),
            UploadId: uploadId,
            MultipartUpload: { Parts: await etagsOf(client, { ...at(key), UploadId: uploadId }, declared) },
          }),
        );
      } catch (error) {
        const done = isAbsent(error) ? await joined(key) : undefined;
        if (done !== undefined) return done;
        if (isAbsent(error)) throw new FileRefused("absent", "no upload is open under this id", { cause: error });
        if (["InvalidPart", "InvalidPartOrder", "MalformedXML"].includes(nameOf(error))) throw new FileRefused("incomplete", "a part is missing or has other bytes than declared", { cause: error });
        throw error;
      }
      return mustHead(key);
    },
    abort: async ({ key, uploadId }) => {
      try {
        await client.send(new AbortMultipartUploadCommand({ ...at(key), UploadId: uploadId }));
      } catch (error) {
        if (!isAbsent(error)) throw error;
      }
    },
    put: async ({ key, body, mediaType, once }) => {
      const sha256 = sha256Hex(body);
      try {
        await client.send(
          new PutObjectCommand({ ...at(key), Body: body, ContentType: mediaType, ChecksumSHA256: base64Of(sha256), ...(once ? { IfNoneMatch: "*" } : {}) }),
        );
      } catch (error) {
        if (!once || statusOf(error) !== 412) throw error;
        const standing = await headOf(key);
        if (standing !== undefined && standing.ContentLength === body.length && hexOf(standing.ChecksumSHA256) === sha256) return stored(key, standing);
        throw new FileRefused("exists", `${key} was written once and its bytes differ`, { cause: error });
      }
      return mustHead(key);
    },
    head: async ({ key, version }) => {
      const head = await headOf(key, version);
      return head === undefined ? undefined : stored(key, head);
    },
    read: async ({ key, version, from = 0, to }) => {
      const found = await mustHead(key, version);
      const end = Math.min(to ?? found.bytes, found.bytes);
      if (end <= from) return none();
      const whole = from === 0 && end === found.bytes;
      const answer = await client.send(new GetObjectCommand({ ...at(key), VersionId: found.version, ...(whole ? {} : { Range: `bytes=${from}-${end - 1}` }) }));
      return answer.Body as unknown as AsyncIterable<Uint8Array>;
    },
    linkDownload: async ({ key, version, fileName, expiresSeconds }) => {
      const found = await mustHead(key, version);
      const command = new GetObjectCommand({ ...at(key), VersionId: found.version, ResponseContentDisposition: attachmentNamed(fileName) });
      return { url: await getSignedUrl(client, command, { expiresIn: expiresSeconds }), method: "GET", headers: {}, expiresAt: expiry(expiresSeconds) };
    },
    copyFrom: async ({ bucket: source, key, version, to }) => {
      const from = Object.hasOwn(buckets, source) ? buckets[source] : undefined;
      if (from === undefined) throw new Error(`${source} is not among the buckets of this function`);
      const origin = `${source}/${version}`;
      const standing = await headOf(to);
      if (standing?.Metadata?.[CAME_FROM] === origin) return stored(to, standing);
      const original = await s3Files({ client, bucket: from, buckets }).head({ key, version });
      if (original === undefined) throw new FileRefused("absent", "the file to copy is not there");
      const copySource = `${from}/${key.split("/").map(encodeURIComponent).join("/")}?versionId=${encodeURIComponent(version)}`;
      await copy(client, { ...at(to), copySource, original, origin });
      return mustHead(to);
    },
    lock: async ({ key, version }) => {
      await client.send(new PutObjectLegalHoldCommand({ ...at(key), VersionId: version, LegalHold: { Status: "ON" } }));
    },
    remove: async ({ key }) => {
      await client.send(new DeleteObjectCommand(at(key)));
    },
  };
};

async function* none(): AsyncGenerator<Uint8Array> {}
const expiry = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();

/** Completing names each part by tag and checksum. Throws `incomplete` when a declared part has not arrived as declared. */
const etagsOf = async (client: S3Client, at: { Bucket: string; Key: string; UploadId: string }, declared: readonly FilePart[]) => {
  const arrived = new Map<number, { etag: string | undefined; sha256: string; bytes: number }>();
  for (let marker: string | undefined; ; ) {
    const page = await client.send(new ListPartsCommand({ ...at, ...(marker === undefined ? {} : { PartNumberMarker: marker }) }));
    for (const part of page.Parts ?? []) arrived.set(part.PartNumber ?? 0, { etag: part.ETag, sha256: hexOf(part.ChecksumSHA256), bytes: part.Size ?? 0 });
    if (!page.IsTruncated || page.NextPartNumberMarker === undefined) break;
    marker = page.NextPartNumberMarker;
  }
  if (declared.length === 0) throw new FileRefused("incomplete", "an upload is joined from one part at least");
  return declared
    .toSorted((one, other) => one.part - other.part)
    .map((part, index) => {
      const found = arrived.get(part.part);
      if (part.part !== index + 1 || found === undefined) throw new FileRefused("incomplete", `part ${index + 1} has not arrived`);
      if (found.sha256 !== part.sha256 || found.bytes !== part.bytes) throw new FileRefused("incomplete", `part ${part.part} arrived with other bytes than declared`);
      return { PartNumber: part.part, ETag: found.etag, ChecksumSHA256: base64Of(part.sha256) };
    });
};

const copy = async (
  client: S3Client,
  at: { Bucket: string; Key: string; copySource: string; original: StoredFile; origin: string },
): Promise<void> => {
  const { Bucket, Key, copySource, original, origin } = at;
  const like = { ContentType: original.mediaType, Metadata: { [CAME_FROM]: origin }, ChecksumAlgorithm: "SHA256" } as const;
  if (original.bytes <= COPY_BYTES) {
    await client.send(new CopyObjectCommand({ Bucket, Key, CopySource: copySource, MetadataDirective: "REPLACE", ...like }));
    return;
  }
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key, ...like }));
  const Parts: { PartNumber: number; ETag: string | undefined; ChecksumSHA256: string | undefined }[] = [];
  for (let from = 0, PartNumber = 1; from < original.bytes; from += COPY_PART_BYTES, PartNumber += 1) {
    const CopySourceRange = `bytes=${from}-${Math.min(from + COPY_PART_BYTES, original.bytes) - 1}`;
    const { CopyPartResult } = await client.send(new UploadPartCopyCommand({ Bucket, Key, UploadId, PartNumber, CopySource: copySource, CopySourceRange }));
    Parts.push({ PartNumber, ETag: CopyPartResult?.ETag, ChecksumSHA256: CopyPartResult?.ChecksumSHA256 });
  }
  await client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
};
