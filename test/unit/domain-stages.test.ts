import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CaseFile, OUTCOMES } from "#shared/domain/case.ts";
import { decide } from "#shared/domain/decide.ts";
import { GATES, gatesOf } from "#shared/domain/gates.ts";
import { Problem } from "#shared/domain/problems.ts";
import {
  FIRST_STAGE,
  isStage,
  REPORT_OUTCOMES,
  REPORT_STAGES,
  type ReportStageId,
  type ReportStageRow,
  STAGE_IDS,
  STAGES,
  type StageId,
  type StageRow,
} from "#shared/domain/stages.ts";
import { caseFile, NOW } from "#test/fixtures/case-file.ts";

const arrows: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  STAGE_IDS.map((id) => [id, Object.values((STAGES[id] as StageRow).on).map((target) => target.to)]),
);
const reportArrows: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(REPORT_STAGES).map(([id, row]) => [id, Object.values(row.on)]),
);
const reachedFrom = (from: string, of: Readonly<Record<string, readonly string[]>>): ReadonlySet<string> => {
  const seen = new Set([from]);
  for (const at of seen) for (const to of of[at] ?? []) seen.add(to);
  return seen;
};

describe.each([
  { name: "review", first: FIRST_STAGE as string, of: arrows, ends: OUTCOMES as readonly string[] },
  { name: "report", first: "collecting", of: reportArrows, ends: REPORT_OUTCOMES as readonly string[] },
])("stages of a $name", ({ first, of, ends }) => {
  test("every arrow leads to a stage or an outcome of the table", () => {
    expect(
      Object.values(of)
        .flat()
        .filter((to) => !Object.hasOwn(of, to) && !ends.includes(to)),
    ).toEqual([]);
  });
  test("every stage and every outcome can be reached from the first", () => {
    expect([...reachedFrom(first, of)].toSorted()).toEqual([...Object.keys(of), ...ends].toSorted());
  });
  test.each(Object.keys(of))("%s can come to an end", (stage) => {
    expect([...reachedFrom(stage, of)].some((to) => ends.includes(to))).toBe(true);
  });
});

test("every stage has a title, days, gates of the table once each, and a decision that needs them or none", () => {
  for (const id of STAGE_IDS) {
    const row: StageRow = STAGES[id];
    expect(row.title).not.toBe("");
    expect(row.dueDays).toBeGreaterThan(0);
    expect(new Set(row.gates).size).toBe(row.gates.length);
    expect(row.gates.filter((gate) => !Object.hasOwn(GATES, gate))).toEqual([]);
    expect(Object.values(row.on).some((target) => target.forward)).toBe(true);
  }
});

/** Ways in which a case can fall short, each touching some gate or rule. */
const HOLES: readonly ((file: CaseFile) => Partial<CaseFile>)[] = [
  () => ({ exhibits: [] }),
  (file) => ({ exhibits: file.exhibits.map((one) => ({ ...one, sha256Stored: "0".repeat(64) })) }),
  (file) => ({ exhibits: file.exhibits.map((one) => ({ ...one, sceneId: "S" })) }),
  (file) => ({ exhibits: file.exhibits.map((one) => ({ ...one, disputed: "edited" })) }),
  () => ({ attestations: [] }),
  () => ({ claims: [] }),
  (file) => ({ claims: file.claims.map((one) => ({ ...one, unknowns: [] })) }),
  () => ({ mappings: [] }),
  () => ({ letters: [] }),
  (file) => ({ letters: file.letters.map((one) => ({ ...one, dueAt: "2024-01-25T09:00:00.000Z" })) }),
  (file) => ({ letters: file.letters.map((one) => ({ ...one, dueAt: "2024-02-25T09:00:00.000Z" })) }),
  (file) => ({ letters: file.letters.map((one) => ({ ...one, reply: { text: "No.", at: NOW } })) }),
  () => ({ positions: [] }),
  (file) => ({ positions: file.positions.filter((one) => one.person !== "third") }),
  (file) => ({ positions: file.positions.map((one) => ({ ...one, hash: "0".repeat(64) })) }),
  () => ({ releases: [] }),
  () => ({ verifier: "national" }),
  () => ({ standing: "under investigation" }),
];

/** The case standing at a stage with some holes, each made after the other. */
const holed = (at: StageId, holes: readonly number[]): CaseFile => {
  let file = caseFile({ at });
  for (const hole of holes) file = Object.assign({}, file, HOLES[hole]?.(file));
  return file;
};
const CODES = ["GATE_UNMET", "CONFLICT_OF_INTEREST", "NOT_READY", "REPLY_CAN_CLOSE", "REPLY_NOT_EXPIRED", "NOTHING_SHARED"];

