import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CaseFile, Sentence, Standing } from "#shared/domain/case.ts";
import { CLAIM_KINDS, ELEMENT_STATES, STANDINGS } from "#shared/domain/case.ts";
import { allowedForms, claimStrength, strengthOf, WORDING, wordingFaults } from "#shared/domain/wording.ts";
import { caseFile, claim, exhibit } from "#test/fixtures/case-file.ts";

const sentence = (text: string, claims: readonly string[] = ["C1"]): Sentence => ({ id: "S1", text, claims, paragraph: 1 });
const keys = (text: string, file: CaseFile = caseFile(), claims?: readonly string[]) =>
  wordingFaults(sentence(text, claims), file).map((one) => one.key);
const oneOrigin = caseFile({ exhibits: caseFile().exhibits.map((one) => ({ ...one, sceneId: "S" })) });
const noEvidence = caseFile({ exhibits: [] });

describe("how strong a sentence is", () => {
  test.each([
    ["The Panel could not independently verify the contents of the containers.", 0],
    ["The matter remains under investigation.", 0],
    ["The destination of the cargo is not known.", 0],
    ["According to a Member State, containers were loaded.", 1],
    ["Information provided by a Member State indicates that the vessel confirmed its call.", 1],
    ["The debris may have originated from a depot.", 1],
    ["The Panel assesses that containers were loaded.", 2],
    ["The vessel was likely loaded.", 2],
    ["The Panel confirmed that containers were loaded.", 3],
    ["Containers were loaded.", 3],
    ["The Panel confirmed that arms were loaded; their number is not known.", 3],
    ["The Panel has also confirmed, according to its methodology, that arms were loaded.", 3],
    ["The Panel therefore assesses that arms were loaded, and could not verify their number.", 2],
    ["The Panel has not confirmed that arms were loaded; this is not established.", 0],
  ])("“%s” is of strength %i", (text, strength) => {
    expect(strengthOf(text).strength).toBe(strength);
  });

  test.each(WORDING)("the example of “$name” has the strength of its row", ({ example, strength }) => {
    expect(strengthOf(example).strength).toBe(strength);
  });
});

/** The four rungs, each with the evidence that carries it and no more. */
const LADDER: readonly (readonly [says: string, strength: number, file: CaseFile])[] = [
  ["no evidence that counts", 0, noEvidence],
  ["one origin", 1, oneOrigin],
  ["two origins, but an element that rests on it is inferred", 2, withElement("supported by inference")],
  ["two origins and a case that is still under investigation", 2, caseFile({ standing: "under investigation" })],
  ["two origins of something inferred", 2, caseFile({ claims: [claim("C1", { kinds: ["inference"] })] })],
  ["two origins of something seen", 3, caseFile()],
];
function withElement(state: (typeof ELEMENT_STATES)[number]): CaseFile {
  return caseFile({
    mappings: [{ obligation: "2375-11", elements: [{ element: "ground", state, claims: ["C1"], why: "W" }] }],
  });
}
const TEXTS = [
  "The Panel could not verify that a vessel lay there.",
  "According to a Member State, a vessel lay there.",
  "The Panel assesses that a vessel lay there.",
  "The Panel confirmed that a vessel lay there.",
];

