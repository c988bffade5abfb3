import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ACCESS, type Action, actorFor, can, isProvided, rolesFor } from "#shared/domain/access.ts";
import {
  type Actor,
  type Appointment,
  actorsOf,
  appointmentSchema,
  personSchema,
  ROLES,
  SPECIALISMS,
} from "#shared/domain/people.ts";
import { REPORT_STAGES, type ReportStageRow, STAGE_IDS, STAGES } from "#shared/domain/stages.ts";

const FROM = "2024-01-01T00:00:00.000Z";
const TO = "2024-02-01T00:00:00.000Z";
const expert: Appointment = { role: "expert", regime: "1718", nationality: "KE", specialism: "arms", from: FROM };
/** Without the reading of one's own appointments, which everybody has and which is of nobody else. */
const ACTIONS = (Object.keys(ACCESS) as readonly Action[]).filter((action) => action !== "self.read");

describe("appointments", () => {
  test.each([
    ["before its first moment", "2023-12-31T23:59:59.999Z", 0],
    ["at its first moment", FROM, 1],
    ["at the last moment before its end", "2024-01-31T23:59:59.999Z", 1],
    ["at its end: ending takes effect at once", TO, 0],
    ["after its end", "2024-02-01T00:00:00.001Z", 0],
  ])("%s", (_, now, held) => {
    expect(actorsOf("x", [{ ...expert, to: TO }], now)).toHaveLength(held);
  });

  test("an open end holds", () => {
    expect(actorsOf("x", [expert], "2099-01-01T00:00:00.000Z")).toEqual([
      { id: "x", role: "expert", regime: "1718", nationality: "KE", specialism: "arms" },
    ]);
  });

  test("somebody holds exactly those of several appointments whose dates cover the moment", () => {
    const day = fc.integer({ min: 1, max: 28 }).map((one) => `2024-01-${String(one).padStart(2, "0")}T00:00:00.000Z`);
    const appointment = fc.record({ from: day, to: fc.option(day, { nil: undefined }) });
    fc.assert(
      fc.property(fc.array(appointment, { maxLength: 5 }), day, (spans, now) => {
        const all = spans.map(({ from, to }): Appointment => ({ role: "officer", from, ...(to === undefined ? {} : { to }) }));
        const holds = spans.filter((one) => now >= one.from && (one.to === undefined || now < one.to)).length;
        expect(actorsOf("x", all, now)).toHaveLength(holds);
      }),
    );
  });

  test.each([
    ["a role that there is none of", { ...expert, role: "chair" }],
    ["a specialism that there is none of", { ...expert, specialism: "cooking" }],
    ["a nationality in words", { ...expert, nationality: "Kenya" }],
    ["a date without a time", { ...expert, from: "2024-01-01" }],
    ["a field that the table does not have", { ...expert, clearance: "secret" }],
  ])("%s is refused", (_, given) => {
    expect(appointmentSchema.safeParse(given).success).toBe(false);
  });

  test("a person has at least one appointment and an account name that a path can hold", () => {
    const person = { id: "expert-arms", label: "Expert, arms", appointments: [expert] };
    expect(personSchema.safeParse(person).success).toBe(true);
    for (const wrong of [
      { ...person, appointments: [] },
      { ...person, id: "A/B" },
      { ...person, label: "" },
      { ...person, mail: "x" },
    ])
      expect(personSchema.safeParse(wrong).success).toBe(false);
  });

  test("specialisms and roles are named once", () => {
    for (const all of [ROLES, SPECIALISMS]) expect(new Set(all).size).toBe(all.length);
  });
});

