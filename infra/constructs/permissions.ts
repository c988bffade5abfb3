import { Aws } from "aws-cdk-lib";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { FunctionRow, MachineName, Touch } from "../function-row.ts";
import { ACCESS_LOGGED } from "../functions.ts";
import type { Settings } from "../settings.ts";
import type { Data } from "../stacks/data.ts";
import { zoneOfBucket } from "../zones.ts";
import { LOCKABLE } from "./bucket.ts";
import { INDEXES } from "./table.ts";
import { GATEWAY_LOG, logGroupName } from "./zone-key.ts";

export interface World {
  readonly settings: Settings;
  readonly kept: Data;
  readonly queues: ReadonlyMap<string, Queue>;
}

type Of<K extends string> = Extract<Touch, { readonly [name in K]: unknown }>;

const allow = (actions: readonly string[], resources: readonly string[], conditions?: Record<string, unknown>) =>
  new PolicyStatement({ actions: [...actions], resources: [...resources], ...(conditions === undefined ? {} : { conditions }) });

const OPEN = ["kms:Decrypt", "kms:DescribeKey"];
const SEAL = [...OPEN, "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"];
/** Use of a zone's key, through one service only: what is granted for a table opens no file. */
const useKey = (key: IKey, service: "dynamodb" | "s3", actions: readonly string[]) =>
  allow(actions, [key.keyArn], { StringEquals: { "kms:ViaService": `${service}.${Aws.REGION}.amazonaws.com` } });

const READ_ITEMS = ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"];
const WRITE_ITEMS = ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:ConditionCheckItem"];

const forTable = ({ table, how }: Of<"table">, { kept }: World): readonly PolicyStatement[] => {
  const { table: own, key } = kept.zones[table];
  if (how === "put") return [allow(["dynamodb:PutItem"], [own.tableArn]), useKey(key, "dynamodb", SEAL)];
  const places = [own.tableArn, ...Object.keys(INDEXES).map((index) => `${own.tableArn}/index/${index}`)];
  const read = allow(READ_ITEMS, places);
  return how === "read"
    ? [read, useKey(key, "dynamodb", OPEN)]
    : [read, allow(WRITE_ITEMS, [own.tableArn]), useKey(key, "dynamodb", SEAL)];
};

const READ_FILES = ["s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectAttributes", "s3:GetObjectVersionAttributes"];
const UPLOAD = ["s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"];
const HOLD = ["s3:PutObjectLegalHold", "s3:GetObjectLegalHold"];

const FILES: Readonly<Record<Of<"bucket">["how"], { readonly objects: readonly string[]; readonly key: readonly string[] }>> = {
  read: { objects: READ_FILES, key: OPEN },
  change: { objects: [...READ_FILES, ...UPLOAD, "s3:DeleteObject"], key: SEAL },
  "copy-from": { objects: READ_FILES, key: OPEN },
  "copy-to": { objects: [...READ_FILES, ...UPLOAD, ...HOLD], key: SEAL },
};

const forBucket = ({ bucket, how }: Of<"bucket">, { kept }: World): readonly PolicyStatement[] => {
  const { bucket: own, key } = kept.zones[zoneOfBucket(bucket)];
  const { objects, key: use } = FILES[how];
  const hold = how === "change" && LOCKABLE.includes(bucket) ? HOLD : [];
  // Listing is what makes an absent file answer 404 instead of 403.
  return [
    allow(["s3:ListBucket"], [own.bucketArn]),
    allow([...objects, ...hold], [own.arnForObjects("*")]),
    useKey(key, "s3", use),
  ];
};

/** ARNs by name: the machine refers to its task functions, so their roles cannot refer to the machine. */
export const machineName = (settings: Settings, machine: MachineName) => `corroborate-${settings.stage}-${machine}`;
export const machineArn = (settings: Settings, machine: MachineName) =>
  `arn:${Aws.PARTITION}:states:${Aws.REGION}:${Aws.ACCOUNT_ID}:stateMachine:${machineName(settings, machine)}`;
