import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { expect, test } from "vitest";
import type { TablePart } from "#local/assembly/description.ts";
import { recordsClient } from "#local/functions/ports.ts";
import { startStore } from "#local/store/store.ts";
import { ensureTables } from "#local/store/tables.ts";
import { dynamoRecords } from "#shared/adapters/records-dynamodb.ts";
import { startDynamoDbLocal, whyNoDynamoDbLocal } from "./dynamodb-local.ts";
import { type OpenRecords, recordsContract, withinContract } from "./records.contract.ts";

const key = (hash: string, range: string): TablePart["keys"] => [
  { AttributeName: hash, KeyType: "HASH" },
  { AttributeName: range, KeyType: "RANGE" },
];
/** The tables that `infra/constructs/table.ts` declares. */
const TABLE: TablePart = {
  name: "records",
  keys: key("pk", "sk"),
  attributes: ["pk", "sk", "listPk", "listSk", "duePk", "dueAt"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
  indexes: [
    { IndexName: "list", KeySchema: key("listPk", "listSk"), Projection: { ProjectionType: "ALL" } },
    { IndexName: "due", KeySchema: key("duePk", "dueAt"), Projection: { ProjectionType: "ALL" } },
  ],
  stream: "NEW_AND_OLD_IMAGES",
};

interface Place {
  readonly endpoint: string;
  readonly table?: string;
  readonly within?: string | undefined;
}
const openAt = async ({ endpoint, table = TABLE.name, within }: Place, close: () => Promise<void>): Promise<OpenRecords> => {
  const client = DynamoDBDocumentClient.from(recordsClient(endpoint));
  await ensureTables(client, [{ ...TABLE, name: table }]);
  return {
    records: dynamoRecords({ client, table, ...(within === undefined ? {} : { within }) }),
    close: async () => {
      client.destroy();
      await close();
    },
  };
};

const embedded = async (within?: string): Promise<OpenRecords> => {
  const folder = await mkdtemp(join(tmpdir(), "records-"));
  const store = await startStore({ folder });
  const close = async () => {
    await store.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return openAt({ endpoint: store.endpoint, within }, close);
};

recordsContract("records on the embedded store", () => embedded());
withinContract("records of one State on the embedded store", () => embedded("STATE#GB"));

test("what the embedded store has acknowledged is there after it was stopped and started again", async () => {
  const folder = await mkdtemp(join(tmpdir(), "records-"));
  try {
    const kept = { pk: "CASE#1", sk: "CASE", schema: 1, version: 1, listPk: "CASES", listSk: "1" };
    const first = await startStore({ folder });
    const before = await openAt({ endpoint: first.endpoint }, first.stop);
    await before.records.write([{ put: kept, ifAbsent: true }]);
    await before.close();
    const second = await startStore({ folder });
    const after = await openAt({ endpoint: second.endpoint }, second.stop);
    expect(await after.records.read([kept])).toEqual([kept]);
    expect((await after.records.list({ pk: "CASES", index: "list", limit: 5 })).items).toEqual([kept]);
    await after.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

const why = whyNoDynamoDbLocal();
if (why === undefined) {
  const local = async (within?: string) => {
    const store = await startDynamoDbLocal();
    return openAt({ endpoint: store.endpoint, within }, store.stop);
  };
  recordsContract("records on DynamoDB Local", () => local());
  withinContract("records of one State on DynamoDB Local", () => local("STATE#GB"));
} else test.skip(`records on DynamoDB Local: ${why}`, () => undefined);

const endpoint = process.env["DYNAMODB_ENDPOINT"];
if (endpoint !== undefined) {
  /** A fresh table, which stays at the endpoint. */
  const there = (within?: string) => openAt({ endpoint, within, table: `records-${randomUUID()}` }, async () => undefined);
  recordsContract("records on DynamoDB", () => there());
  withinContract("records of one State on DynamoDB", () => there("STATE#GB"));
} else test.skip("records on DynamoDB: DYNAMODB_ENDPOINT names no store with its interface", () => undefined);
