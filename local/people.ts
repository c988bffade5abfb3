import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import * as z from "zod";
import { appointmentKey } from "#shared/adapters/keys.ts";
import { type Appointment, type Person, personSchema, type Role } from "#shared/domain/people.ts";
import type { Zone } from "#shared/domain/zones.ts";
import type { Item, Key, Records } from "#shared/ports.ts";
import { writeOnce } from "./owner-only.ts";
import { demonstrationPeople } from "./people/demonstration.ts";

/** Appointments that a zone holds. A zone never learns of anybody it has no business with. */
export const ZONE_ROLES = {
  delegation: ["delegate"],
  panel: ["expert", "coordinator", "officer"],
  secretariat: ["officer", "coordinator", "expert", "committee"],
  record: ["auditor", "officer"],
} as const satisfies Record<Zone, readonly Role[]>;

/** Tables of the home by zone. */
export type ZoneTables = { readonly [Z in Zone]?: Records };
export interface ZoneKey extends Key {
  readonly zone: Zone;
}

/** The people file, made with the demonstration people when it is missing. Throws when it is not as `personSchema` says. */
export const readPeople = async (
  path: string,
  whenMissing: readonly Person[] = demonstrationPeople(),
): Promise<readonly Person[]> => {
  if (!existsSync(path)) await writeOnce(path, `${JSON.stringify(whenMissing, null, 2)}\n`);
  const text = await readFile(path, "utf8");
  try {
    return checkedPeople(JSON.parse(text));
  } catch (cause) {
    throw new Error(`${path} does not describe people: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
};

export const checkedPeople = (value: unknown): readonly Person[] => {
  const people = z.array(personSchema).parse(value);
  const twice = people.find((person, at) => people.findIndex((one) => one.id === person.id) !== at);
  if (twice !== undefined) throw new Error(`${twice.id} stands there twice`);
  return people;
};

/** The items that a zone holds about a person: one, or in the delegation zone one for each State represented. */
const appointmentItems = (zone: Zone, person: Person): readonly Item[] => {
  const held = person.appointments.filter((one) => (ZONE_ROLES[zone] as readonly Role[]).includes(one.role));
  if (zone !== "delegation") return held.length === 0 ? [] : [appointmentItem(appointmentKey(zone, person.id), person.id, held)];
  const states = [...new Set(held.map((one) => one.state).filter((state) => state !== undefined))];
  return states.map((state) =>
    appointmentItem(
      appointmentKey(zone, person.id, state),
      person.id,
      held.filter((one) => one.state === state),
    ),
  );
};

const appointmentItem = (key: Key, person: string, appointments: readonly Appointment[]): Item => ({
  ...key,
  schema: 1,
  person,
  appointments: appointments.map((one) => ({ ...one })) as Item[string] & object,
});

/**
 * Writes everybody's appointments into each zone's table; repeatable. `before` are the keys of the time before: those that nobody
 * holds now are emptied, so that taking somebody out of the file takes the appointment away. Answers the keys now held.
 */
export const seedPeople = async (
  people: readonly Person[],
  tables: ZoneTables,
  before: readonly ZoneKey[] = [],
): Promise<readonly ZoneKey[]> => {
  const now: ZoneKey[] = [];
  for (const zone of Object.keys(ZONE_ROLES) as Zone[]) {
    const records = tables[zone];
    if (records === undefined) continue;
    const items = people.flatMap((person) => appointmentItems(zone, person));
    const held = items.map(({ pk, sk }) => ({ zone, pk, sk }));
    const gone = before.filter((key) => key.zone === zone && !held.some((one) => one.pk === key.pk && one.sk === key.sk));
    const emptied = gone.map(({ pk, sk }): Item => ({ pk, sk, schema: 1, person: sk.split("#").at(-1) ?? "", appointments: [] }));
    const puts = [...items, ...emptied];
    for (let at = 0; at < puts.length; at += 10)
      await records.write(puts.slice(at, at + 10).map((put) => ({ put, always: true })));
    now.push(...held);
  }
  return now;
};
