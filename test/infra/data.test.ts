import { describe, expect, test } from "vitest";
import { FUNCTIONS, QUEUES } from "#infra/functions.ts";
import { logicalId, ZONE_NAMES, ZONES } from "#infra/zones.ts";
import { cloud, ofType, type Resource, shown } from "./cloud.ts";

const STAGES = ["demo", "dev", "staging", "production"];

describe.each(STAGES)("what must survive, in the stage %s", (stage) => {
  const { data, exports } = cloud({ stage });
  const kept = stage === "staging" || stage === "production";

  test.for([...ZONE_NAMES])("the table of %s has recovery, a stream, its zone's key, both indexes and no expiry", (zone) => {
    const table = data[logicalId(ZONES[zone].table, "table")]?.Properties;
    expect(table).toMatchObject({
      BillingMode: "PAY_PER_REQUEST",
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
      SSESpecification: { SSEEnabled: true, SSEType: "KMS" },
      DeletionProtectionEnabled: stage !== "demo",
    });
    expect(table?.["SSESpecification"]).toMatchObject({ KMSMasterKeyId: { "Fn::GetAtt": [logicalId(zone, "key"), "Arn"] } });
    const indexes = table?.["GlobalSecondaryIndexes"] as readonly {
      IndexName: string;
      KeySchema: readonly { AttributeName: string }[];
      Projection: unknown;
    }[];
    expect(indexes.map((index) => [index.IndexName, ...index.KeySchema.map((key) => key.AttributeName)])).toEqual([
      ["list", "listPk", "listSk"],
      ["due", "duePk", "dueAt"],
    ]);
    for (const index of indexes) expect(index.Projection).toEqual({ ProjectionType: "ALL" });
    expect(table?.["TimeToLiveSpecification"]).toBeUndefined();
  });

  test("every bucket is closed to the public, versioned, TLS only and encrypted, and notes each access", () => {
    const buckets = ofType(data, "AWS::S3::Bucket");
    expect(buckets.map(([id]) => id).sort()).toEqual([
      "AccessLogsBucket",
      "EvidenceBucket",
      "LedgerBucket",
      "ReportsBucket",
      "UploadsBucket",
    ]);
    for (const [id, bucket] of buckets) {
      expect(bucket.Properties).toMatchObject({
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        VersioningConfiguration: { Status: "Enabled" },
        OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
      });
      expect(JSON.stringify(bucket.Properties["LifecycleConfiguration"])).toContain('"DaysAfterInitiation":30');
      expect(JSON.stringify(policyOf(data, id))).toMatch(/"aws:SecureTransport":"false".*"Effect":"Deny"/);
      if (id !== "AccessLogsBucket")
        expect(bucket.Properties["LoggingConfiguration"]).toMatchObject({ DestinationBucketName: { Ref: "AccessLogsBucket" } });
    }
  });

  test.for([...ZONE_NAMES])("files of %s are under the key of its zone", (zone) => {
    const encryption = data[logicalId(ZONES[zone].bucket, "bucket")]?.Properties["BucketEncryption"] as {
      ServerSideEncryptionConfiguration: readonly [{ ServerSideEncryptionByDefault: { KMSMasterKeyID: unknown } }];
    };
    const [rule] = encryption.ServerSideEncryptionConfiguration;
    expect(shown(rule.ServerSideEncryptionByDefault.KMSMasterKeyID, exports)).toBe(`${logicalId(zone, "key")}.Arn`);
  });

  test("evidence and ledger can hold versions, without holding every one; uploads cannot, and grow cold after 90 days", () => {
    const locked = ofType(data, "AWS::S3::Bucket").flatMap(([id, bucket]) =>
      bucket.Properties["ObjectLockEnabled"] === true ? [id] : [],
    );
    expect(locked.sort()).toEqual(["EvidenceBucket", "LedgerBucket"]);
    for (const id of locked) expect(data[id]?.Properties["ObjectLockConfiguration"]).toBeUndefined();
    expect(JSON.stringify(data["UploadsBucket"]?.Properties["LifecycleConfiguration"])).toContain(
      '"StorageClass":"GLACIER_IR","TransitionInDays":90',
    );
  });

  test("only uploads are written from a browser, evidence and drafts only read, and all from the portal alone", () => {
    const methods = ofType(data, "AWS::S3::Bucket").flatMap(([id, bucket]) => {
      const cors = bucket.Properties["CorsConfiguration"] as {
        CorsRules: { AllowedMethods: string[]; AllowedOrigins: string[] }[];
      };
      return cors === undefined ? [] : [[id, cors.CorsRules.flatMap((rule) => [...rule.AllowedMethods, ...rule.AllowedOrigins])]];
    });
    expect(Object.fromEntries(methods)).toEqual({
      UploadsBucket: ["PUT", "https://corroborate.example"],
      EvidenceBucket: ["GET", "https://corroborate.example"],
      ReportsBucket: ["GET", "https://corroborate.example"],
    });
  });

  test("a removed stack leaves data behind exactly in staging and production", () => {
    const holding = ["AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::KMS::Key", "AWS::Cognito::UserPool"].flatMap((type) =>
      ofType(data, type),
    );
    expect(holding.length).toBeGreaterThan(15);
    for (const [id, one] of holding) expect(`${id} ${one.DeletionPolicy}`).toBe(`${id} ${kept ? "Retain" : "Delete"}`);
  });

  test("people sign in with a second factor outside the demonstration, by code with PKCE, without a client secret", () => {
    expect(data["People"]?.Properties).toMatchObject({
      MfaConfiguration: stage === "demo" ? "OPTIONAL" : "ON",
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    });
    const [client] = ofType(data, "AWS::Cognito::UserPoolClient");
    expect(client?.[1].Properties).toMatchObject({
      AllowedOAuthFlows: ["code"],
      GenerateSecret: false,
      PreventUserExistenceErrors: "ENABLED",
    });
  });

  test("the ledger is signed with Ed25519, and marks are made with an HMAC key per zone", () => {
    expect(data["LedgerSignKey"]?.Properties).toMatchObject({ KeySpec: "ECC_NIST_EDWARDS25519", KeyUsage: "SIGN_VERIFY" });
    for (const zone of ZONE_NAMES)
      expect(data[logicalId(zone, "mac-key")]?.Properties).toMatchObject({
        KeySpec: "HMAC_256",
        KeyUsage: "GENERATE_VERIFY_MAC",
      });
  });
});

