import { createHash } from "node:crypto";
import { BatchWriteCommand, DynamoDBDocumentClient, QueryCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import type { Assembly } from "#local/assembly/description.ts";
import { recordsClient } from "#local/functions/ports.ts";
import type { Zone } from "#shared/domain/zones.ts";
import type { Item } from "#shared/ports.ts";
import { sideBySide } from "./ask.ts";

/** All that the home's tables hold, read beside the API: hash by table and partition, and how many ledger entries each partition has. */
export interface Snapshot {
  readonly partitions: ReadonlyMap<string, { readonly hash: string; readonly entries: number }>;
}

/** The tables of a home as the test sees them, past every function. */
export const storeOf = (endpoint: string, assembly: Assembly) => {
  const client = DynamoDBDocumentClient.from(recordsClient(endpoint));
  const tableOf = (zone: Zone): string =>
    assembly.functions.find(({ environment }) => environment["ZONE"] === zone)?.environment["TABLE"] ?? "";
  const scanned = async (table: string): Promise<readonly Item[]> => {
    const items: Item[] = [];
    for (let from: Record<string, unknown> | undefined, first = true; first || from !== undefined; first = false) {
      const page = await client.send(new ScanCommand({ TableName: table, ...(from && { ExclusiveStartKey: from }) }));
      items.push(...((page.Items ?? []) as Item[]));
      from = page.LastEvaluatedKey;
    }
    return items;
  };
  return {
    partition: async (zone: Zone, pk: string): Promise<readonly Item[]> => {
      const names = { KeyConditionExpression: "pk = :pk", ExpressionAttributeValues: { ":pk": pk } };
      return ((await client.send(new QueryCommand({ TableName: tableOf(zone), ...names }))).Items ?? []) as Item[];
    },
    put: async (zone: Zone, items: readonly Item[]): Promise<void> => {
      const batches = Array.from({ length: Math.ceil(items.length / 25) }, (_, at) => items.slice(at * 25, at * 25 + 25));
      await sideBySide(batches, (batch) => {
        const puts = batch.map((Item) => ({ PutRequest: { Item } }));
        return client.send(new BatchWriteCommand({ RequestItems: { [tableOf(zone)]: puts } }));
      });
    },
    snapshot: async (): Promise<Snapshot> => {
      const partitions = new Map<string, { hash: string; entries: number }>();
      for (const { name: table } of assembly.tables) {
        const byPartition = Map.groupBy(await scanned(table), (item) => item.pk);
        for (const [pk, items] of byPartition) {
          const text = JSON.stringify(items.toSorted((a, b) => (a.sk < b.sk ? -1 : 1)).map(sorted));
          const hash = createHash("sha256").update(text).digest("hex");
          partitions.set(`${table} ${pk}`, { hash, entries: items.filter(({ sk }) => sk.startsWith("ENTRY#")).length });
        }
      }
      return { partitions };
    },
    placeOf: (zone: Zone, pk: string): string => `${tableOf(zone)} ${pk}`,
  };
};
export type Store = ReturnType<typeof storeOf>;

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
};

/** Partitions that differ between two snapshots. */
export const changedBetween = (before: Snapshot, after: Snapshot): readonly string[] =>
  [...new Set([...before.partitions.keys(), ...after.partitions.keys()])].filter(
    (place) => before.partitions.get(place)?.hash !== after.partitions.get(place)?.hash,
  );
