import { Aws, Duration, type Stack } from "aws-cdk-lib";
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault } from "aws-cdk-lib/aws-backup";
import type { Table } from "aws-cdk-lib/aws-dynamodb";
import { Schedule } from "aws-cdk-lib/aws-events";
import { ManagedPolicy, Policy, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { type IKey, Key } from "aws-cdk-lib/aws-kms";
import type { Bucket, CfnBucket } from "aws-cdk-lib/aws-s3";
import type { Zone } from "#shared/domain/zones.ts";
import type { Settings } from "../settings.ts";
import { logicalId, ZONES } from "../zones.ts";
import { copyBucketName, copyKeyAlias, copyVaultName } from "./copy-names.ts";

interface Copied {
  readonly zone: Zone;
  readonly bucket: Bucket;
  readonly key: IKey;
  readonly settings: Settings & { readonly secondRegion: string };
}

const READ_VERSIONS = [
  "s3:GetObjectVersionForReplication",
  "s3:GetObjectVersionAcl",
  "s3:GetObjectVersionTagging",
  "s3:GetObjectRetention",
  "s3:GetObjectLegalHold",
];

/** Has S3 copy every new version of a zone's files into the second Region, within 15 minutes. Deletions are not copied. */
export const copyFiles = (stack: Stack, { zone, bucket, key, settings }: Copied): void => {
  const { secondRegion } = settings;
  const target = `arn:${Aws.PARTITION}:s3:::${copyBucketName(settings, ZONES[zone].bucket)}`;
  const through = (region: string) => `s3.${region}.amazonaws.com`;
  const role = new Role(stack, logicalId(zone, "copy-role"), {
    description: `Corroborate: S3 copies files of the zone ${zone} to ${secondRegion}.`,
    assumedBy: new ServicePrincipal("s3.amazonaws.com", {
      conditions: { StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID } },
    }),
  });
  // Apart from the role: the bucket names the role, and the policy names the bucket.
  new Policy(stack, logicalId(zone, "copy-policy"), {
    roles: [role],
    statements: [
      new PolicyStatement({ actions: ["s3:GetReplicationConfiguration", "s3:ListBucket"], resources: [bucket.bucketArn] }),
      new PolicyStatement({ actions: READ_VERSIONS, resources: [bucket.arnForObjects("*")] }),
      new PolicyStatement({ actions: ["s3:ReplicateObject", "s3:ReplicateTags"], resources: [`${target}/*`] }),
      new PolicyStatement({
        actions: ["kms:Decrypt"],
        resources: [key.keyArn],
        conditions: { StringEquals: { "kms:ViaService": through(Aws.REGION) } },
      }),
      // The key of the other Region is known by its alias alone, and IAM takes no alias for a resource.
      new PolicyStatement({
        actions: ["kms:Encrypt", "kms:GenerateDataKey"],
        resources: [`arn:${Aws.PARTITION}:kms:${secondRegion}:${Aws.ACCOUNT_ID}:key/*`],
        conditions: {
          StringEquals: { "kms:ViaService": through(secondRegion) },
          "ForAnyValue:StringEquals": { "kms:ResourceAliases": copyKeyAlias(settings, zone) },
        },
      }),
    ],
  });
  (bucket.node.defaultChild as CfnBucket).replicationConfiguration = {
    role: role.roleArn,
    rules: [
      {
        id: "second-region",
        status: "Enabled",
        priority: 0,
        filter: { prefix: "" },
        deleteMarkerReplication: { status: "Disabled" },
        sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
        destination: {
          bucket: target,
          encryptionConfiguration: {
            replicaKmsKeyId: `arn:${Aws.PARTITION}:kms:${secondRegion}:${Aws.ACCOUNT_ID}:${copyKeyAlias(settings, zone)}`,
          },
          metrics: { status: "Enabled", eventThreshold: { minutes: 15 } },
          replicationTime: { status: "Enabled", time: { minutes: 15 } },
        },
      },
    ],
  };
};

/** Takes a copy of every table each hour and brings it into the second Region's vault. */
export const copyTables = (
  stack: Stack,
  tables: readonly Table[],
  settings: Settings & { readonly secondRegion: string },
): void => {
  const vault = new BackupVault(stack, "Vault", {
    backupVaultName: copyVaultName(settings),
    encryptionKey: new Key(stack, "VaultKey", {
      description: "Corroborate: copies of the tables on their way.",
      enableKeyRotation: true,
      removalPolicy: settings.removal,
    }),
    removalPolicy: settings.removal,
  });
  const target = BackupVault.fromBackupVaultArn(
    stack,
    "SecondVault",
    `arn:${Aws.PARTITION}:backup:${settings.secondRegion}:${Aws.ACCOUNT_ID}:backup-vault:${copyVaultName(settings)}`,
  );
  const plan = new BackupPlan(stack, "Copies", {
    backupPlanName: `corroborate-${settings.stage}`,
    backupVault: vault,
    backupPlanRules: [
      new BackupPlanRule({
        ruleName: "hourly",
        scheduleExpression: Schedule.cron({ minute: "0" }),
        startWindow: Duration.hours(1),
        completionWindow: Duration.hours(3),
        deleteAfter: Duration.days(7),
        copyActions: [{ destinationBackupVault: target, deleteAfter: Duration.days(settings.retention.copyDays) }],
      }),
    ],
  });
  plan.addSelection("Tables", {
    backupSelectionName: "tables",
    resources: tables.map((table) => BackupResource.fromArn(table.tableArn)),
    disableDefaultBackupPolicy: true,
    role: new Role(stack, "CopyTablesRole", {
      description: "Corroborate: AWS Backup copies the tables.",
      assumedBy: new ServicePrincipal("backup.amazonaws.com", {
        conditions: { StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID } },
      }),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName("service-role/AWSBackupServiceRolePolicyForBackup")],
    }),
  });
};