/** Takes one offered decision and holds it against the tables; answers where the case then stands, or undefined where it was refused. */
const step = (at: StageId, file: CaseFile, pick: number): string | undefined => {
  const row: StageRow = STAGES[at];
  const decision = Object.keys(row.on)[pick % Object.keys(row.on).length] ?? "";
  try {
    const { to } = decide(file, { stage: at, decision, now: NOW, into: caseFile({ id: "CASE-2" }) });
    expect(to).toBe(row.on[decision]?.to);
    expect(isStage(to) || (OUTCOMES as readonly string[]).includes(to)).toBe(true);
    const unmet = gatesOf(at, file, NOW).filter(({ result }) => result.state === "missing");
    if (row.on[decision]?.forward) expect(unmet).toEqual([]);
    return to;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    expect(CODES).toContain(error.code);
    return undefined;
  }
};

test("any walk of offered decisions stays in a known place, needs every gate of a stage it leaves forward, and refuses with a code", () => {
  const walk = fc.array(fc.record({ pick: fc.nat(), holes: fc.subarray([...HOLES.keys()], { maxLength: 3 }) }), {
    maxLength: 14,
  });
  let [moved, refused] = [0, 0];
  fc.assert(
    fc.property(walk, (steps) => {
      let at: string = FIRST_STAGE;
      for (const { pick, holes } of steps) {
        if (!isStage(at)) return;
        const to = step(at, holed(at, holes), pick);
        if (to === undefined) refused += 1;
        else moved += 1;
        at = to ?? at;
      }
    }),
    { numRuns: 600 },
  );
  expect(moved).toBeGreaterThan(200);
  expect(refused).toBeGreaterThan(100);
});

test("a whole case can be taken from triage to adoption, and an outcome takes no further decision", () => {
  const path = ["open", "proceed", "verified", "corroborated", "mapped", "expired", "agree", "released", "adopted"];
  let at: string = FIRST_STAGE;
  for (const decision of path) at = decide(caseFile({ at: at as CaseFile["at"] }), { stage: at, decision, now: NOW }).to;
  expect(at).toBe("adopted");
  for (const end of OUTCOMES)
    expect(() => decide(caseFile({ at: end }), { stage: end, decision: "open", now: NOW })).toThrow(
      expect.objectContaining({ code: "WRONG_STAGE" }),
    );
});

describe("stages of a report", () => {
  test("what a decision needs is said of a decision that the stage offers", () => {
    for (const [id, row] of Object.entries(REPORT_STAGES) as [ReportStageId, ReportStageRow][])
      expect(
        Object.keys(row.needs ?? {}).filter((decision) => !Object.hasOwn(row.on, decision)),
        id,
      ).toEqual([]);
  });

  const rows: Readonly<Record<string, ReportStageRow>> = REPORT_STAGES;
  // The first decision of every row leads on.
  const mostlyForward = fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 2 }) });
  /** What was held of the draft on a walk since it was last collected, each time it is provided. */
  const heldWhenProvided = (picks: readonly number[]): readonly (readonly string[])[] => {
    const provided: (readonly string[])[] = [];
    let at = "collecting";
    let held: readonly string[] = [];
    for (const pick of picks) {
      const row = rows[at];
      if (row === undefined) break;
      const decision = Object.keys(row.on)[pick % Object.keys(row.on).length] ?? "";
      at = row.on[decision] ?? "";
      held = at === "collecting" ? [] : [...new Set([...held, ...(row.needs?.[decision] ?? [])])];
      if (at === "provided") provided.push(held.toSorted());
    }
    return provided;
  };

  test("no walk reaches the Committee without a draft, without faults, the Panel's consensus and findings that are still adopted", () => {
    let reached = 0;
    fc.assert(
      fc.property(fc.array(mostlyForward, { maxLength: 30 }), (picks) => {
        for (const held of heldWhenProvided(picks)) {
          reached += 1;
          expect(held).toEqual(["consensus", "draft made", "no faults", "still adopted"]);
        }
      }),
      { numRuns: 2000 },
    );
    expect(reached).toBeGreaterThan(100);
  });

  test("nothing goes back once the Committee has it", () => {
    const after = reachedFrom("provided", reportArrows);
    for (const at of ["collecting", "drafted", "coordinator-review", "panel-adoption", "adopted"])
      expect(after.has(at)).toBe(false);
  });
});
