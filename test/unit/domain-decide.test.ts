import { describe, expect, test } from "vitest";
import type { CaseFile } from "#shared/domain/case.ts";
import { decide, isCleared, reopenedBy } from "#shared/domain/decide.ts";
import { sharedBetween } from "#shared/domain/merge.ts";
import { Problem } from "#shared/domain/problems.ts";
import { STAGE_IDS } from "#shared/domain/stages.ts";
import { caseFile, exhibit, NOW } from "#test/fixtures/case-file.ts";

const at = (stage: CaseFile["at"], more: Partial<CaseFile> = {}) => caseFile({ at: stage, ...more });
/** The stage a decision leads to, or the code of its refusal. */
const taken = (file: CaseFile, decision: string, into?: CaseFile): string => {
  try {
    return decide(file, { stage: file.at, decision, now: NOW, ...(into === undefined ? {} : { into }) }).to;
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
};
const letters = (...all: readonly { due: string; reply?: boolean }[]): CaseFile["letters"] =>
  all.map(({ due, reply }, index) => ({
    id: `L${index}`,
    reference: `OC.${index}`,
    purpose: "opportunity to reply",
    state: "RU",
    asks: "Any comment?",
    sentAt: "2024-01-05T09:00:00.000Z",
    dueAt: `${due}T09:00:00.000Z`,
    ...(reply ? { reply: { text: "No.", at: NOW }, assessment: { text: "Noted.", by: "lead" } } : {}),
  }));

describe("every decision", () => {
  test.each(STAGE_IDS)(
    "at %s: one of another stage, and one that there is none of, are refused with what is allowed",
    (stage) => {
      expect(() => decide(at(stage), { stage: "elsewhere", decision: "open", now: NOW })).toThrow(
        expect.objectContaining({ code: "WRONG_STAGE", params: { allowed: "elsewhere", actual: stage } }),
      );
      for (const decision of ["nothing", "constructor", "__proto__"]) expect(taken(at(stage), decision)).toBe("NO_SUCH_DECISION");
    },
  );

  test("an unmet gate is told with what is missing in words and who can supply it", () => {
    expect(() => decide(at("legal", { mappings: [] }), { stage: "legal", decision: "mapped", now: NOW })).toThrow(
      expect.objectContaining({
        code: "GATE_UNMET",
        params: { gates: "G9" },
        details: [
          {
            gate: "G9",
            missing: [{ key: "G9.none", params: {}, says: "No obligation is mapped.", who: "the lead expert" }],
          },
        ],
      }),
    );
  });

  test("a decision that goes back or aside needs no gate", () => {
    expect(taken(at("legal", { mappings: [] }), "return")).toBe("corroboration");
    expect(taken(at("corroboration", { claims: [] }), "unsubstantiated")).toBe("closed-unsubstantiated");
    expect(taken(at("triage", { exhibits: [] }), "outside-mandate")).toBe("closed-outside-mandate");
  });

  test("what the evidence carries is set where it is decided, and a flag where it is raised", () => {
    const decided = (stage: CaseFile["at"], decision: string, more: Partial<CaseFile> = {}) =>
      decide(at(stage, more), { stage, decision, now: NOW });
    expect(decided("corroboration", "corroborated").standing).toBe("corroborated");
    expect(decided("corroboration", "under-investigation").standing).toBe("under investigation");
    expect(decided("reply", "expired").standing).toBeUndefined();
    expect(decided("triage", "open-retaliatory")).toEqual({ to: "enquiry", retaliatory: true });
    expect(decided("triage", "open").retaliatory).toBeUndefined();
  });

  test("a retaliatory submission passes the same gates", () => {
    expect(taken(at("triage", { exhibits: [] }), "open-retaliatory")).toBe("GATE_UNMET");
  });
});

describe("a national of a State concerned", () => {
  test.each(["verified", "disputed"])("never verifies alone: %s", (decision) => {
    expect(taken(at("verification", { verifier: "national" }), decision)).toBe("CONFLICT_OF_INTEREST");
  });
  test("may send the case back", () => {
    expect(taken(at("verification", { verifier: "national" }), "return")).toBe("enquiry");
  });

  const agreed = (...people: readonly string[]): CaseFile =>
    at("peer-review", {
      positions: caseFile()
        .positions.slice(0, 1)
        .flatMap((one) => people.map((person) => ({ ...one, person }))),
    });
  test.each([
    [["chair", "third"], "clearance"],
    [["chair", "national"], "CONFLICT_OF_INTEREST"],
    [["chair", "national", "third"], "clearance"],
    [["third"], "NOT_READY"],
    [["chair"], "NOT_READY"],
    [["chair", "lead"], "NOT_READY"],
  ] as const)("agreement of %j at peer review: %s", (people, outcome) => {
    expect(taken(agreed(...people), "agree")).toBe(outcome);
  });
  test("agreement over another text is none, and so is an objection", () => {
    const file = agreed("chair", "third");
    expect(taken({ ...file, positions: file.positions.map((one) => ({ ...one, hash: "0".repeat(64) })) }, "agree")).toBe(
      "NOT_READY",
    );
    expect(taken({ ...file, positions: file.positions.map((one) => ({ ...one, says: "object" })) }, "agree")).toBe("NOT_READY");
  });
});

test("“disputed” names an item that is disputed", () => {
  expect(taken(at("verification"), "disputed")).toBe("NOT_READY");
  const exhibits = [exhibit("SUB-001/1", { disputed: "The shadows are wrong." })];
  expect(taken(at("verification", { exhibits }), "disputed")).toBe("corroboration");
});

describe("the opportunity to reply (deadline of the Committee: 2 February 2024; today: 20 January)", () => {
  test.each([
    [
      "nobody was written to",
      [],
      { answered: "NOT_READY", expired: "GATE_UNMET", hold: "NOT_READY", "include-under-investigation": "NOT_READY" },
    ],
    [
      "the window has ended in silence",
      [{ due: "2024-01-19" }],
      {
        answered: "NOT_READY",
        expired: "peer-review",
        hold: "REPLY_CAN_CLOSE",
        "include-under-investigation": "REPLY_CAN_CLOSE",
      },
    ],
    [
      "the reply is there",
      [{ due: "2024-01-25", reply: true }],
      {
        answered: "peer-review",
        expired: "peer-review",
        hold: "REPLY_CAN_CLOSE",
        "include-under-investigation": "REPLY_CAN_CLOSE",
      },
    ],
    [
      "the window closes before the deadline",
      [{ due: "2024-02-02" }],
      {
        answered: "NOT_READY",
        expired: "REPLY_NOT_EXPIRED",
        hold: "REPLY_CAN_CLOSE",
        "include-under-investigation": "REPLY_CAN_CLOSE",
      },
    ],
    [
      "the window closes after the deadline",
      [{ due: "2024-02-03" }],
      { answered: "NOT_READY", expired: "REPLY_NOT_EXPIRED", hold: "held", "include-under-investigation": "peer-review" },
    ],
    [
      "one of two windows closes after the deadline",
      [{ due: "2024-01-19", reply: true }, { due: "2024-02-03" }],
      { answered: "NOT_READY", expired: "REPLY_NOT_EXPIRED", hold: "held", "include-under-investigation": "peer-review" },
    ],
  ] as const)("%s", (_, windows, outcomes) => {
    const file = at("reply", { letters: letters(...windows) });
    const found = Object.fromEntries(Object.keys(outcomes).map((decision) => [decision, taken(file, decision)]));
    expect(found).toEqual(outcomes);
  });

  test("where no State is concerned there is no window to wait for", () => {
    expect(taken(at("reply", { letters: [], statesConcerned: [] }), "expired")).toBe("peer-review");
  });
});

describe("merging", () => {
  const file = at("triage");
  const other = caseFile({ id: "CASE-2", vessels: [], exhibits: [exhibit("SUB-009/1", { sha256Stored: "c".repeat(64) })] });
  test("nothing shared, no other case or the case itself: refused", () => {
    expect([taken(file, "merge", other), taken(file, "merge"), taken(file, "merge", file)]).toEqual([
      "NOTHING_SHARED",
      "INVALID",
      "INVALID",
    ]);
  });
  test.each([
    ["a vessel by its number", { vessels: file.vessels }],
    ["an item by its hash", { exhibits: [exhibit("SUB-009/1")] }],
  ] as const)("shares %s: merged", (_, more) => {
    expect(decide(file, { stage: "triage", decision: "merge", now: NOW, into: { ...other, ...more } })).toEqual({
      to: "merged",
      mergedInto: "CASE-2",
    });
  });
  test.each(["sceneId", "objectId"] as const)("%s shared is a ground, the same day or place is none", (key) => {
    const mine = at("triage", { exhibits: [exhibit("SUB-001/1", { [key]: "X", shows: "2023-10-01" })], vessels: [] });
    const theirs = { ...other, exhibits: other.exhibits.map((one) => ({ ...one, shows: "2023-10-01" })) };
    expect(sharedBetween(mine, theirs)).toEqual([]);
    expect(sharedBetween(mine, { ...theirs, exhibits: theirs.exhibits.map((one) => ({ ...one, [key]: "X" })) })).toHaveLength(1);
  });
  test("what two cases share does not depend on which is asked; a vessel known by name alone is nothing shared", () => {
    expect(sharedBetween(file, caseFile({ id: "CASE-2" }))).toEqual(sharedBetween(caseFile({ id: "CASE-2" }), file));
    const named = file.vessels.map(({ imo: _, ...one }) => one);
    expect(sharedBetween({ ...file, vessels: named }, { ...other, vessels: named })).toEqual([]);
  });
});

describe("a text that is changed", () => {
  test.each([
    ["adopted", true, "corroboration"],
    ["adopted", false, "adoption"],
    ["incident-report", true, "corroboration"],
    ["incident-report", false, "adoption"],
    ["peer-review", true, "corroboration"],
    ["clearance", true, "corroboration"],
    ["adoption", true, "corroboration"],
    ["legal", true, "corroboration"],
  ] as const)("at %s (substance: %s) leads to %s", (stage, substance, to) => {
    expect(reopenedBy(at(stage), substance)?.to).toBe(to);
  });
  test.each(["triage", "enquiry", "verification", "corroboration", "reply"] as const)("at %s stays there", (stage) => {
    expect([reopenedBy(at(stage), true), reopenedBy(at(stage), false)]).toEqual([undefined, undefined]);
  });
  test("form before adoption stays where it is", () => {
    for (const stage of ["legal", "peer-review", "clearance", "adoption"] as const)
      expect(reopenedBy(at(stage), false)).toBeUndefined();
  });
});

test("clearance ends when every originator released what stands, and nowhere else", () => {
  expect(isCleared(at("clearance"), NOW)).toBe(true);
  expect(isCleared(at("clearance", { releases: [] }), NOW)).toBe(false);
  expect(isCleared(at("adoption"), NOW)).toBe(false);
});
