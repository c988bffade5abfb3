import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { areasOf } from "#local/identity/areas.ts";
import { demonstrationPeople } from "#local/people/demonstration.ts";
import { checkedPeople, readPeople, seedPeople, ZONE_ROLES, type ZoneTables } from "#local/people.ts";
import type { Person } from "#shared/domain/people.ts";
import type { Zone } from "#shared/domain/zones.ts";
import type { Item, Records } from "#shared/ports.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "people-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const tables = () => {
  const stored = new Map<string, Item>();
  const table = (zone: Zone): Records => ({
    read: async (keys) => keys.map(({ pk, sk }) => stored.get(`${zone} ${pk} ${sk}`)),
    list: async () => ({ items: [] }),
    write: async (writes) => {
      expect(writes.length).toBeLessThanOrEqual(10);
      for (const write of writes) if ("put" in write) stored.set(`${zone} ${write.put.pk} ${write.put.sk}`, write.put);
    },
  });
  const zones = Object.fromEntries((Object.keys(ZONE_ROLES) as Zone[]).map((zone) => [zone, table(zone)])) as ZoneTables;
  return { stored, zones };
};
const from = "2023-05-01T00:00:00.000Z";
const person = (id: string, ...appointments: Person["appointments"]): Person => ({ id, label: id, appointments });

test("the demonstration people are as the schema says and cover every role", () => {
  const people = checkedPeople(demonstrationPeople());
  expect(new Set(people.flatMap((one) => one.appointments.map((each) => each.role)))).toEqual(
    new Set(["delegate", "expert", "coordinator", "officer", "committee", "auditor"]),
  );
});

test("each zone holds the appointments it has business with and no others", async () => {
  const { stored, zones } = tables();
  await seedPeople(demonstrationPeople(), zones);
  for (const [place, item] of stored) {
    const zone = place.split(" ")[0] as Zone;
    const roles = (item["appointments"] as { role: never }[]).map((one) => one.role);
    expect(roles.every((role) => ZONE_ROLES[zone].includes(role))).toBe(true);
  }
  expect(stored.get("delegation STATE#GB APPOINTMENT#delegate-gb")).toMatchObject({ schema: 1, person: "delegate-gb" });
  expect(stored.get("panel APPOINTMENTS PERSON#coordinator")).toBeDefined();
  expect(stored.get("record APPOINTMENTS PERSON#coordinator")).toBeUndefined();
});

test("a delegate of two States has one item for each, which tells nothing of the other", async () => {
  const { stored, zones } = tables();
  await seedPeople([person("both", { role: "delegate", state: "GB", from }, { role: "delegate", state: "US", from })], zones);
  expect(stored.get("delegation STATE#GB APPOINTMENT#both")?.["appointments"]).toEqual([{ role: "delegate", state: "GB", from }]);
  expect(stored.get("delegation STATE#US APPOINTMENT#both")?.["appointments"]).toEqual([{ role: "delegate", state: "US", from }]);
});

test("who is taken out of the file has no appointment after the next start; who stays is untouched", async () => {
  const { stored, zones } = tables();
  const first = await seedPeople([person("a", { role: "auditor", from }), person("b", { role: "auditor", from })], zones);
  const second = await seedPeople([person("b", { role: "auditor", from })], zones, first);
  expect(stored.get("record APPOINTMENTS PERSON#a")?.["appointments"]).toEqual([]);
  expect(stored.get("record APPOINTMENTS PERSON#b")?.["appointments"]).toHaveLength(1);
  expect(await seedPeople([person("b", { role: "auditor", from })], zones, second)).toEqual(second);
});

test("the people file is made once, read back, and refused in words when it is wrong", async () => {
  const path = join(folder, "people.json");
  expect(await readPeople(path)).toEqual(demonstrationPeople());
  await writeFile(path, JSON.stringify([person("only", { role: "officer", regime: "1718", from })]));
  expect((await readPeople(path)).map((one) => one.id)).toEqual(["only"]);
  await writeFile(path, JSON.stringify([person("Not An Id", { role: "officer", from })]));
  await expect(readPeople(path)).rejects.toThrow(/people\.json does not describe people/);
  await writeFile(path, JSON.stringify([person("a", { role: "auditor", from }), person("a", { role: "auditor", from })]));
  await expect(readPeople(path)).rejects.toThrow("a stands there twice");
});

test("areas follow the appointments that hold now", () => {
  const two = person(
    "x",
    { role: "delegate", state: "GB", from },
    { role: "expert", regime: "1718", from, to: "2024-01-01T00:00:00.000Z" },
  );
  expect(areasOf(two, "2023-06-01T00:00:00.000Z")).toEqual(["d:GB", "p"]);
  expect(areasOf(two, "2024-06-01T00:00:00.000Z")).toEqual(["d:GB"]);
});
