import { expect, test } from "vitest";
import { logicalId, ZONE_NAMES, ZONES } from "#infra/zones.ts";
import { SESSION } from "#shared/api/session.ts";
import { cloud, configurationWith, ofType, shown, synthesised } from "./cloud.ts";

const saml = { kind: "saml", name: "Mission-GB", metadataUrl: "https://idp.example.org/metadata" };
const oidc = {
  kind: "oidc",
  name: "Mission-JP",
  issuer: "https://login.example.org",
  clientId: "c",
  clientSecretName: "corroborate/jp",
};
const copied = synthesised(
  {},
  configurationWith({
    stage: "production",
    secondRegion: "eu-west-1",
    identityProviders: [saml, oidc],
    mail: { from: "portal@example.org" },
    retention: { logDays: 731, recoveryDays: 14, coldAfterDays: 60, copyDays: 90 },
    classificationKeys: { panel: { rotationDays: 180, waitingDays: 14 } },
  }),
);

test("production and staging cannot be taken down by a command: stacks, tables and people are protected, and data is left behind", () => {
  for (const stage of ["staging", "production"]) {
    const { data, protectedParts } = cloud({ stage });
    expect(protectedParts).toEqual(["data"]);
    for (const [, table] of ofType(data, "AWS::DynamoDB::Table"))
      expect(table.Properties["DeletionProtectionEnabled"]).toBe(true);
    expect(data["People"]?.Properties["DeletionProtection"]).toBe("ACTIVE");
    for (const type of ["AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::KMS::Key", "AWS::Cognito::UserPool"])
      for (const [id, one] of ofType(data, type)) expect(`${id} ${one.DeletionPolicy}`).toBe(`${id} Retain`);
  }
  expect(copied.protectedParts).toEqual(["data", "copies"]);
  expect(cloud().protectedParts).toEqual([]);
});

test("a stage that keeps real data is not synthesised without its configuration, nor with another stage's", () => {
  expect(() => synthesised({ stage: "production" }, configurationWith({ stage: "staging" }))).toThrow(
    /configuration is for staging/,
  );
});

test("retention and the keys' ages are those of the configuration", () => {
  expect(copied.data["CaseworkTable"]?.Properties["PointInTimeRecoverySpecification"]).toMatchObject({
    RecoveryPeriodInDays: 14,
  });
  expect(copied.data["PanelKey"]?.Properties).toMatchObject({ RotationPeriodInDays: 180, PendingWindowInDays: 14 });
  expect(copied.data["RecordKey"]?.Properties).toMatchObject({ RotationPeriodInDays: 365, PendingWindowInDays: 30 });
  expect(JSON.stringify(copied.data["UploadsBucket"]?.Properties["LifecycleConfiguration"])).toContain('"TransitionInDays":60');
  for (const [, log] of ofType(copied.service, "AWS::Logs::LogGroup")) expect(log.Properties["RetentionInDays"]).toBe(731);
});

test("a session ends after the hours of the table, its tokens after the minutes, and a refresh token works once", () => {
  const [, client] = ofType(cloud().data, "AWS::Cognito::UserPoolClient")[0] ?? [];
  expect(client?.Properties).toMatchObject({
    AccessTokenValidity: SESSION.accessMinutes,
    IdTokenValidity: SESSION.accessMinutes,
    RefreshTokenValidity: SESSION.refreshHours * 60,
    TokenValidityUnits: { AccessToken: "minutes", IdToken: "minutes", RefreshToken: "minutes" },
    RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: SESSION.rotationGraceSeconds },
    EnableTokenRevocation: true,
  });
  expect(JSON.stringify(client?.Properties["ExplicitAuthFlows"])).not.toContain("REFRESH");
  expect(SESSION).toEqual({ accessMinutes: 15, refreshHours: 12, idleMinutes: 30, rotationGraceSeconds: 10, invitationDays: 3 });
});

test("missions' providers are offered beside local accounts, whose second factor is demanded; the client secret stands nowhere", () => {
  const providers = ofType(copied.data, "AWS::Cognito::UserPoolIdentityProvider").map(([, one]) => one.Properties);
  expect(providers.map((one) => [one["ProviderName"], one["ProviderType"]])).toEqual([
    ["Mission-GB", "SAML"],
    ["Mission-JP", "OIDC"],
  ]);
  expect(JSON.stringify(providers[1]?.["ProviderDetails"])).toContain("resolve:secretsmanager:corroborate/jp");
  const [, client] = ofType(copied.data, "AWS::Cognito::UserPoolClient")[0] ?? [];
  expect(client?.Properties["SupportedIdentityProviders"]).toEqual(["COGNITO", "Mission-GB", "Mission-JP"]);
  expect(copied.data["People"]?.Properties).toMatchObject({
    MfaConfiguration: "ON",
    EnabledMfas: ["SOFTWARE_TOKEN_MFA"],
    EmailConfiguration: { EmailSendingAccount: "DEVELOPER", From: "Corroborate <portal@example.org>" },
  });
});

