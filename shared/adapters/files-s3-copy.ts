import { createHash } from "node:crypto";
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  type HeadObjectCommandOutput,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import type { Files, StoredFile } from "../ports.ts";
import { absent, absentOr, FROM, headOf, type Place, storedFile } from "./s3-place.ts";

/** Most bytes that the store copies in one request. */
const ONE_REQUEST = 5 * 1024 ** 3;
const PART_BYTES = 512 * 1024 ** 2;
const MAX_PARTS = 10_000;
const AT_ONCE = 8;

/** Copies inside the store; no byte passes through here. `oneRequest` and `partBytes` are smaller in tests only. */
export const copyFrom = async (
  place: Place,
  { bucket, key, version, to }: Parameters<Files["copyFrom"]>[0],
  { oneRequest = ONE_REQUEST, partBytes = PART_BYTES } = {},
): Promise<StoredFile> => {
  const from = place.buckets[bucket];
  if (from === undefined) throw new Error(`${bucket} is not among the BUCKETS of this function`);
  // A hash, since metadata takes ASCII only and not much of it.
  const mark = createHash("sha256")
    .update(JSON.stringify([bucket, key, version]))
    .digest("hex");
  const standing = await headOf(place, { key: to });
  if (standing?.Metadata?.[FROM] === mark) return storedFile(to, standing);
  const original = await headOf({ client: place.client, bucket: from }, { key, version });
  if (original === undefined) throw absent({ key, version });
  const source = `${from}/${key.split("/").map(encodeURIComponent).join("/")}?versionId=${encodeURIComponent(version)}`;
  const copy = { to, source, mark, original };
  try {
    const made = (original.ContentLength ?? 0) <= oneRequest ? await inOne(place, copy) : await inParts(place, copy, partBytes);
    const head = await headOf(place, { key: to, version: made });
    if (head === undefined) throw new Error(`the copy ${to} is gone right after it was made`);
    return storedFile(to, head);
  } catch (error) {
    throw absentOr({ key, version }, error);
  }
};

interface Copy {
  readonly to: string;
  readonly source: string;
  readonly mark: string;
  readonly original: HeadObjectCommandOutput;
}

const described = ({ to, mark, original }: Copy) => ({
  Key: to,
  ContentType: original.ContentType ?? "application/octet-stream",
  Metadata: { [FROM]: mark },
});

const inOne = async ({ client, bucket }: Place, copy: Copy): Promise<string | undefined> => {
  const answer = await client.send(
    new CopyObjectCommand({
      Bucket: bucket,
      ...described(copy),
      CopySource: copy.source,
      MetadataDirective: "REPLACE",
      // Tags are the other bucket's own affair, and reading them would take another permission.
      TaggingDirective: "REPLACE",
      ChecksumAlgorithm: "SHA256",
    }),
  );
  return answer.VersionId;
};

const inParts = async (place: Place, copy: Copy, partBytes: number): Promise<string | undefined> => {
  const { client, bucket } = place;
  const created = await client.send(
    new CreateMultipartUploadCommand({
      Bucket: bucket,
      ...described(copy),
      ChecksumAlgorithm: "SHA256",
      ChecksumType: "COMPOSITE",
    }),
  );
  const upload = { Bucket: bucket, Key: copy.to, UploadId: created.UploadId };
  try {
    const parts = await copiedParts(place, copy, upload, partBytes);
    const answer = await client.send(
      new CompleteMultipartUploadCommand({ ...upload, ChecksumType: "COMPOSITE", MultipartUpload: { Parts: [...parts] } }),
    );
    return answer.VersionId;
  } catch (error) {
    await client.send(new AbortMultipartUploadCommand(upload)).catch(() => undefined);
    throw error;
  }
};

const copiedParts = async (
  { client }: Place,
  { source, original }: Copy,
  upload: { Bucket: string; Key: string; UploadId: string | undefined },
  partBytes: number,
): Promise<readonly CompletedPart[]> => {
  const bytes = original.ContentLength ?? 0;
  const size = Math.max(partBytes, Math.ceil(bytes / MAX_PARTS));
  const count = Math.ceil(bytes / size);
  const parts: CompletedPart[] = [];
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const index = next;
      next += 1;
      const { CopyPartResult: result } = await client.send(
        new UploadPartCopyCommand({
          ...upload,
          PartNumber: index + 1,
          CopySource: source,
          CopySourceRange: `bytes=${index * size}-${Math.min(bytes, (index + 1) * size) - 1}`,
        }),
      );
      parts[index] = { PartNumber: index + 1, ETag: result?.ETag, ChecksumSHA256: result?.ChecksumSHA256 };
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, count) }, worker));
  return parts;
};
