import { seedPeople, type ZoneKey, type ZoneTables } from "#local/people.ts";
import { appointmentKey } from "#shared/adapters/keys.ts";
import { STATES } from "#shared/domain/states.ts";
import type { Zone } from "#shared/domain/zones.ts";
import type { Accounts } from "./accounts.ts";
import type { Appointee } from "./appointees.ts";

interface Appointed {
  readonly label: string;
  /** The account's `sub`. */
  readonly account: string;
  /** Zones and States in which the person now holds something, and in which it was taken away. */
  readonly written: number;
  readonly ended: number;
}

/** Keys read in one call. */
const MOST_KEYS = 100;

/**
 * Makes each person's account and appointments exactly what the file says; repeatable. What the person held elsewhere before is emptied:
 * every place where an appointment can stand is read, so nothing has to be remembered between two runs.
 */
export async function* appointPeople(
  people: readonly Appointee[],
  { accounts, tables }: { readonly accounts: Accounts; readonly tables: Required<ZoneTables> },
): AsyncGenerator<Appointed> {
  for (const person of people) {
    const id = await accounts.idOf(person);
    const before = await heldBy(id, tables);
    const now = await seedPeople([{ id, label: person.label, appointments: person.appointments }], tables, before);
    const ended = before.filter((key) => !now.some((one) => one.zone === key.zone && one.pk === key.pk));
    yield { label: person.label, account: id, written: now.length, ended: ended.length };
  }
}

const heldBy = async (person: string, tables: Required<ZoneTables>): Promise<readonly ZoneKey[]> => {
  const zones = Object.keys(tables) as Zone[];
  const held = await Promise.all(
    zones.map(async (zone) => {
      const keys =
        zone === "delegation"
          ? Object.keys(STATES).map((state) => appointmentKey(zone, person, state))
          : [appointmentKey(zone, person)];
      const pages = Array.from({ length: Math.ceil(keys.length / MOST_KEYS) }, (_, at) =>
        keys.slice(at * MOST_KEYS, (at + 1) * MOST_KEYS),
      );
      const items = (await Promise.all(pages.map((page) => tables[zone].read(page)))).flat();
      return items.flatMap((item) =>
        item === undefined || (item["appointments"] as readonly unknown[]).length === 0
          ? []
          : [{ zone, pk: item.pk, sk: item.sk }],
      );
    }),
  );
  return held.flat();
};
