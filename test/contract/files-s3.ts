import { randomUUID } from "node:crypto";
import { CreateBucketCommand, PutBucketVersioningCommand, PutObjectLockConfigurationCommand, S3Client } from "@aws-sdk/client-s3";
import { s3Files } from "#shared/adapters/files-s3.ts";
import type { OpenFiles } from "./files.contract.ts";

const endpoint = process.env["S3_ENDPOINT"];

/** Why the suite cannot run on S3 here; undefined when it can. */
export const whyNoS3 = (): string | undefined =>
  endpoint === undefined ? "S3_ENDPOINT names no store with the interface of S3" : undefined;

/** A client made as `shared/adapters/aws.ts` makes it, with the credentials that test stores take. */
const testClient = (): S3Client =>
  new S3Client({
    ...(endpoint === undefined ? {} : { endpoint }),
    region: process.env["AWS_REGION"] ?? "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    requestChecksumCalculation: "WHEN_REQUIRED",
    forcePathStyle: true,
  });

/** Two fresh buckets at `S3_ENDPOINT`. They stay there: versions that are held cannot be deleted. */
export const openS3 = async (): Promise<
  OpenFiles & { readonly client: S3Client; readonly bucket: string; readonly other: string }
> => {
  const client = testClient();
  const [bucket, other] = [`evidence-${randomUUID()}`, `uploads-${randomUUID()}`];
  for (const name of [bucket, other]) {
    await client.send(new CreateBucketCommand({ Bucket: name, ObjectLockEnabledForBucket: name === bucket }));
    await client.send(new PutBucketVersioningCommand({ Bucket: name, VersioningConfiguration: { Status: "Enabled" } }));
  }
  await client.send(
    new PutObjectLockConfigurationCommand({ Bucket: bucket, ObjectLockConfiguration: { ObjectLockEnabled: "Enabled" } }),
  );
  const buckets = { evidence: bucket, uploads: other };
  return {
    client,
    bucket,
    other,
    files: s3Files({ client, bucket, buckets }),
    source: s3Files({ client, bucket: other, buckets }),
    sourceBucket: "uploads",
    close: async () => client.destroy(),
  };
};