const executionsOf = (settings: Settings, machine: MachineName) =>
  `arn:${Aws.PARTITION}:states:${Aws.REGION}:${Aws.ACCOUNT_ID}:execution:${machineName(settings, machine)}:*`;

const forMachine = ({ machine, how }: Of<"machine">, { settings }: World): readonly PolicyStatement[] =>
  ({
    start: [allow(["states:StartExecution"], [machineArn(settings, machine)])],
    watch: [allow(["states:DescribeExecution"], [executionsOf(settings, machine)])],
    release: [allow(["states:SendTaskSuccess"], [machineArn(settings, machine)])],
  })[how];

const forKey = ({ key }: Of<"key">, row: FunctionRow, { kept }: World): readonly PolicyStatement[] =>
  ({
    mac: [allow(["kms:GenerateMac"], [kept.zones[row.zone].macKey.keyArn])],
    sign: [allow(["kms:Sign", "kms:GetPublicKey"], [kept.signKey.keyArn])],
    verify: [allow(["kms:GetPublicKey"], [kept.signKey.keyArn])],
  })[key];

const forClock = ({ clock }: Of<"clock">, { kept }: World): readonly PolicyStatement[] =>
  kept.clock === undefined ? [] : [allow([clock === "set" ? "ssm:PutParameter" : "ssm:GetParameter"], [kept.clock.parameterArn])];

/** Lines alone, by a filter: not the streams, nor what a group is set to. */
const forAccessLog = ({ settings }: World): readonly PolicyStatement[] => [
  allow(
    ["logs:FilterLogEvents"],
    accessGroups(settings).map((name) => `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:${name}:*`),
  ),
];
/** Names of the log groups that the access log stands in. */
export const accessGroups = (settings: Settings): readonly string[] => [
  ...ACCESS_LOGGED.map((name) => logGroupName(settings, "functions", name)),
  logGroupName(settings, "vended", GATEWAY_LOG),
];

const forSending = ({ send }: Of<"send">, { queues }: World): readonly PolicyStatement[] => [
  allow(["sqs:SendMessage"], [queueIn(queues, send).queueArn]),
];

export const queueIn = (queues: ReadonlyMap<string, Queue>, name: string): Queue => {
  const found = queues.get(name);
  if (found === undefined) throw new Error(`no queue is named ${name}; known: ${[...queues.keys()].join(", ")}`);
  return found;
};

/** What a function's role allows for one thing it touches. */
const allowed = (touch: Touch, row: FunctionRow, world: World): readonly PolicyStatement[] => {
  if ("table" in touch) return forTable(touch, world);
  if ("bucket" in touch) return forBucket(touch, world);
  if ("machine" in touch) return forMachine(touch, world);
  if ("key" in touch) return forKey(touch, row, world);
  if ("accessLog" in touch) return forAccessLog(world);
  if ("clock" in touch) return forClock(touch, world);
  return forSending(touch, world);
};

/** What the service that feeds a function does in the function's name. */
const fed = (row: FunctionRow, world: World): readonly PolicyStatement[] => {
  if (row.calledBy === "stream") {
    const { table, key } = world.kept.zones[row.zone];
    const actions = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"];
    return [
      allow(actions, [table.tableStreamArn ?? ""]),
      allow(["dynamodb:ListStreams"], [`${table.tableArn}/stream/*`]),
      useKey(key, "dynamodb", OPEN),
    ];
  }
  if (typeof row.calledBy === "string" || !("queue" in row.calledBy)) return [];
  const actions = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes"];
  return [allow(actions, [queueIn(world.queues, row.calledBy.queue).queueArn])];
};

/** The whole policy of one function's role, without its logs. */
export const statementsFor = (row: FunctionRow, world: World): readonly PolicyStatement[] => [
  ...row.touches.flatMap((touch) => allowed(touch, row, world)),
  ...fed(row, world),
];
