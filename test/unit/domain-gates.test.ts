import { describe, expect, test } from "vitest";
import type { CaseFile, Exhibit } from "#shared/domain/case.ts";
import { GATE_WORDS, inWords } from "#shared/domain/gate-words.ts";
import { GATES, type GateRow, gateOf, gatesOf } from "#shared/domain/gates.ts";
import { type GateId, STAGE_IDS } from "#shared/domain/stages.ts";
import { caseFile, claim, exhibit, NOW } from "#test/fixtures/case-file.ts";

const GATE_IDS = Object.keys(GATES) as readonly GateId[];
const whole = caseFile();
const { finding } = whole;
if (finding === undefined) throw new Error("the whole case has a finding");

const exhibits = (more: Partial<Exhibit>): CaseFile => caseFile({ exhibits: [exhibit("SUB-001/1", more)] });
const without = (key: keyof CaseFile): CaseFile => {
  const { [key]: _left, ...rest } = caseFile();
  return rest as CaseFile;
};
const says = (text: string): CaseFile =>
  caseFile({ finding: { ...finding, sentences: finding.sentences.map((one) => ({ ...one, text })) } });
const attested = (gate: string, more: { by?: string; nationality?: string }): CaseFile =>
  caseFile({
    attestations: whole.attestations.map((one) => (one.gate === gate ? { ...one, ...more } : one)),
  });
const released = (as: "none" | "a Member State" | "named State", text: string): CaseFile => ({
  ...says(text),
  releases: whole.releases.map((one) => ({ ...one, text, answer: { says: "released", as, at: NOW } })),
});
const letter = (more: Partial<CaseFile["letters"][number]>): CaseFile =>
  caseFile({ letters: whole.letters.map((one) => ({ ...one, ...more })) });
const mapping = (elements: CaseFile["mappings"][number]["elements"]): CaseFile =>
  caseFile({ mappings: [{ obligation: "2375-11", elements }] });
const grounds = whole.mappings[0]?.elements ?? [];