test("whoever appoints may make accounts and write appointments, and reads nothing else in any table", () => {
  const { Statement: statements } = (cloud().data["Appoint"]?.Properties ?? {})["PolicyDocument"] as {
    readonly Statement: readonly {
      readonly Action: string | readonly string[];
      readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    }[];
  };
  const actions = [...new Set(statements.flatMap(({ Action }) => Action))].filter((one) => !one.startsWith("kms:")).sort();
  expect(actions).toEqual([
    "cloudformation:DescribeStacks",
    "cognito-idp:AdminCreateUser",
    "cognito-idp:AdminGetUser",
    "cognito-idp:AdminLinkProviderForUser",
    "dynamodb:BatchGetItem",
    "dynamodb:PutItem",
  ]);
  for (const { Action, Condition } of statements) {
    if (String(Action).includes("dynamodb:")) {
      const [leading] = Object.values(Condition ?? {}).map((one) => one["dynamodb:LeadingKeys"]);
      expect([["STATE#??"], ["APPOINTMENTS"], "STATE#??", "APPOINTMENTS"]).toContainEqual(leading);
    }
    if (String(Action).includes("kms:")) expect(JSON.stringify(Condition)).toContain("kms:ViaService");
  }
});

test.for([...ZONE_NAMES])(
  "with a second Region every version of the files of %s is copied there, under a key of that Region, and no deletion is",
  (zone) => {
    const name = ZONES[zone].bucket;
    const { Rules: rules } = (copied.data[logicalId(name, "bucket")]?.Properties ?? {})["ReplicationConfiguration"] as {
      readonly Rules: readonly [Readonly<Record<string, unknown>> & { readonly Destination: Readonly<Record<string, unknown>> }];
    };
    expect(rules[0]).toMatchObject({
      Status: "Enabled",
      DeleteMarkerReplication: { Status: "Disabled" },
      Filter: { Prefix: "" },
    });
    const target = `corroborate-production-${name}-copy-111122223333`;
    expect(shown(rules[0].Destination["Bucket"], copied.exports)).toBe(`arn:aws:s3:::${target}`);
    const encryption = rules[0].Destination["EncryptionConfiguration"] as { readonly ReplicaKmsKeyID: unknown };
    expect(shown(encryption.ReplicaKmsKeyID, copied.exports)).toBe(
      `arn:aws:kms:eu-west-1:account:alias/corroborate-production-${zone}-copy`,
    );
    const copy = copied.copies[logicalId(name, "copy-bucket")];
    expect(copy?.Properties).toMatchObject({ BucketName: target, VersioningConfiguration: { Status: "Enabled" } });
    expect(copy?.Properties["ObjectLockEnabled"] ?? false).toBe(
      copied.data[logicalId(name, "bucket")]?.Properties["ObjectLockEnabled"] ?? false,
    );
  },
);

test("with a second Region every table is copied there each hour, and nobody shortens the life of a copy", () => {
  const [plan] = ofType(copied.data, "AWS::Backup::BackupPlan");
  expect(JSON.stringify(plan?.[1].Properties)).toMatch(/"CopyActions":.*backup:eu-west-1:.*"DeleteAfterDays":90/);
  const [selection] = ofType(copied.data, "AWS::Backup::BackupSelection");
  const text = JSON.stringify(selection?.[1].Properties);
  for (const zone of ZONE_NAMES) expect(text).toContain(logicalId(ZONES[zone].table, "table"));
  const [vault] = ofType(copied.copies, "AWS::Backup::BackupVault");
  expect(vault?.[1].Properties["LockConfiguration"]).toMatchObject({ MinRetentionDays: 7 });
});

test("without a second Region nothing is copied and no backup service takes a role", () => {
  const { data, copies } = cloud({ stage: "production" });
  expect(Object.keys(copies)).toEqual([]);
  for (const type of ["AWS::Backup::BackupPlan", "AWS::Backup::BackupVault", "AWS::IAM::Role"])
    expect(ofType(data, type)).toEqual([]);
  for (const [, bucket] of ofType(data, "AWS::S3::Bucket")) expect(bucket.Properties["ReplicationConfiguration"]).toBeUndefined();
});