describe("what the evidence carries", () => {
  test.each(LADDER)("%s carries strength %i, and blocks every stronger verb", (_, strength, file) => {
    expect(claimStrength(file.claims[0] ?? claim("C1"), file)).toBe(strength);
    for (const [says, text] of TEXTS.entries()) {
      const faults = wordingFaults(sentence(text), file);
      expect(faults.map((one) => one.key)).toEqual(says > strength ? ["wording.strong"] : []);
      if (says > strength) expect(faults[0]?.allowed).toEqual(allowedForms(strength));
    }
  });

  test("more evidence never allows less: another independent item leaves the strength or raises it", () => {
    const world = fc.record({
      kinds: fc.uniqueArray(fc.constantFrom(...CLAIM_KINDS), { minLength: 1, maxLength: 2 }),
      origins: fc.array(fc.constantFrom("a", "b"), { maxLength: 3 }),
      needed: fc.integer({ min: 1, max: 3 }),
      standing: fc.constantFrom<Standing | undefined>(undefined, ...STANDINGS),
      element: fc.option(fc.constantFrom(...ELEMENT_STATES), { nil: undefined }),
      contradicted: fc.boolean(),
    });
    fc.assert(
      fc.property(world, ({ kinds, origins, needed, standing, element, contradicted }) => {
        const exhibits = origins.map((origin, index) => exhibit(`SUB-001/${index + 1}`, { origin }));
        const file = (all: typeof exhibits): CaseFile => ({
          ...(element === undefined ? caseFile({ mappings: [] }) : withElement(element)),
          ...(standing === undefined ? {} : { standing }),
          originsNeeded: needed,
          exhibits: all,
          claims: [
            claim("C1", { kinds, supportedBy: all.map((one) => one.ref), contradictedBy: contradicted ? ["OS-009"] : [] }),
          ],
        });
        const strength = (all: typeof exhibits) => claimStrength(file(all).claims[0] ?? claim("C1"), file(all));
        const before = strength(exhibits);
        const after = strength([...exhibits, exhibit("OS-001", { origin: "new" })]);
        expect(after).toBeGreaterThanOrEqual(before);
        expect(allowedForms(after)).toEqual(expect.arrayContaining([...allowedForms(before)]));
      }),
    );
  });

  test("a sentence is as strong as the weakest of its claims", () => {
    const file = caseFile({ claims: [claim("C1"), claim("C2", { supportedBy: ["SUB-001/1"] })] });
    expect(keys("The Panel assesses that a vessel lay there.", file, ["C1", "C2"])).toEqual(["wording.strong"]);
    expect(keys("According to a Member State, a vessel lay there.", file, ["C1", "C2"])).toEqual([]);
  });
});

describe("other faults of a sentence", () => {
  test("a sentence without claims may say an absence only", () => {
    expect(keys("Arms were aboard.", caseFile(), [])).toEqual(["wording.unsourced"]);
    expect(keys("What was aboard is not known.", caseFile(), [])).toEqual([]);
  });

  test("a claim that there is none of is named", () => {
    expect(wordingFaults(sentence("The Panel assesses it.", ["C1", "C9"]), caseFile())).toMatchObject([
      { key: "wording.unknown-claim", params: { claim: "C9" } },
    ]);
  });

  test("what other evidence contradicts can be reported, not asserted", () => {
    const file = caseFile({ claims: [claim("C1", { contradictedBy: ["OS-001"] })] });
    expect(keys("The Panel assesses that a vessel lay there.", file)).toEqual(["wording.contradicted"]);
    expect(keys("According to a Member State, a vessel lay there.", file)).toEqual([]);
  });

  test.each([
    "It is likely, with high confidence, that the Panel assesses this.",
    "The Panel assesses with moderate confidence that this is improbable, indeed unlikely.",
  ])("likelihood and confidence do not stand in one sentence: %s", (text) => {
    expect(keys(text)).toContain("wording.mixed");
  });
  test("either alone may stand", () => {
    expect(keys("The Panel assesses that this is likely.")).toEqual([]);
    expect(keys("The Panel assesses this with high confidence.")).toEqual([]);
  });

  test("“designated vessel” needs a listing by the Committee; a national list is none", () => {
    const listed = (list: string, by: string) =>
      caseFile({ vessels: caseFile().vessels.map((one) => ({ ...one, listed: [{ list, by, from: "2022-05-08" }] })) });
    const text = "The Panel assesses that the designated vessel lay there.";
    expect(keys(text)).toEqual(["wording.designated"]);
    expect(keys(text, listed("SDN", "Office of Foreign Assets Control"))).toEqual(["wording.designated"]);
    expect(keys(text, listed("Designated Vessels List", "1718 Committee"))).toEqual([]);
  });
});
