import { CfnOutput, type Stack } from "aws-cdk-lib";
import type { UserPool, UserPoolClient } from "aws-cdk-lib/aws-cognito";
import type { Table } from "aws-cdk-lib/aws-dynamodb";
import { type Key, KeySpec, KeyUsage } from "aws-cdk-lib/aws-kms";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import type { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { ParameterDataType, ParameterTier, StringParameter } from "aws-cdk-lib/aws-ssm";
import type { Zone } from "#shared/domain/zones.ts";
import { appointing } from "../constructs/appointing.ts";
import { accessLogsBucket, zoneBucket } from "../constructs/bucket.ts";
import { copyFiles, copyTables } from "../constructs/copying.ts";
import { originSecret } from "../constructs/origin-secret.ts";
import { people } from "../constructs/people.ts";
import { zoneTable } from "../constructs/table.ts";
import { machineKey, zoneKey } from "../constructs/zone-key.ts";
import { tableOutput } from "../names.ts";
import type { Settings } from "../settings.ts";
import { logicalId, ZONE_NAMES } from "../zones.ts";

interface ZoneData {
  readonly table: Table;
  readonly bucket: Bucket;
  /** Encrypts table, bucket and logs of the zone. */
  readonly key: Key;
  /** HMAC for cursors and marks. */
  readonly macKey: Key;
}

/** What must survive a deployment of the service, and what the service is given of it. */
export interface Data {
  readonly zones: Readonly<Record<Zone, ZoneData>>;
  readonly signKey: Key;
  /** Offset of business time; in the demonstration stage alone. */
  readonly clock: StringParameter | undefined;
  /** Where the API is served through CloudFront alone. */
  readonly originSecret: Secret | undefined;
  readonly users: UserPool;
  readonly client: UserPoolClient;
}

export const declareData = (stack: Stack, settings: Settings): Data => {
  const accessLogs = accessLogsBucket(stack, settings);
  const zoneData = (zone: Zone): ZoneData => {
    const key = zoneKey(stack, zone, settings);
    return {
      key,
      table: zoneTable(stack, { zone, key, settings }),
      bucket: zoneBucket(stack, { zone, key, settings, accessLogs }),
      macKey: machineKey(stack, logicalId(zone, "mac-key"), {
        description: `Corroborate: signs cursors and marks of the zone ${zone}.`,
        keySpec: KeySpec.HMAC_256,
        keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
        settings,
      }),
    };
  };
  const zones = Object.fromEntries(ZONE_NAMES.map((zone) => [zone, zoneData(zone)])) as Record<Zone, ZoneData>;
  const signKey = machineKey(stack, "LedgerSignKey", {
    description: "Corroborate: signs the checkpoints of the transparency logs (Ed25519).",
    keySpec: KeySpec.ECC_NIST_EDWARDS25519,
    keyUsage: KeyUsage.SIGN_VERIFY,
    settings,
  });
  const clock = settings.demo ? demonstrationClock(stack, settings) : undefined;
  const { users, client } = people(stack, settings);
  appointing(stack, { zones, users, settings });
  const { secondRegion } = settings;
  if (secondRegion !== undefined) {
    const second = { ...settings, secondRegion };
    for (const zone of ZONE_NAMES) copyFiles(stack, { zone, bucket: zones[zone].bucket, key: zones[zone].key, settings: second });
    copyTables(
      stack,
      ZONE_NAMES.map((zone) => zones[zone].table),
      second,
    );
  }
  for (const zone of ZONE_NAMES) new CfnOutput(stack, tableOutput(zone), { value: zones[zone].table.tableName });
  new CfnOutput(stack, "UserPoolId", { value: users.userPoolId });
  new CfnOutput(stack, "UserPoolClientId", { value: client.userPoolClientId });
  return { zones, signKey, clock, originSecret: originSecret(stack, settings), users, client };
};

const demonstrationClock = (stack: Stack, settings: Settings): StringParameter =>
  new StringParameter(stack, "ClockOffset", {
    parameterName: `/corroborate/${settings.stage}/clock-offset-milliseconds`,
    description: "Milliseconds that business time is ahead of machine time.",
    stringValue: "0",
    dataType: ParameterDataType.TEXT,
    tier: ParameterTier.STANDARD,
  });