interface Miss {
  readonly says: string;
  readonly file: CaseFile;
  readonly key: string;
  readonly who: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** Every gate with every way of missing it: a gate without a row does not compile. */
const MISSES = {
  G1: [
    { says: "no evidence", file: caseFile({ exhibits: [] }), key: "G1.none", who: "who.expert" },
    {
      says: "one hash that differs from the one declared",
      file: exhibits({ sha256Declared: "b".repeat(64) }),
      key: "G1.hash",
      who: "who.originator",
      params: { ref: "SUB-001/1" },
    },
  ],
  G2: [
    {
      says: "a submitted item without a receipt",
      file: caseFile({ exhibits: [without2("receiptEntry")] }),
      key: "G2.receipt",
      who: "who.secretariat",
      params: { ref: "SUB-001/1" },
    },
    {
      says: "an open source that nobody registered",
      file: caseFile({ exhibits: [without2("state", { registeredBy: "" })] }),
      key: "G2.receipt",
      who: "who.secretariat",
    },
  ],
  G3: [
    {
      says: "an item without handling",
      file: caseFile({ exhibits: [without2("handling")] }),
      key: "G3.handling",
      who: "who.originator",
      params: { ref: "SUB-001/1" },
    },
  ],
  G4: attestedMisses("G4"),
  G5: attestedMisses("G5"),
  G6: [
    { says: "no claim at all", file: caseFile({ claims: [] }), key: "G6.no-claims", who: "who.lead" },
    {
      says: "a claim that is assessed on one origin",
      file: caseFile({ exhibits: whole.exhibits.map((one) => ({ ...one, sceneId: "S" })) }),
      key: "G6.origins",
      who: "who.lead",
      params: { claim: "C1", count: 1, needed: 2 },
    },
  ],
  G7: attestedMisses("G7"),
  G8: [
    {
      says: "a claim that mixes what was seen with what is inferred",
      file: caseFile({ claims: [claim("C1", { kinds: ["observation", "inference"] })] }),
      key: "G8.mixed",
      who: "who.lead",
      params: { claim: "C1" },
    },
    {
      says: "a claim that does not say what is unknown",
      file: caseFile({ claims: [claim("C1", { unknowns: [] })] }),
      key: "G8.unknowns",
      who: "who.lead",
      params: { claim: "C1" },
    },
  ],
  G9: [
    { says: "no obligation", file: caseFile({ mappings: [] }), key: "G9.none", who: "who.lead" },
    {
      says: "an element of which nothing is said",
      file: mapping(grounds.slice(0, 1)),
      key: "G9.element",
      who: "who.lead",
      params: { obligation: "2375-11", element: "conduct" },
    },
    {
      says: "an element that is established by no claim",
      file: mapping(grounds.map((one) => ({ ...one, state: "established", claims: [] }))),
      key: "G9.claims",
      who: "who.lead",
      params: { obligation: "2375-11", element: "ground" },
    },
  ],
  G10: [
    {
      says: "a State concerned that was not offered a reply",
      file: letter({ purpose: "enquiry" }),
      key: "G10.offer",
      who: "who.officer",
      params: { state: "Russian Federation" },
    },
    {
      says: "a window that is still open",
      file: letter({ dueAt: "2024-01-25T09:00:00.000Z" }),
      key: "G10.waiting",
      who: "who.state",
      params: { state: "Russian Federation", due: "2024-01-25" },
    },
    {
      says: "a reply that nobody assessed",
      file: letter({ reply: { text: "No.", at: NOW } }),
      key: "G10.assessment",
      who: "who.lead",
      params: { state: "Russian Federation" },
    },
  ],
  G11: [
    { says: "no text", file: without("finding"), key: "G11.none", who: "who.lead" },
    {
      says: "a sentence that confirms what may be assessed",
      file: { ...says("The Panel confirmed that a vessel lay at a quay."), standing: "under investigation" },
      key: "G11.wording",
      who: "who.lead",
      params: { sentence: "S1", fault: "wording.strong" },
    },
  ],
  G12: [
    { says: "no lead", file: without("lead"), key: "G12.lead", who: "who.coordinator" },
    { says: "no second expert", file: without("verifier"), key: "G12.verifier", who: "who.coordinator" },
    {
      says: "a second expert who is the lead",
      file: caseFile({ verifier: "lead" }),
      key: "G12.verifier",
      who: "who.coordinator",
    },
    {
      says: "somebody who acts and declared nothing",
      file: caseFile({
        team: whole.team.map(({ interest, ...one }) => (one.person === "lead" ? one : { ...one, interest: interest ?? "none" })),
      }),
      key: "G12.interest",
      who: "who.expert",
      params: { person: "lead" },
    },
  ],
  G13: [
    { says: "no text", file: without("finding"), key: "G13.none", who: "who.lead" },
    {
      says: "an originator that was not asked",
      file: caseFile({ releases: whole.releases.slice(0, 1) }),
      key: "G13.ask",
      who: "who.lead",
      params: { sentence: "S1", state: "United States of America" },
    },
    {
      says: "a text that is not the one put to the originator",
      file: says("The Panel assesses that two vessels lay at a quay."),
      key: "G13.ask",
      who: "who.lead",
    },
    {
      says: "an originator that has not answered",
      file: caseFile({ releases: whole.releases.map(({ answer: _, ...one }) => one) }),
      key: "G13.waiting",
      who: "who.originator",
      params: { sentence: "S1", state: "United Kingdom of Great Britain and Northern Ireland" },
    },
    {
      says: "an originator that refuses",
      file: caseFile({ releases: whole.releases.map((one) => ({ ...one, answer: { says: "refused", at: NOW } })) }),
      key: "G13.refused",
      who: "who.lead",
    },
    {
      says: "a sentence that names an originator released as a Member State",
      file: released("a Member State", "The Panel assesses, from imagery of the United Kingdom, that a vessel lay at a quay."),
      key: "G13.named",
      who: "who.lead",
      params: { sentence: "S1", as: "a Member State" },
    },
    {
      says: "a title that names an originator",
      file: caseFile({ finding: { ...finding, title: "British images of a quay" } }),
      key: "G13.named",
      who: "who.lead",
      params: { sentence: "title" },
    },
    {
      says: "a sentence that points to a Member State whose release allows no attribution",
      file: released("none", "According to a Member State, a vessel lay at a quay."),
      key: "G13.pointed",
      who: "who.lead",
      params: { sentence: "S1" },
    },
  ],
  G14: [
    { says: "no text", file: without("finding"), key: "G14.none", who: "who.lead" },
    {
      says: "an expert without a position",
      file: caseFile({ positions: whole.positions.filter((one) => one.person !== "third") }),
      key: "G14.position",
      who: "who.expert",
      params: { person: "third" },
    },
    {
      says: "a position over another text",
      file: caseFile({
        positions: whole.positions.map((one) => (one.person === "third" ? { ...one, hash: "0".repeat(64) } : one)),
      }),
      key: "G14.position",
      who: "who.expert",
      params: { person: "third" },
    },
    {
      says: "an objection",
      file: caseFile({
        positions: whole.positions.map((one) => (one.person === "third" ? { ...one, says: "object", reasons: "No." } : one)),
      }),
      key: "G14.objection",
      who: "who.panel",
      params: { person: "third" },
    },
  ],
} as const satisfies Record<GateId, readonly Miss[]>;

function without2(key: keyof Exhibit, more: Partial<Exhibit> = {}): Exhibit {
  const { [key]: _left, ...rest } = exhibit("SUB-001/1", more);
  return rest as Exhibit;
}
function attestedMisses(gate: "G4" | "G5" | "G7"): readonly Miss[] {
  return [
    {
      says: "only the lead answers for it",
      file: attested(gate, { by: "lead" }),
      key: `${gate}.attestation`,
      who: "who.verifier",
    },
    {
      says: "only a national of a State concerned answers for it",
      file: attested(gate, { nationality: "RU" }),
      key: `${gate}.national`,
      who: "who.other-expert",
    },
  ];
}
const ROWS = GATE_IDS.flatMap((gate) => (MISSES[gate] as readonly Miss[]).map((miss) => ({ gate, ...miss })));

describe("gates", () => {
  test.each(GATE_IDS)("%s is met by a case that lacks nothing, and says whether it was computed", (gate) => {
    const row: GateRow = GATES[gate];
    expect(gateOf(gate, whole, NOW)).toEqual({ state: "met", how: row.attested ? "attested, not computed" : "computed" });
  });

  test.each(ROWS)("$gate is missed by $says: $key, which $who can supply", ({ gate, file, key, who, params }) => {
    const result = gateOf(gate, file, NOW);
    const found = result.state === "missing" ? result.missing.find((one) => one.key === key) : undefined;
    expect(result.state === "missing" ? result.missing.map((one) => one.key) : result.state).toContain(key);
    expect(found).toMatchObject({ key, who, params: params ?? {} });
  });

  test.each(ROWS)("$key is a sentence whose parameters are all supplied", ({ gate, file, key }) => {
    const result = gateOf(gate, file, NOW);
    const found = result.state === "missing" ? result.missing.filter((one) => one.key === key) : [];
    for (const { says: sentence, who } of found.map(inWords)) {
      expect(sentence).not.toMatch(/\{\w+\}|^G\d/);
      expect(who).not.toMatch(/^who\./);
    }
  });

  test("every sentence of the catalogue is reached by a gate, and none is reached that is not there", () => {
    const reached = new Set(ROWS.flatMap(({ key, who }) => [key, who]));
    expect([...reached].toSorted()).toEqual(Object.keys(GATE_WORDS).toSorted());
  });

  test("every gate blocks a stage", () => {
    const used = new Set(STAGE_IDS.flatMap((stage) => gatesOf(stage, whole, NOW).map((one) => one.gate)));
    expect([...used].toSorted()).toEqual(GATE_IDS.toSorted());
  });
});

describe("waivers", () => {
  const waived = (gate: string, by: readonly string[]) =>
    by.map((one) => ({ gate, by: one, reasons: "Not to be had.", at: NOW }));

  test.each(ROWS)("$gate ($says): two different experts waive it exactly where its row says so", ({ gate, file }) => {
    const row: GateRow = GATES[gate];
    expect(gateOf(gate, { ...file, waivers: waived(gate, ["third", "chair"]) }, NOW)).toMatchObject(
      row.waivable ? { state: "met", how: "waived" } : { state: "missing" },
    );
  });

  test.each(ROWS)("$gate ($says): one expert twice, or two for another gate, waive nothing", ({ gate, file }) => {
    const other = gate === "G1" ? "G2" : "G1";
    expect(gateOf(gate, { ...file, waivers: waived(gate, ["third", "third"]) }, NOW).state).toBe("missing");
    expect(gateOf(gate, { ...file, waivers: waived(other, ["third", "chair"]) }, NOW).state).toBe("missing");
  });

  test("integrity, receipts, handling, origins, law, reply, wording, interests, release and adoption are never waived", () => {
    expect(GATE_IDS.filter((gate) => GATES[gate].waivable)).toEqual(["G4", "G5", "G7", "G8"]);
  });
});

describe("what is not asked for", () => {
  test("nobody is owed a reply where no State is concerned", () => {
    expect(gateOf("G10", caseFile({ statesConcerned: [], letters: [] }), NOW).state).toBe("met");
  });
  test("a window that ended without a reply is met, one with a reply that is assessed too", () => {
    expect(
      gateOf("G10", letter({ reply: { text: "No.", at: NOW }, assessment: { text: "Noted.", by: "lead" } }), NOW).state,
    ).toBe("met");
  });
  test("what is only reported needs no second origin, and a recused expert no position", () => {
    const reported = caseFile({ exhibits: whole.exhibits.map((one) => ({ ...one, sceneId: "S" })) });
    const sentences = [
      ...finding.sentences.map((one) => ({ ...one, claims: ["C2"] })),
      { id: "S2", text: "According to a Member State, a vessel lay at a quay.", claims: ["C1"], paragraph: 1 },
    ];
    const two = { ...reported, exhibits: [...reported.exhibits, exhibit("OS-001"), exhibit("OS-002")] };
    const claims = [...whole.claims, claim("C2", { supportedBy: ["OS-001", "OS-002"] })];
    expect(gateOf("G6", { ...two, claims, finding: { ...finding, sentences } }, NOW).state).toBe("met");
    const recused = whole.team.map((one) => (one.person === "third" ? { ...one, recused: true } : one));
    const positions = whole.positions.filter((one) => one.person !== "third");
    expect(gateOf("G14", caseFile({ team: recused, positions }), NOW).state).toBe("met");
  });
  test("the Government of a State is folded into “a Member State”, so a reworded sentence is not put to it again", () => {
    const file = released("named State", "The Panel assesses that a vessel lay at a quay.");
    const text = "The Panel assesses, as the Government of the United Kingdom does, that a vessel lay at a quay.";
    const asked = "The Panel assesses, as a Member State does, that a vessel lay at a quay.";
    const sentences = finding.sentences.map((one) => ({ ...one, text }));
    const releases = file.releases.map((one) => ({ ...one, text: one.state === "GB" ? asked : text }));
    expect(gateOf("G13", { ...file, releases, finding: { ...finding, sentences } }, NOW)).toEqual({
      state: "met",
      how: "computed",
    });
  });
});
