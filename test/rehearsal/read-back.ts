import { setTimeout as pause } from "node:timers/promises";
import { paginateFilterLogEvents } from "@aws-sdk/client-cloudwatch-logs";
import {
  DeleteObjectCommand,
  GetObjectLegalHoldCommand,
  ListObjectVersionsCommand,
  type ObjectVersion,
  PutObjectLegalHoldCommand,
} from "@aws-sdk/client-s3";
import { paginateListExecutions } from "@aws-sdk/client-sfn";
import { GetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { paginateScan } from "@aws-sdk/lib-dynamodb";
import { inChunks } from "#functions/chunks.ts";
import { sequencedKey } from "#shared/adapters/keys.ts";
import type { Clients } from "./clients.ts";
import type { Course } from "./course.ts";
import type { DeployedResource } from "./deployment.ts";
import { table } from "./table.ts";

type Resources = readonly DeployedResource[];
type Item = Readonly<Record<string, unknown>>;

const ofType = (resources: Resources, type: string): Resources => resources.filter((one) => one.type === type);

export const itemsOf = async ({ records }: Clients, TableName: string): Promise<readonly Item[]> => {
  const items: Item[] = [];
  for await (const page of paginateScan({ client: records }, { TableName, ConsistentRead: true }))
    items.push(...(page.Items ?? []));
  return items;
};

export const versionsIn = async ({ files }: Clients, Bucket: string) => {
  const versions: ObjectVersion[] = [];
  const markers: { Key?: string | undefined; VersionId?: string | undefined }[] = [];
  let from: { KeyMarker?: string; VersionIdMarker?: string } = {};
  for (;;) {
    const page = await files.send(new ListObjectVersionsCommand({ Bucket, ...from }));
    versions.push(...(page.Versions ?? []));
    markers.push(...(page.DeleteMarkers ?? []));
    if (page.IsTruncated !== true || page.NextKeyMarker === undefined) return { versions, markers };
    from = {
      KeyMarker: page.NextKeyMarker,
      ...(page.NextVersionIdMarker === undefined ? {} : { VersionIdMarker: page.NextVersionIdMarker }),
    };
  }
};

/** Reads what a deployment left in its stores, not through its API, and holds it against itself. */
export const readBack = async (course: Course, clients: Clients, resources: Resources): Promise<void> => {
  await readTables(course, clients, resources);
  await readBuckets(course, clients, resources);
  await readMachines(course, clients, resources);
  await readQueues(course, clients, resources);
  await readLogs(course, clients, resources);
};

const readTables = async (course: Course, clients: Clients, resources: Resources): Promise<void> => {
  const tables = await Promise.all(
    ofType(resources, "AWS::DynamoDB::Table").map(async ({ id, physical }) => ({ id, items: await itemsOf(clients, physical) })),
  );
  const entriesIn = (items: readonly Item[]) => items.filter(({ sk }) => String(sk).startsWith("ENTRY#"));
  course.say(
    `\n${table(
      ["table", "items", "ledger entries"],
      tables.map(({ id, items }) => [id, items.length, entriesIn(items).length]),
    )}\n`,
  );
  const ledger = tables.find(({ id }) => id === "LedgerTable")?.items ?? [];
  const sequenced = new Set(ledger.map(({ pk }) => pk));
  const entries = tables.flatMap(({ items }) => entriesIn(items));
  const lost = entries.filter(({ sk }) => !sequenced.has(sequencedKey(String(sk).slice("ENTRY#".length)).pk));
  course.check(
    `each of ${entries.length} ledger entries of the zones stands in a log`,
    entries.length > 0 && lost.length === 0,
    lost.map(({ sk }) => sk).join(" "),
  );
};

/** Requests to the endpoint at the same moment. */
const AT_ONCE = 32;
/** Not evidence: texts and lists on their way between zones, under their own hash or id. */
const ON_ITS_WAY = /^(adopted|messages)\//;
/** Buckets whose files are held against deletion when they are registered or published. */
const HELD = ["EvidenceBucket", "LedgerBucket"];

const readBuckets = async (course: Course, clients: Clients, resources: Resources): Promise<void> => {
  const buckets = await Promise.all(
    ofType(resources, "AWS::S3::Bucket").map(async ({ id, physical }) => {
      const { versions, markers } = await versionsIn(clients, physical);
      const held = HELD.includes(id) ? await heldOf(clients, physical, versions) : [];
      return { id, physical, versions, markers, held };
    }),
  );
  const rows = buckets.map(({ id, versions, markers, held }) => [
    id,
    versions.length,
    markers.length,
    held.length,
    versions.reduce((bytes, { Size = 0 }) => bytes + Size, 0),
  ]);
  course.say(`\n${table(["bucket", "versions", "delete markers", "held", "bytes"], rows)}\n`);
  for (const { id, physical, versions, held } of buckets.filter((one) => HELD.includes(one.id))) {
    if (id === "EvidenceBucket") {
      const registered = versions.filter(({ Key = "" }) => !ON_ITS_WAY.test(Key));
      const loose = registered.filter((one) => !held.includes(one)).map(({ Key }) => Key);
      course.check(
        `each of ${registered.length} registered files is held`,
        registered.length > 0 && loose.length === 0,
        loose.join(", "),
      );
    }
    const [one] = held;
    const refused = one === undefined ? "nothing is held" : await refusalOfDeleting(clients, physical, one);
    course.check(`a held version in ${id} cannot be deleted`, refused === "AccessDenied", refused);
  }
};

const heldOf = async (
  { files }: Clients,
  Bucket: string,
  versions: readonly ObjectVersion[],
): Promise<readonly ObjectVersion[]> => {
  const held = await inChunks(versions, AT_ONCE, ({ Key, VersionId }) =>
    files.send(new GetObjectLegalHoldCommand({ Bucket, Key, VersionId })).then(
      ({ LegalHold }) => LegalHold?.Status === "ON",
      (error: Error) => {
        if (error.name === "NoSuchObjectLockConfiguration") return false;
        throw error;
      },
    ),
  );
  return versions.filter((_, index) => held[index]);
};

const refusalOfDeleting = async ({ files }: Clients, Bucket: string, { Key, VersionId }: ObjectVersion): Promise<string> => {
  try {
    await files.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
    return "it was deleted";
  } catch (error) {
    return (error as Error).name;
  }
};

const readMachines = async (course: Course, { machines }: Clients, resources: Resources): Promise<void> => {
  const rows: [string, number, string][] = [];
  for (const { id, physical } of ofType(resources, "AWS::StepFunctions::StateMachine")) {
    const statuses = new Map<string, number>();
    for await (const page of paginateListExecutions({ client: machines }, { stateMachineArn: physical }))
      for (const { status = "" } of page.executions ?? []) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    rows.push([
      id,
      [...statuses.values()].reduce((sum, one) => sum + one, 0),
      [...statuses].map(([status, count]) => `${count} ${status}`).join(", "),
    ]);
    const bad = ["FAILED", "TIMED_OUT", "ABORTED"].filter((status) => statuses.has(status));
    course.check(`executions of ${id} ran and none failed`, statuses.size > 0 && bad.length === 0, rows.at(-1)?.[2]);
  }
  course.say(`\n${table(["machine", "executions", "of them"], rows)}\n`);
};

const readQueues = async (course: Course, { queues }: Clients, resources: Resources): Promise<void> => {
  const all = ofType(resources, "AWS::SQS::Queue");
  const waiting = async () => {
    const counts = await inChunks(all, AT_ONCE, async ({ id, physical: QueueUrl }) => {
      const { Attributes } = await queues.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...COUNTS] }));
      return { id, messages: COUNTS.reduce((sum, name) => sum + Number(Attributes?.[name] ?? 0), 0) };
    });
    return counts.filter(({ messages }) => messages > 0).map(({ id, messages }) => `${messages} in ${id}`);
  };
  // What was set going last may still be under way.
  let left = await waiting();
  for (const until = performance.now() + 30_000; left.length > 0 && performance.now() < until; left = await waiting())
    await pause(500);
  course.check(`all ${all.length} queues are empty, dead letters included`, left.length === 0, left.join(", "));
};
const COUNTS = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] as const;

