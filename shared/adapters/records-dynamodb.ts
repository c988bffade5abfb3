import type { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import {
  BatchGetCommand,
  type DynamoDBDocumentClient,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from "@aws-sdk/lib-dynamodb";
import { type Item, type Key, type ListQuery, type Page, type Records, type Write, WriteConflict } from "../ports.ts";

/** Largest item, bytes of its JSON. */
export const MAX_ITEM_BYTES = 100_000;
/** Most writes of one transaction. */
const MAX_WRITES = 10;

interface Options {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  /** Prefix that every key and index key must carry: an adapter built for one State cannot leave it. */
  readonly within?: string;
}

/** The records port on one DynamoDB table (pk, sk; indexes `list` and `due`). Used by both homes. */
export const dynamoRecords = ({ client, table, within }: Options): Records => {
  const inside = (pk: string): string => {
    if (within !== undefined && pk !== within && !pk.startsWith(`${within}#`)) {
      throw new RangeError(`key outside ${within}: this adapter serves one State only`);
    }
    return pk;
  };
  return {
    read: (keys) => {
      for (const key of keys) inside(key.pk);
      return readAll(client, table, keys);
    },
    list: (query) => {
      inside(query.pk);
      return listPage(client, table, query);
    },
    write: (writes) => {
      for (const write of writes) checkWrite(write, inside);
      return writeAll(client, table, writes);
    },
  };
};

const readAll = async (client: DynamoDBDocumentClient, table: string, keys: readonly Key[]) => {
  if (keys.length > 100) throw new RangeError(`read takes at most 100 keys, was given ${keys.length}`);
  const found = new Map<string, Item>();
  let wanted: Key[] = [...new Map(keys.map((key) => [nameOf(key), { pk: key.pk, sk: key.sk }])).values()];
  for (let attempt = 0; wanted.length > 0; attempt += 1) {
    if (attempt > 8) throw new Error(`the table left ${wanted.length} keys unread after ${attempt} attempts`);
    if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, 20 * 2 ** attempt));
    const answer = await client.send(new BatchGetCommand({ RequestItems: { [table]: { Keys: wanted, ConsistentRead: true } } }));
    for (const item of (answer.Responses?.[table] ?? []) as Item[]) found.set(nameOf(item), item);
    wanted = (answer.UnprocessedKeys?.[table]?.Keys ?? []) as Key[];
  }
  return keys.map((key) => found.get(nameOf(key)));
};
const nameOf = (key: Key) => JSON.stringify([key.pk, key.sk]);

const INDEX = {
  table: { name: undefined, pk: "pk", sk: "sk" },
  list: { name: "list", pk: "listPk", sk: "listSk" },
  due: { name: "due", pk: "duePk", sk: "dueAt" },
} as const;

const listPage = async (client: DynamoDBDocumentClient, table: string, query: ListQuery): Promise<Page> => {
  const index = INDEX[query.index ?? "table"];
  const conditions = ["#pk = :pk"];
  const values: Record<string, string> = { ":pk": query.pk };
  if (query.prefix !== undefined) {
    conditions.push("begins_with(#sk, :prefix)");
    values[":prefix"] = query.prefix;
  }
  if (query.upTo !== undefined) {
    conditions.push("#sk <= :upTo");
    values[":upTo"] = query.upTo;
  }
  const input: QueryCommandInput = {
    TableName: table,
    KeyConditionExpression: conditions.join(" AND "),
    ExpressionAttributeNames: { "#pk": index.pk, ...(conditions.length > 1 ? { "#sk": index.sk } : {}) },
    ExpressionAttributeValues: values,
    ScanIndexForward: query.newestFirst !== true,
    Limit: query.limit,
    ...(index.name === undefined ? { ConsistentRead: true } : { IndexName: index.name }),
    ...(query.after === undefined ? {} : { ExclusiveStartKey: startOf(query.after, index.pk, query.pk) }),
  };
  const answer = await client.send(new QueryCommand(input));
  return {
    items: (answer.Items ?? []) as Item[],
    ...(answer.LastEvaluatedKey === undefined
      ? {}
      : { next: Buffer.from(JSON.stringify(answer.LastEvaluatedKey)).toString("base64url") }),
  };
};

const startOf = (after: string, pkName: string, pk: string): Record<string, unknown> => {
  const key = JSON.parse(Buffer.from(after, "base64url").toString("utf8")) as Record<string, unknown>;
  if (key[pkName] !== pk) throw new RangeError("the position belongs to another list");
  return key;
};

const checkWrite = (write: Write, inside: (pk: string) => string): void => {
  if (!("put" in write)) {
    inside("check" in write ? write.check.pk : write.remove.pk);
    return;
  }
  const { put } = write;
  for (const pk of [put.pk, put.listPk, put.duePk]) if (pk !== undefined) inside(pk);
  const bytes = Buffer.byteLength(JSON.stringify(put));
  if (bytes > MAX_ITEM_BYTES)
    throw new RangeError(`item ${put.pk} ${put.sk} is ${bytes} bytes; at most ${MAX_ITEM_BYTES}: keep longer text in a file`);
  if ("ifVersion" in write && put.version !== write.ifVersion + 1)
    throw new RangeError(`item ${put.pk} ${put.sk} must carry version ${write.ifVersion + 1}`);
};

const writeAll = async (client: DynamoDBDocumentClient, table: string, writes: readonly Write[]): Promise<void> => {
  if (writes.length === 0 || writes.length > MAX_WRITES)
    throw new RangeError(`a transaction takes 1 to ${MAX_WRITES} writes, was given ${writes.length}`);
  try {
    await client.send(new TransactWriteCommand({ TransactItems: writes.map((write) => transactItem(table, write)) }));
  } catch (error) {
    if (!isCancelled(error)) throw error;
    throw new WriteConflict(
      (error.CancellationReasons ?? []).map((reason, index) => reasonOf(reason.Code, writes[index])),
      { cause: error },
    );
  }
};

const isCancelled = (error: unknown): error is TransactionCanceledException =>
  error instanceof Error && error.name === "TransactionCanceledException";

const reasonOf = (code: string | undefined, write: Write | undefined): WriteConflict["reasons"][number] => {
  if (code === undefined || code === "None") return "ok";
  if (code !== "ConditionalCheckFailed") return "contention";
  return write !== undefined && "ifAbsent" in write ? "exists" : "version";
};

type TransactItem = NonNullable<TransactWriteCommandInput["TransactItems"]>[number];
const VERSION = { ConditionExpression: "#version = :version", ExpressionAttributeNames: { "#version": "version" } };

const transactItem = (table: string, write: Write): TransactItem => {
  if ("check" in write)
    return {
      ConditionCheck: {
        TableName: table,
        Key: keyOf(write.check),
        ...VERSION,
        ExpressionAttributeValues: { ":version": write.ifVersion },
      },
    };
  if ("remove" in write)
    return {
      Delete: {
        TableName: table,
        Key: keyOf(write.remove),
        ...VERSION,
        ExpressionAttributeValues: { ":version": write.ifVersion },
      },
    };
  const put = { TableName: table, Item: write.put };
  if ("ifAbsent" in write) return { Put: { ...put, ConditionExpression: "attribute_not_exists(pk)" } };
  return "always" in write
    ? { Put: put }
    : { Put: { ...put, ...VERSION, ExpressionAttributeValues: { ":version": write.ifVersion } } };
};
const keyOf = ({ pk, sk }: Key) => ({ pk, sk });
