import type { DatabaseSync } from "node:sqlite";
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { dynamoRecords } from "#shared/adapters/records-dynamodb.ts";
import type { Person } from "#shared/domain/people.ts";
import type { Zone } from "#shared/domain/zones.ts";
import type { Assembly } from "./assembly/description.ts";
import { seedPeople, ZONE_ROLES, type ZoneKey, type ZoneTables } from "./people.ts";

/** Brings the people file into the zones' tables and keeps which keys it wrote, for the next start to compare. */
export const seedHome = async (at: {
  readonly assembly: Assembly;
  readonly client: DynamoDBDocumentClient;
  readonly database: DatabaseSync;
  readonly people: readonly Person[];
}): Promise<void> => {
  at.database.exec(
    "CREATE TABLE IF NOT EXISTS seeded (zone TEXT NOT NULL, pk TEXT NOT NULL, sk TEXT NOT NULL, PRIMARY KEY (zone, pk, sk)) STRICT",
  );
  const before = at.database.prepare("SELECT zone, pk, sk FROM seeded").all() as unknown as ZoneKey[];
  const written = await seedPeople(at.people, tablesByZone(at.assembly, at.client), before);
  at.database.exec("BEGIN IMMEDIATE; DELETE FROM seeded");
  const keep = at.database.prepare("INSERT INTO seeded VALUES (?, ?, ?)");
  for (const { zone, pk, sk } of written) keep.run(zone, pk, sk);
  at.database.exec("COMMIT");
};

/** A zone's table is the one that the zone's functions name. */
const tablesByZone = (assembly: Assembly, client: DynamoDBDocumentClient): ZoneTables => {
  const named = new Map<string, string>();
  for (const { environment } of assembly.functions) {
    const { ZONE: zone, TABLE: table } = environment;
    if (zone !== undefined && table !== undefined) named.set(zone, table);
  }
  const zones = (Object.keys(ZONE_ROLES) as Zone[]).filter((zone) => named.has(zone));
  return Object.fromEntries(zones.map((zone) => [zone, dynamoRecords({ client, table: named.get(zone) ?? "" })]));
};