/** Lines of a log group. */
const linesOf = async ({ logs }: Clients, logGroupName: string): Promise<readonly string[]> => {
  const lines: string[] = [];
  for await (const page of paginateFilterLogEvents({ client: logs }, { logGroupName }))
    lines.push(...(page.events ?? []).map(({ message = "" }) => message));
  return lines;
};

/** The kinds of line that `shared/log.ts` writes; the rest is the runtime's. */
const KINDS = ["access", "error", "work"] as const;

const readLogs = async (course: Course, clients: Clients, resources: Resources): Promise<void> => {
  const groups = ofType(resources, "AWS::Logs::LogGroup");
  const lines = (await Promise.all(groups.map(({ physical }) => linesOf(clients, physical)))).flat();
  const ofKind = (kind: string) => lines.filter((line) => line.includes(`"kind":"${kind}"`));
  const rows = KINDS.map((kind) => [kind, ofKind(kind).length] as const);
  const others = lines.length - rows.reduce((sum, [, count]) => sum + count, 0);
  course.say(`\n${table(["log lines", "number"], [...rows, ["the runtime's", others]])}\n`);
  const errors = ofKind("error").map((line) => line.slice(0, 300));
  const held = ofKind("access").length > 0 && errors.length === 0;
  course.check(
    `${groups.length} log groups hold the functions' lines, none an error`,
    held,
    errors.slice(0, 5).join("\n            "),
  );
};

/** Releases every hold and removes every version, as an operator must before the stacks can go. Answers how many versions went. */
export const emptied = async (clients: Clients, resources: Resources): Promise<number> => {
  let gone = 0;
  for (const { id, physical: Bucket } of ofType(resources, "AWS::S3::Bucket")) {
    const { versions, markers } = await versionsIn(clients, Bucket);
    const held = HELD.includes(id) ? await heldOf(clients, Bucket, versions) : [];
    await inChunks(held, AT_ONCE, ({ Key, VersionId }) =>
      clients.files.send(new PutObjectLegalHoldCommand({ Bucket, Key, VersionId, LegalHold: { Status: "OFF" } })),
    );
    await inChunks([...versions, ...markers], AT_ONCE, ({ Key, VersionId }) =>
      clients.files.send(new DeleteObjectCommand({ Bucket, Key, VersionId })),
    );
    gone += versions.length + markers.length;
  }
  return gone;
};
