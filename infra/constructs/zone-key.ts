import { Aws, Duration, type Stack } from "aws-cdk-lib";
import { Effect, PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { type CfnKey, Key, type KeySpec, type KeyUsage } from "aws-cdk-lib/aws-kms";
import type { Zone } from "#shared/domain/zones.ts";
import type { Settings } from "../settings.ts";
import { logicalId } from "../zones.ts";

/** Log groups of the application, by the two prefixes that it uses. */
export const logGroupName = (settings: Settings, kind: "functions" | "vended", name: string): string =>
  kind === "functions" ? `/corroborate/${settings.stage}/${name}` : `/aws/vendedlogs/corroborate/${settings.stage}/${name}`;

/** Last part of the name of the HTTP API's own log group. */
export const GATEWAY_LOG = "api-access";

/** The key of one zone: table, bucket and logs. A role must also be allowed by its own policy, so the account alone opens nothing. */
export const zoneKey = (stack: Stack, zone: Zone, settings: Settings): Key => {
  const id = logicalId(zone, "key");
  const key = new Key(stack, id, {
    description: `Corroborate: data of the zone ${zone}.`,
    alias: `corroborate-${settings.stage}-${zone}`,
    enableKeyRotation: true,
    rotationPeriod: Duration.days(settings.classificationKeys[zone].rotationDays),
    pendingWindow: Duration.days(settings.demo ? 7 : settings.classificationKeys[zone].waitingDays),
    removalPolicy: settings.removal,
  });
  (key.node.defaultChild as CfnKey).overrideLogicalId(id);
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: "LogGroupsOfTheApplication",
      effect: Effect.ALLOW,
      principals: [new ServicePrincipal(`logs.${Aws.REGION}.amazonaws.com`)],
      actions: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey", "kms:DescribeKey"],
      resources: ["*"],
      conditions: {
        ArnLike: {
          "kms:EncryptionContext:aws:logs:arn": ["functions", "vended"].map(
            (kind) =>
              `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:${logGroupName(settings, kind as "functions" | "vended", "*")}`,
          ),
        },
      },
    }),
  );
  return key;
};

/** A key that never leaves the service: HMAC for marks, Ed25519 for checkpoints. */
export const machineKey = (
  stack: Stack,
  id: string,
  at: { description: string; keySpec: KeySpec; keyUsage: KeyUsage; settings: Settings },
): Key => {
  const { description, keySpec, keyUsage } = at;
  const key = new Key(stack, id, { description, keySpec, keyUsage, removalPolicy: at.settings.removal });
  (key.node.defaultChild as CfnKey).overrideLogicalId(id);
  return key;
};