describe("access", () => {
  const actors: readonly Actor[] = ROLES.map((role) => ({
    id: role,
    role,
    ...(role === "delegate" ? { state: "GB" } : role === "auditor" ? {} : { regime: "1718" }),
  }));
  const who = (action: Action, subject: Parameters<typeof can>[2]) =>
    actors.filter((actor) => can(actor, action, subject)).map((actor) => actor.role);

  test("nobody but a delegate sees anything of a State's own, and that only of the own State", () => {
    for (const action of ["submission.read", "submission.write", "asked.read", "asked.answer"] as const) {
      expect(who(action, { state: "GB" })).toEqual(["delegate"]);
      expect(who(action, { state: "US" })).toEqual([]);
    }
  });

  test("a delegate may do nothing outside the own zone, whatever the record is", () => {
    const elsewhere = ACTIONS.filter((action) => !/^(submission|asked)\./.test(action));
    expect(elsewhere.filter((action) => who(action, { state: "GB", regime: "1718" }).includes("delegate"))).toEqual([]);
  });

  test("an appointment to one regime says nothing about another", () => {
    const ofPanel = ACTIONS.filter((action) => /^(register|evidence|case|report)\./.test(action));
    expect(ofPanel.filter((action) => who(action, { regime: "1970" }).length > 0)).toEqual([]);
  });

  test("the Committee sees reports from “provided” on and nothing else", () => {
    const reads = ACTIONS.filter((action) => who(action, { regime: "1718", at: "provided" }).includes("committee"));
    expect(reads).toEqual(["report.read", "report.open-file"]);
    for (const [at, row] of Object.entries(REPORT_STAGES) as [string, ReportStageRow][]) {
      expect(who("report.read", { regime: "1718", at }).includes("committee"), at).toBe(isProvided(at));
      expect(row.title).not.toBe("");
    }
    expect(["collecting", "drafted", "coordinator-review", "panel-adoption", "adopted", undefined].filter(isProvided)).toEqual(
      [],
    );
  });

  test("an auditor reads the ledger and the access log, and nothing that has content", () => {
    expect(ACTIONS.filter((action) => who(action, { regime: "1718", state: "GB" }).includes("auditor"))).toEqual([
      "ledger.read",
      "access.read",
    ]);
  });

  test("somebody recused does no work on the case, takes no position and decides nothing, but may read it", () => {
    const subject = { regime: "1718", at: "adoption", recused: ["expert"] };
    for (const action of ["case.work", "case.attest", "case.position", "case.decide", "case.declare"] as const)
      expect(who(action, subject)).not.toContain("expert");
    expect(who("case.read", subject)).toContain("expert");
  });

  test.each(STAGE_IDS)("at %s only those decide whom the stage names", (at) => {
    const subject = { regime: "1718", at, lead: "lead", verifier: "second" };
    const people: readonly Actor[] = [
      ...actors,
      { id: "lead", role: "expert", regime: "1718" },
      { id: "second", role: "expert", regime: "1718" },
    ];
    const EXPECTED: Readonly<Record<(typeof STAGES)[typeof at]["decidedBy"], readonly string[]>> = {
      coordinator: ["coordinator"],
      lead: ["lead"],
      verifier: ["second"],
      officer: ["officer"],
      reviewers: ["expert", "coordinator", "lead", "second"],
      originators: [],
      everyone: ["expert", "coordinator", "lead", "second"],
    };
    expect(people.filter((one) => can(one, "case.decide", subject)).map((one) => one.id)).toEqual(EXPECTED[STAGES[at].decidedBy]);
  });

  test("the first appointment that allows an action is acted under, and a refusal can say whose it is", () => {
    const both: readonly Actor[] = [
      { id: "x", role: "committee", regime: "1718" },
      { id: "x", role: "officer", regime: "1718" },
    ];
    expect(actorFor(both, "report.write", { regime: "1718" })?.role).toBe("officer");
    expect(actorFor(both, "case.work", { regime: "1718" })).toBeUndefined();
    expect(rolesFor("case.assign")).toEqual(["coordinator"]);
  });

  test("an action of no table, and a name of every object's, let nobody in", () => {
    for (const actor of actors) expect(() => can(actor, "constructor" as Action, {})).not.toThrow();
    for (const actor of actors) expect(can(actor, "constructor" as Action, {})).toBe(false);
  });
});
