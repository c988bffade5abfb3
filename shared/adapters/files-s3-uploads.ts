import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type Part,
  paginateListParts,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { ulid } from "ulid";
import { type FilePart, FileRefused, type Files, type Link, type StoredFile } from "../ports.ts";
import { base64Of, headOf, hexadecimalOf, nameOf, type Place, storedFile, UPLOAD } from "./s3-place.ts";

interface At {
  readonly key: string;
  readonly uploadId: string;
}

/**
 * Our id of an upload is `<mark>.<the store's id>`. The mark goes into the object's metadata when the upload begins, before the store
 * has given its id, and tells a repeated `complete` that the version which stands there is its own.
 */
const split = ({ uploadId, key }: At): { readonly mark: string; readonly id: string } => {
  const [, mark, id] = /^([0-9A-Z]{26})\.(.+)$/.exec(uploadId) ?? [];
  if (mark === undefined || id === undefined) throw absentUpload({ uploadId, key });
  return { mark, id };
};

const absentUpload = ({ uploadId, key }: At, cause?: unknown) =>
  new FileRefused("absent", `no upload ${uploadId} is open for ${key}`, cause === undefined ? undefined : { cause });

export const beginUpload = async ({ client, bucket }: Place, { key, mediaType }: { key: string; mediaType: string }) => {
  const mark = ulid();
  const { UploadId: id } = await client.send(
    new CreateMultipartUploadCommand({
      Bucket: bucket,
      Key: key,
      ContentType: mediaType,
      ChecksumAlgorithm: "SHA256",
      ChecksumType: "COMPOSITE",
      Metadata: { [UPLOAD]: mark },
    }),
  );
  if (id === undefined) throw new Error(`the store began an upload of ${key} without an id`);
  return { uploadId: `${mark}.${id}` };
};

/** The hash and the length are signed as headers: the store refuses a request that names others, and bytes that do not have them. */
export const linkPart = async ({ client, bucket }: Place, at: Parameters<Files["linkPart"]>[0]): Promise<Link> => {
  const checksum = base64Of(at.part.sha256);
  const command = new UploadPartCommand({
    Bucket: bucket,
    Key: at.key,
    UploadId: split(at).id,
    PartNumber: at.part.part,
    ContentLength: at.part.bytes,
    ChecksumSHA256: checksum,
  });
  const expiresAt = new Date(Date.now() + at.expiresSeconds * 1000).toISOString();
  const url = await getSignedUrl(client, command, {
    expiresIn: at.expiresSeconds,
    unhoistableHeaders: new Set([CHECKSUM]),
    signableHeaders: new Set(["host", "content-length", CHECKSUM]),
  });
  return { url, method: "PUT", headers: { [CHECKSUM]: checksum }, expiresAt };
};
const CHECKSUM = "x-amz-checksum-sha256";

const arrivedParts = async ({ client, bucket }: Place, at: At): Promise<readonly Part[]> => {
  const parts: Part[] = [];
  try {
    for await (const page of paginateListParts({ client }, { Bucket: bucket, Key: at.key, UploadId: split(at).id }))
      parts.push(...(page.Parts ?? []));
  } catch (error) {
    throw isNoUpload(error) ? absentUpload(at, error) : error;
  }
  return parts;
};
const isNoUpload = (error: unknown) => nameOf(error) === "NoSuchUpload";

const filePart = (part: Part): FilePart => ({
  part: part.PartNumber ?? 0,
  bytes: part.Size ?? 0,
  sha256: hexadecimalOf(part.ChecksumSHA256 ?? ""),
});

export const listParts = async (place: Place, at: At): Promise<readonly FilePart[]> =>
  (await arrivedParts(place, at)).map(filePart).toSorted((one, other) => one.part - other.part);

export const completeUpload = async (place: Place, at: At & { readonly parts: readonly FilePart[] }): Promise<StoredFile> => {
  try {
    const chosen = choose(await arrivedParts(place, at), at.parts);
    await place.client.send(
      new CompleteMultipartUploadCommand({
        Bucket: place.bucket,
        Key: at.key,
        UploadId: split(at).id,
        ChecksumType: "COMPOSITE",
        MultipartUpload: {
          Parts: chosen.map(({ PartNumber, ETag, ChecksumSHA256 }) => ({ PartNumber, ETag, ChecksumSHA256 })),
        },
      }),
    );
  } catch (error) {
    // Joined before, by us or by a request of ours that was given up waiting for: the version that stands says so.
    if (!isNoUpload(error) && !(error instanceof FileRefused && error.reason === "absent")) throw error;
  }
  const head = await headOf(place, at);
  if (head?.Metadata?.[UPLOAD] !== split(at).mark) throw absentUpload(at);
  return storedFile(at.key, head);
};

/** The parts 1 to n as declared. Throws `incomplete` for one that is missing or has arrived with other bytes. */
const choose = (arrived: readonly Part[], declared: readonly FilePart[]): readonly Part[] => {
  if (declared.length === 0) throw new FileRefused("incomplete", "an upload is joined from one part at least");
  const byNumber = new Map(arrived.map((part) => [part.PartNumber, part]));
  return declared
    .toSorted((one, other) => one.part - other.part)
    .map((part, index) => {
      const found = byNumber.get(part.part);
      if (part.part !== index + 1) throw new FileRefused("incomplete", `part ${index + 1} is not among those declared`);
      if (found === undefined) throw new FileRefused("incomplete", `part ${part.part} has not arrived`);
      const { bytes, sha256 } = filePart(found);
      if (bytes !== part.bytes || sha256 !== part.sha256)
        throw new FileRefused("incomplete", `part ${part.part} arrived with other bytes than declared`);
      return found;
    });
};

/** Gives up an open upload and its parts. One that is unknown or was joined is left as it is. */
export const abortUpload = async ({ client, bucket }: Place, at: At): Promise<void> => {
  try {
    await client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key: at.key, UploadId: split(at).id }));
  } catch (error) {
    if (!isNoUpload(error) && !(error instanceof FileRefused)) throw error;
  }
};
