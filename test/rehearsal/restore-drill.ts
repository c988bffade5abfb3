import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { DeleteTableCommand, DescribeTableCommand, RestoreTableToPointInTimeCommand } from "@aws-sdk/client-dynamodb";
import { DeleteObjectCommand } from "@aws-sdk/client-s3";
import { DeleteCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { exportLogs } from "#cli/demo/export-logs.ts";
import type { Stage } from "#cli/demo/stage.ts";
import { canonicalBytes, sha256Hex } from "#shared/record/exact.ts";
import type { Clients } from "./clients.ts";
import type { Course } from "./course.ts";
import type { DeployedResource } from "./deployment.ts";
import { itemsOf, versionsIn } from "./read-back.ts";

type Item = Readonly<Record<string, unknown>>;
interface Given {
  readonly clients: Clients;
  readonly resources: readonly DeployedResource[];
  readonly stage: Stage;
  readonly folder: string;
}

/** Key → hash of the whole item. */
const hashesOf = (items: readonly Item[]): ReadonlyMap<string, string> =>
  new Map(items.map((item) => [`${item["pk"]} ${item["sk"]}`, sha256Hex(canonicalBytes(plain(item)))]));
/** Sets and binary values have no canonical JSON of their own; through JSON text they have one. */
const plain = (item: Item): unknown => JSON.parse(JSON.stringify(item));
const sameHashes = (one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean =>
  one.size === other.size && [...one].every(([key, hash]) => other.get(key) === hash);

/** What the drill destroys: the truth of a case, an entry of its history, and a log's head and newest leaf. */
const LOST: Readonly<Record<string, (items: readonly Item[]) => readonly (Item | undefined)[]>> = {
  CaseworkTable: (items) => [
    items.find(({ sk }) => sk === "CASE"),
    items.find(({ pk, sk }) => String(pk).startsWith("CASE#") && String(sk).startsWith("ENTRY#")),
  ],
  LedgerTable: (items) => [
    items.find(({ pk, sk }) => pk === "LOG#panel" && sk === "HEAD"),
    items.filter(({ pk, sk }) => pk === "LOG#panel" && String(sk).startsWith("LEAF#")).at(-1),
  ],
};

/**
 * Restores as `docs/operations.md` says: every table to a new one at a point in time, files from their versions. Then part of what stands
 * is destroyed, found missing, and brought back from the restored tables while the system runs. Checkpoints are the same afterwards.
 */
export const restoreDrill = async (course: Course, given: Given): Promise<void> => {
  const { clients, resources, stage, folder } = given;
  const before = await checkpointsOf(stage);
  const tables = await Promise.all(
    resources
      .filter(({ type }) => type === "AWS::DynamoDB::Table")
      .map(async ({ id, physical }) => ({
        id,
        physical,
        restored: await restoredFrom(clients, physical),
        items: await itemsOf(clients, physical),
      })),
  );
  for (const { id, restored, items } of tables)
    course.check(
      `${id} restored to a new table is the same in each of ${items.length} items`,
      sameHashes(hashesOf(items), hashesOf(await itemsOf(clients, restored))),
    );

  const undeleted = await lose(given, tables);
  const damaged = await checkpointsOf(stage);
  course.check("the loss shows: the Panel's log is not listed", before.has("panel") && !damaged.has("panel"));

  const put = await Promise.all(tables.map((one) => putBack(clients, one)));
  await undeleted();
  const whole = await Promise.all(
    tables.map(async ({ physical, items }) => sameHashes(hashesOf(items), hashesOf(await itemsOf(clients, physical)))),
  );
  course.check(
    `${put.reduce((sum, one) => sum + one, 0)} lost items are put back and every table is as it was`,
    whole.every(Boolean),
  );
  const after = await checkpointsOf(stage);
  course.check(
    `the checkpoints of ${before.size} logs are the same before and after`,
    before.size > 0 && [...before].every(([log, note]) => after.get(log) === note),
  );
  const logs = await exportLogs(quiet(stage), join(folder, "restored"));
  course.check(
    "every log verifies after the restore",
    logs.every(({ verdict }) => verdict === "intact"),
  );
  for (const { restored } of tables) await clients.dynamo.send(new DeleteTableCommand({ TableName: restored }));
};

const quiet = (stage: Stage): Stage => ({ ...stage, tell: () => undefined, heading: () => undefined });

const checkpointsOf = async (stage: Stage): Promise<ReadonlyMap<string, string>> => {
  const auditor = stage.roleOf("auditor");
  const logs: readonly { readonly log: string }[] = (await stage.as(auditor, "list-logs", {})).logs;
  const notes = logs.map(async ({ log }) => {
    const file = await stage.as(auditor, "get-log-file", { log, path: "checkpoint" });
    return [log, Buffer.from(file.base64, "base64").toString("utf8")] as const;
  });
  return new Map(await Promise.all(notes));
};

const restoredFrom = async ({ dynamo }: Clients, source: string): Promise<string> => {
  const target = `${source}-restored`;
  await dynamo.send(
    new RestoreTableToPointInTimeCommand({ SourceTableName: source, TargetTableName: target, UseLatestRestorableTime: true }),
  );
  for (const until = performance.now() + 60_000; ; await pause(200)) {
    const { Table } = await dynamo.send(new DescribeTableCommand({ TableName: target }));
    if (Table?.TableStatus === "ACTIVE") return target;
    if (performance.now() > until) throw new Error(`${target} is ${Table?.TableStatus} after a minute`);
  }
};

interface Restored {
  readonly id: string;
  readonly physical: string;
  readonly restored: string;
  readonly items: readonly Item[];
}

/** Deletes items and the newest checkpoint file of the Panel's log; answers how to bring that file back. */
const lose = async ({ clients, resources }: Given, tables: readonly Restored[]): Promise<() => Promise<void>> => {
  for (const { id, physical, items } of tables)
    for (const item of LOST[id]?.(items) ?? []) {
      if (item === undefined) throw new Error(`the drill finds nothing to lose in ${id}`);
      await clients.records.send(new DeleteCommand({ TableName: physical, Key: { pk: item["pk"], sk: item["sk"] } }));
    }
  const Bucket = resources.find(({ id }) => id === "LedgerBucket")?.physical ?? "";
  const Key = "panel/checkpoint";
  await clients.files.send(new DeleteObjectCommand({ Bucket, Key }));
  return async () => {
    const { markers } = await versionsIn(clients, Bucket);
    for (const { VersionId } of markers.filter((one) => one.Key === Key))
      await clients.files.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
  };
};

/** Writes what the restored table has and the damaged one lacks or has otherwise; answers how many items that were. */
const putBack = async (clients: Clients, { physical, items, restored }: Restored): Promise<number> => {
  const now = hashesOf(await itemsOf(clients, physical));
  const good = await itemsOf(clients, restored);
  const hashes = hashesOf(good);
  const lacking = good.filter((item) => {
    const key = `${item["pk"]} ${item["sk"]}`;
    return now.get(key) !== hashes.get(key);
  });
  for (const Item of lacking) await clients.records.send(new PutCommand({ TableName: physical, Item }));
  if (good.length !== items.length) throw new Error(`${restored} holds ${good.length} items, ${items.length} were expected`);
  return lacking.length;
};