const policyOf = (data: Readonly<Record<string, Resource>>, bucket: string) =>
  ofType(data, "AWS::S3::BucketPolicy").find(([, one]) => (one.Properties["Bucket"] as { Ref: string }).Ref === bucket)?.[1]
    .Properties["PolicyDocument"];

describe("what may be replaced", () => {
  const { service, exports } = cloud();
  const production = cloud({ stage: "production" });

  test.for(QUEUES.map(({ name, consumer }) => ({ name, consumer })))(
    "the queue $name has dead letters for 14 days and hides a message for six runs",
    ({ name, consumer }) => {
      const queue = service[logicalId(name, "queue")]?.Properties;
      const dead = service[logicalId(name, "dead-queue")]?.Properties;
      const redrive = queue?.["RedrivePolicy"] as { deadLetterTargetArn: unknown; maxReceiveCount: number };
      expect(shown(redrive.deadLetterTargetArn, exports)).toBe(`${logicalId(name, "dead-queue")}.Arn`);
      expect(redrive.maxReceiveCount).toBe(5);
      expect(dead?.["MessageRetentionPeriod"]).toBe(14 * 86_400);
      expect(Number(queue?.["VisibilityTimeout"])).toBeGreaterThanOrEqual(6 * consumer.timeoutSeconds);
      for (const one of [queue, dead]) expect(one?.["SqsManagedSseEnabled"]).toBe(true);
    },
  );

  test("every queue refuses what does not come by TLS", () => {
    const policies = ofType(service, "AWS::SQS::QueuePolicy");
    expect(policies).toHaveLength(2 * QUEUES.length);
    for (const [, policy] of policies)
      expect(JSON.stringify(policy.Properties["PolicyDocument"])).toMatch(/"aws:SecureTransport":"false".*"Effect":"Deny"/);
  });

  test.for([...FUNCTIONS])(
    "$name runs on the pinned runtime and writes to a log of its own, kept for a year under its zone's key",
    (row) => {
      const found = ofType(production.service, "AWS::Lambda::Function").find(([id]) => id === logicalId(row.name))?.[1]
        .Properties;
      expect(found).toMatchObject({
        Runtime: "nodejs24.x",
        Architectures: ["arm64"],
        Handler: "index.handler",
        Timeout: row.timeoutSeconds,
        MemorySize: row.memoryMegabytes,
      });
      const config = found?.["LoggingConfig"] as { LogGroup: unknown } | undefined;
      const log = production.service[shown(config?.LogGroup, production.exports)]?.Properties;
      expect(log?.["RetentionInDays"]).toBe(365);
      expect(shown(log?.["KmsKeyId"], production.exports)).toBe(`${logicalId(row.zone, "key")}.Arn`);
      expect(log?.["LogGroupName"]).toBe(`/corroborate/production/${row.name}`);
    },
  );

  test("every log is kept for 30 days in the demonstration and a year elsewhere", () => {
    for (const [, log] of ofType(service, "AWS::Logs::LogGroup")) expect(log.Properties["RetentionInDays"]).toBe(30);
    for (const [, log] of ofType(production.service, "AWS::Logs::LogGroup")) expect(log.Properties["RetentionInDays"]).toBe(365);
  });

  test.for([...ZONE_NAMES])(
    "every change in the table of %s goes to its dispatcher, in batches that fail item by item and are not given up",
    (zone) => {
      const sources = ofType(service, "AWS::Lambda::EventSourceMapping").map(([, one]) => one.Properties);
      const own = sources.filter(
        (one) => shown(one["EventSourceArn"], exports) === `${logicalId(ZONES[zone].table, "table")}.StreamArn`,
      );
      expect(own).toHaveLength(1);
      expect(own[0]).toMatchObject({
        FunctionName: { Ref: logicalId(`dispatch-${zone}`) },
        BatchSize: 100,
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ["ReportBatchItemFailures"],
        StartingPosition: "TRIM_HORIZON",
      });
      expect(own[0]?.["MaximumRetryAttempts"]).toBeUndefined();
      expect(own[0]?.["MaximumRecordAgeInSeconds"]).toBeUndefined();
    },
  );

  test("each zone is swept every hour", () => {
    const rules = ofType(service, "AWS::Events::Rule").map(([, one]) => one.Properties);
    expect(rules.map((rule) => rule["ScheduleExpression"])).toEqual(ZONE_NAMES.map(() => "rate(1 hour)"));
    const targets = rules.flatMap((rule) =>
      (rule["Targets"] as readonly { Arn: unknown }[]).map((target) => shown(target.Arn, exports)),
    );
    expect(targets.sort()).toEqual(ZONE_NAMES.map((zone) => `${logicalId(`sweep-${zone}`)}.Arn`).sort());
  });
});

test("a stage or origin that is not known is refused with what was given", () => {
  expect(() => cloud({ stage: "prod" })).toThrow(/context stage is prod; give one of demo, dev, staging, production/);
  expect(() => cloud({ origin: "https://portal.example/path" })).toThrow(/context origin is https:\/\/portal.example\/path/);
});
