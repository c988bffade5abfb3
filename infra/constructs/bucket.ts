import { Duration, RemovalPolicy, type Stack } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type CfnBucket,
  type CorsRule,
  HttpMethods,
  type IBucket,
  ObjectOwnership,
  StorageClass,
} from "aws-cdk-lib/aws-s3";
import type { Zone } from "#shared/domain/zones.ts";
import type { Settings } from "../settings.ts";
import { type BucketName, logicalId, ZONES } from "../zones.ts";

const common = (settings: Settings) =>
  ({
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    versioned: true,
    removalPolicy: settings.removal,
  }) satisfies BucketProps;

const abandoned = { id: "abandoned-uploads", abortIncompleteMultipartUploadAfter: Duration.days(30) };

/** Buckets with Object Lock, without a default retention: versions are held one by one when they are registered or published. */
export const LOCKABLE: readonly BucketName[] = ["evidence", "ledger"];

/** What only one bucket needs. */
const special = (bucket: BucketName, settings: Settings): BucketProps =>
  (
    ({
      uploads: {
        // The State's own copy stays readable at once, but costs little after its case is under way.
        lifecycleRules: [
          abandoned,
          {
            id: "cold",
            transitions: [
              {
                storageClass: StorageClass.GLACIER_INSTANT_RETRIEVAL,
                transitionAfter: Duration.days(settings.retention.coldAfterDays),
              },
            ],
          },
        ],
        cors: [
          {
            allowedMethods: [HttpMethods.PUT],
            allowedOrigins: [settings.origin],
            allowedHeaders: ["content-type", "content-length", "x-amz-checksum-sha256", "x-amz-sdk-checksum-algorithm"],
            exposedHeaders: ["etag", "x-amz-checksum-sha256"],
            maxAge: 3600,
          },
        ],
      },
      // The portal shows originals, and a draft's paragraphs, in place; each link is signed, recorded and expires.
      evidence: { cors: [readByPortal(settings)] },
      reports: { cors: [readByPortal(settings)] },
      ledger: {},
    }) satisfies Record<BucketName, BucketProps>
  )[bucket];

const readByPortal = (settings: Settings): CorsRule => ({
  allowedMethods: [HttpMethods.GET],
  allowedOrigins: [settings.origin],
  allowedHeaders: [],
  maxAge: 3600,
});

/** The zone's bucket: encrypted with the zone's key, versioned, TLS only, closed to the public. */
export const zoneBucket = (stack: Stack, at: { zone: Zone; key: IKey; settings: Settings; accessLogs: Bucket }): Bucket => {
  const name = ZONES[at.zone].bucket;
  const id = logicalId(name, "bucket");
  const bucket = new Bucket(stack, id, {
    ...common(at.settings),
    encryption: BucketEncryption.KMS,
    encryptionKey: at.key,
    bucketKeyEnabled: true,
    // The library's own types do not agree with each other under exact optional properties.
    serverAccessLogsBucket: at.accessLogs as IBucket,
    serverAccessLogsPrefix: `${name}/`,
    lifecycleRules: [abandoned],
    objectLockEnabled: LOCKABLE.includes(name),
    ...special(name, at.settings),
  });
  (bucket.node.defaultChild as CfnBucket).overrideLogicalId(id);
  return bucket;
};

/** Where the other buckets note each access. S3 delivers such notes only to buckets with S3's own encryption. */
export const accessLogsBucket = (stack: Stack, settings: Settings): Bucket => {
  const id = "AccessLogsBucket";
  const bucket = new Bucket(stack, id, {
    ...common(settings),
    encryption: BucketEncryption.S3_MANAGED,
    lifecycleRules: [
      { ...abandoned, expiration: Duration.days(settings.retention.logDays), noncurrentVersionExpiration: Duration.days(30) },
    ],
  });
  (bucket.node.defaultChild as CfnBucket).overrideLogicalId(id);
  return bucket;
};

/** The portal's files: code that everybody may read, and that only CloudFront fetches. */
export const portalBucket = (stack: Stack, settings: Settings): Bucket => {
  const id = "PortalBucket";
  const bucket = new Bucket(stack, id, {
    ...common(settings),
    encryption: BucketEncryption.S3_MANAGED,
    // Made anew by each deployment, so nothing is lost with it.
    removalPolicy: RemovalPolicy.DESTROY,
    lifecycleRules: [{ ...abandoned, noncurrentVersionExpiration: Duration.days(30) }],
  });
  (bucket.node.defaultChild as CfnBucket).overrideLogicalId(id);
  return bucket;
};
