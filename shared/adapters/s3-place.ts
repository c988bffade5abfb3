import type { S3Client } from "@aws-sdk/client-s3";
import { HeadObjectCommand, type HeadObjectCommandOutput } from "@aws-sdk/client-s3";
import { FileRefused, type StoredFile } from "../ports.ts";

/** One bucket, and the physical names of the buckets that files may be copied from. */
export interface Place {
  readonly client: S3Client;
  /** Physical name. */
  readonly bucket: string;
  /** Logical name → physical name, as the function's environment gives them. */
  readonly buckets: Readonly<Record<string, string>>;
}

/** Metadata of our own on an object: which upload it was joined from, and a hash of where it was copied from. */
export const UPLOAD = "corroborate-upload";
export const FROM = "corroborate-from";

interface Failure {
  readonly name?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}
export const nameOf = (error: unknown): string => (error as Failure | undefined)?.name ?? "";
export const statusOf = (error: unknown): number => (error as Failure | undefined)?.$metadata?.httpStatusCode ?? 0;

/** A HEAD has no body to name the error: 404 is absent, 405 a delete marker, 400 a version that is none. */
const isAbsent = (error: unknown, version: string | undefined): boolean =>
  ["NoSuchKey", "NoSuchVersion", "NotFound"].includes(nameOf(error)) ||
  [404, 405].includes(statusOf(error)) ||
  // Of a bucket without Object Lock the same status says something else.
  (version !== undefined && statusOf(error) === 400 && nameOf(error) !== "InvalidRequest");

export const absent = (at: { readonly key: string; readonly version?: string | undefined }, cause?: unknown): FileRefused => {
  const message = at.version === undefined ? `no file ${at.key}` : `no file ${at.key} in version ${at.version}`;
  return new FileRefused("absent", message, cause === undefined ? undefined : { cause });
};

/** Passes an error on, as `absent` where it says so. */
export const absentOr = (at: { readonly key: string; readonly version?: string | undefined }, error: unknown): unknown =>
  isAbsent(error, at.version) ? absent(at, error) : error;

interface At {
  readonly key: string;
  readonly version?: string | undefined;
}

/** What the store says of a version, with its checksum where it has one; undefined when it is not there. */
export const headOf = async (
  { client, bucket }: Omit<Place, "buckets">,
  { key, version }: At,
): Promise<HeadObjectCommandOutput | undefined> => {
  try {
    return await client.send(
      new HeadObjectCommand({
        Bucket: bucket,
        Key: key,
        ChecksumMode: "ENABLED",
        ...(version === undefined ? {} : { VersionId: version }),
      }),
    );
  } catch (error) {
    if (isAbsent(error, version)) return undefined;
    throw error;
  }
};

export const storedFile = (key: string, head: HeadObjectCommandOutput): StoredFile => ({
  key,
  version: versionIn(key, head),
  bytes: head.ContentLength ?? 0,
  mediaType: head.ContentType ?? "application/octet-stream",
});

/** The version that a write made. Throws for a bucket without versions: what is overwritten there would be lost. */
export const versionIn = (key: string, { VersionId: version }: { readonly VersionId?: string | undefined }): string => {
  if (version === undefined || version === "null") throw new Error(`${key} has no version: the bucket is not versioned`);
  return version;
};

export const base64Of = (hexadecimal: string): string => Buffer.from(hexadecimal, "hex").toString("base64");
export const hexadecimalOf = (base64: string): string => Buffer.from(base64, "base64").toString("hex");
