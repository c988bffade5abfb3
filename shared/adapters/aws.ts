import { randomBytes } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { KMSClient } from "@aws-sdk/client-kms";
import { S3Client } from "@aws-sdk/client-s3";
import { SFNClient } from "@aws-sdk/client-sfn";
import { SQSClient } from "@aws-sdk/client-sqs";
import { SSMClient } from "@aws-sdk/client-ssm";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { monotonicFactory } from "ulid";
import type { Ports } from "../ports.ts";
import { ssmClock } from "./clock-ssm.ts";
import { s3Files } from "./files-s3.ts";
import type { MadePorts } from "./home.ts";
import { stateRoot } from "./keys.ts";
import { kmsKeys } from "./keys-kms.ts";
import { FILE_CALLS, SMALL_CALLS } from "./patience.ts";
import { sqsQueues } from "./queues-sqs.ts";
import { dynamoRecords } from "./records-dynamodb.ts";
import { sfnWorkflow } from "./workflow-sfn.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The AWS ports of one function: its own table, buckets, queues and machines as its environment names them. Clients are made when first used. */
export const awsPorts = (environment: Environment): MadePorts => {
  const client = {
    records: once(() => DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 5, requestHandler: SMALL_CALLS }))),
    // A checksum is given wherever one is wanted; the default would sign the CRC32 of an empty body into links.
    files: once(
      () =>
        new S3Client({
          requestChecksumCalculation: "WHEN_REQUIRED",
          forcePathStyle: environment["S3_PATH_STYLE"] === "true",
          requestHandler: FILE_CALLS,
        }),
    ),
    workflow: once(() => new SFNClient({ requestHandler: SMALL_CALLS })),
    queues: once(() => new SQSClient({ requestHandler: SMALL_CALLS })),
    keys: once(() => new KMSClient({ requestHandler: SMALL_CALLS })),
    clock: once(() => new SSMClient({ requestHandler: SMALL_CALLS })),
  };
  const buckets = declared(environment, "BUCKETS");
  const newId = monotonicFactory();
  const { clock, ready } = ssmClock(client.clock, environment["CLOCK_PARAMETER"]);
  const shared = once(
    () =>
      ({
        files: (bucket) => {
          const physical = Object.hasOwn(buckets, bucket) ? buckets[bucket] : undefined;
          if (physical === undefined) throw new Error(`${bucket} is not among the buckets of this function`);
          return s3Files({ client: client.files(), bucket: physical, buckets });
        },
        workflow: sfnWorkflow(client.workflow(), declared(environment, "MACHINES")),
        queues: sqsQueues(client.queues(), declared(environment, "QUEUES")),
        keys: kmsKeys(client.keys(), { mac: environment["MAC_KEY_ID"], sign: environment["SIGN_KEY_ID"] }),
        clock,
        newId: () => newId(),
        random: () => new Uint8Array(randomBytes(32)),
      }) satisfies Omit<Ports, "records">,
  );
  const portsFor = (state?: string): Ports => ({
    ...shared(),
    records: dynamoRecords({
      client: client.records(),
      table: environment["TABLE"] ?? "",
      ...(state === undefined ? {} : { within: stateRoot(state) }),
    }),
  });
  return Object.assign(portsFor, { ready });
};

const declared = (environment: Environment, name: string): Readonly<Record<string, string>> =>
  JSON.parse(environment[name] ?? "{}") as Record<string, string>;

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};
