import { Duration, type Stack } from "aws-cdk-lib";
import { BackupVault } from "aws-cdk-lib/aws-backup";
import { Key } from "aws-cdk-lib/aws-kms";
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket, ObjectOwnership } from "aws-cdk-lib/aws-s3";
import { LOCKABLE } from "../constructs/bucket.ts";
import { copyBucketName, copyKeyAlias, copyVaultName } from "../constructs/copy-names.ts";
import type { Settings } from "../settings.ts";
import { logicalId, ZONE_NAMES, ZONES } from "../zones.ts";

/**
 * What the second Region holds: a bucket per zone that S3 copies every version into, and a vault for copies of the tables, each under a
 * key of that Region. Nothing here refers to the first Region, so it still stands when that one does not answer.
 */
export const declareCopies = (stack: Stack, settings: Settings): void => {
  for (const zone of ZONE_NAMES) {
    const name = ZONES[zone].bucket;
    const key = new Key(stack, logicalId(zone, "copy-key"), {
      description: `Corroborate: copies of the zone ${zone}.`,
      alias: copyKeyAlias(settings, zone),
      enableKeyRotation: true,
      rotationPeriod: Duration.days(settings.classificationKeys[zone].rotationDays),
      pendingWindow: Duration.days(settings.classificationKeys[zone].waitingDays),
      removalPolicy: settings.removal,
    });
    const id = logicalId(name, "copy-bucket");
    const bucket = new Bucket(stack, id, {
      bucketName: copyBucketName(settings, name),
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      versioned: true,
      objectLockEnabled: LOCKABLE.includes(name),
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      lifecycleRules: [{ id: "abandoned-uploads", abortIncompleteMultipartUploadAfter: Duration.days(30) }],
      removalPolicy: settings.removal,
    });
    (bucket.node.defaultChild as CfnBucket).overrideLogicalId(id);
  }
  new BackupVault(stack, "CopyVault", {
    backupVaultName: copyVaultName(settings),
    encryptionKey: new Key(stack, "CopyVaultKey", {
      description: "Corroborate: copies of the tables.",
      enableKeyRotation: true,
      removalPolicy: settings.removal,
    }),
    // Nobody shortens the life of a copy, and nobody deletes one before.
    lockConfiguration: { minRetention: Duration.days(7) },
    removalPolicy: settings.removal,
  });
};
