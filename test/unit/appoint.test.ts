import { expect, test } from "vitest";
import { cognitoAccounts } from "#cli/appoint/accounts.ts";
import { appointPeople } from "#cli/appoint/appoint-people.ts";
import { checkedAppointees } from "#cli/appoint/appointees.ts";
import { appointmentKey } from "#shared/adapters/keys.ts";
import type { Zone } from "#shared/domain/zones.ts";
import type { Item } from "#shared/ports.ts";
import { memoryPorts } from "#test/fixtures/memory-ports.ts";

const FROM = "2026-01-01T00:00:00.000Z";
const delegate = (state: string) => ({ role: "delegate", state, from: FROM });
const expert = { role: "expert", regime: "1718", nationality: "ZA", specialism: "maritime", from: FROM };
const person = (email: string, ...appointments: readonly unknown[]) => ({ email, label: "Delegate, a State", appointments });

const zones = ["delegation", "panel", "secretariat", "record"] as const;
const emptyTables = () =>
  Object.fromEntries(zones.map((zone) => [zone, memoryPorts().records])) as Record<
    Zone,
    ReturnType<typeof memoryPorts>["records"]
  >;

/** A user pool that answers as Cognito does: an account once made is found again. */
const pool = () => {
  const asked: { readonly name: string; readonly input: Readonly<Record<string, unknown>> }[] = [];
  const known = new Map<string, string>();
  const send = async (command: {
    readonly constructor: { readonly name: string };
    readonly input: Readonly<Record<string, unknown>>;
  }) => {
    const { name } = command.constructor;
    asked.push({ name, input: command.input });
    const email = String(command.input["Username"] ?? "");
    const sub = known.get(email);
    if (name === "AdminGetUserCommand") {
      if (sub === undefined) throw Object.assign(new Error("no such user"), { name: "UserNotFoundException" });
      return { Username: sub, UserAttributes: [{ Name: "sub", Value: sub }] };
    }
    if (name === "AdminLinkProviderForUserCommand") {
      if (asked.filter((one) => one.name === name).length > 1) throw new Error("SourceUser is already linked to DestinationUser");
      return {};
    }
    const id = `0000-${known.size + 1}`;
    known.set(email, id);
    return { User: { Username: id, Attributes: [{ Name: "sub", Value: id }] } };
  };
  return { asked, accounts: cognitoAccounts({ client: { send } as never, pool: "pool" }) };
};

const told = async (
  people: readonly unknown[],
  at: { accounts: ReturnType<typeof pool>["accounts"]; tables: ReturnType<typeof emptyTables> },
) => Array.fromAsync(appointPeople(checkedAppointees(people, ["Mission-GB"]), at));
const held = async (tables: ReturnType<typeof emptyTables>, zone: Zone, id: string, state?: string): Promise<Item | undefined> =>
  (await tables[zone].read([appointmentKey(zone, id, state)]))[0];

test("a person gets an account, an invitation and an appointment in exactly the zones of the role; again changes nothing", async () => {
  const [tables, { accounts, asked }] = [emptyTables(), pool()];
  const people = [person("one@example.org", delegate("GB"))];
  expect(await told(people, { accounts, tables })).toEqual([
    { label: "Delegate, a State", account: "0000-1", written: 1, ended: 0 },
  ]);
  expect((await held(tables, "delegation", "0000-1", "GB"))?.["appointments"]).toEqual([delegate("GB")]);
  for (const zone of zones.slice(1)) expect(await held(tables, zone, "0000-1")).toBeUndefined();
  expect(await told(people, { accounts, tables })).toEqual([
    { label: "Delegate, a State", account: "0000-1", written: 1, ended: 0 },
  ]);
  const made = asked.filter(({ name }) => name === "AdminCreateUserCommand");
  expect(made.map(({ input }) => input["DesiredDeliveryMediums"])).toEqual([["EMAIL"]]);
});

test("what somebody held before in another State or zone is taken away, though nothing was remembered", async () => {
  const [tables, { accounts }] = [emptyTables(), pool()];
  await told([person("one@example.org", delegate("GB"))], { accounts, tables });
  expect(await told([person("one@example.org", expert)], { accounts, tables })).toMatchObject([{ written: 2, ended: 1 }]);
  expect((await held(tables, "delegation", "0000-1", "GB"))?.["appointments"]).toEqual([]);
  expect((await held(tables, "panel", "0000-1"))?.["appointments"]).toEqual([expert]);
});

test("somebody of a mission's own provider is linked to it and never invited to choose a password", async () => {
  const { accounts, asked } = pool();
  const federated = { ...person("one@example.org", delegate("GB")), at: { provider: "Mission-GB", subject: "officer" } };
  await told([federated], { accounts, tables: emptyTables() });
  await told([federated], { accounts, tables: emptyTables() });
  const inputs = (name: string) => asked.filter((one) => one.name === name).map(({ input }) => input);
  expect(inputs("AdminCreateUserCommand")).toEqual([expect.objectContaining({ MessageAction: "SUPPRESS" })]);
  expect(inputs("AdminLinkProviderForUserCommand")[0]).toMatchObject({
    DestinationUser: { ProviderName: "Cognito", ProviderAttributeValue: "0000-1" },
    SourceUser: { ProviderName: "Mission-GB", ProviderAttributeName: "Cognito_Subject", ProviderAttributeValue: "officer" },
  });
});

const wrong: readonly (readonly [what: string, people: readonly unknown[], refusal: RegExp])[] = [
  ["nobody", [], /the file/],
  ["a mail address that is none", [person("one", delegate("GB"))], /0\.email/],
  [
    "one mail address twice",
    [person("a@example.org", delegate("GB")), person("A@example.org", delegate("JP"))],
    /1\.email: a@example\.org stands there twice/,
  ],
  [
    "a delegate of no State",
    [person("a@example.org", { role: "delegate", from: FROM })],
    /0\.appointments\.0\.state: given nothing/,
  ],
  ["a State that is none", [person("a@example.org", delegate("ZZ"))], /state: given ZZ; allowed: the ISO 3166/],
  ["an expert of a State", [person("a@example.org", { ...expert, state: "ZA" })], /only a delegate represents a State/],
  ["a regime that is none", [person("a@example.org", { ...expert, regime: "9" })], /regime: given 9; allowed: .*1718/],
  [
    "an end before the beginning",
    [person("a@example.org", { ...expert, to: "2025-01-01T00:00:00.000Z" })],
    /ends before it begins/,
  ],
  [
    "a provider that is not configured",
    [{ ...person("a@example.org", delegate("GB")), at: { provider: "Other", subject: "x" } }],
    /Other is not configured; allowed: Mission-GB/,
  ],
  ["a misspelt field", [{ ...person("a@example.org", delegate("GB")), roles: [] }], /roles/],
];
test.for(wrong)("%s: nobody is appointed, and the file's fault is named", ([, people, refusal]) => {
  expect(() => checkedAppointees(people, ["Mission-GB"])).toThrow(/nobody was appointed/);
  expect(() => checkedAppointees(people, ["Mission-GB"])).toThrow(refusal);
});
