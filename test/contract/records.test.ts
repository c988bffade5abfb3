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

const openAt = async (endpoint: string, close: () => Promise<void>, within?: string): Promise<OpenRecords> => {
  const client = DynamoDBDocumentClient.from(recordsClient(endpoint));
  await ensureTables(client, [TABLE]);
  return {
    records: dynamoRecords({ client, table: TABLE.name, ...(within === undefined ? {} : { within }) }),
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
  return openAt(store.endpoint, close, within);
};

recordsContract("records on the embedded store", () => embedded());
withinContract("records of one State on the embedded store", () => embedded("STATE#GB"));

test("what the embedded store has acknowledged is there after it was stopped and started again", async () => {
  const folder = await mkdtemp(join(tmpdir(), "records-"));
  try {
    const kept = { pk: "CASE#1", sk: "CASE", schema: 1, version: 1, listPk: "CASES", listSk: "1" };
    const first = await startStore({ folder });
    const before = await openAt(first.endpoint, first.stop);
    await before.records.write([{ put: kept, ifAbsent: true }]);
    await before.close();
    const second = await startStore({ folder });
    const after = await openAt(second.endpoint, second.stop);
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
    return openAt(store.endpoint, store.stop, within);
  };
  recordsContract("records on DynamoDB Local", () => local());
} else test.skip(`records on DynamoDB Local: ${why}`, () => undefined);
