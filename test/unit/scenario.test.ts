import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import * as z from "zod";
import { readScenario, ScenarioRefused } from "#cli/demo/read-scenario.ts";
import { scenarioSchema } from "#cli/demo/scenario.ts";

const root = join(import.meta.dirname, "../..");
const second = await readFile(join(root, "test/fixtures/second-case.json"), "utf8");

/** The second case with one text put for another, which must stand there. */
const altered = (from: string, to: string): string => {
  if (!second.includes(from)) throw new Error(`${from} does not stand in the scenario`);
  return second.replace(from, to);
};

const refusals = (source: string): readonly string[] => {
  try {
    readScenario("case.json", source);
  } catch (error) {
    if (error instanceof ScenarioRefused) return error.faults;
    throw error;
  }
  return [];
};

/** Number of the first line of a source that holds a text, from 1. */
const lineOf = (source: string, text: string): number => source.split("\n").findIndex((line) => line.includes(text)) + 1;

test("a scenario of another regime, with other States and ships, is accepted", () => {
  expect(refusals(second)).toEqual([]);
  expect(readScenario("case.json", second).regime).toBe("1970");
});

test("a scenario with no State concerned, stories of stories and refused releases is accepted", async () => {
  expect(refusals(await readFile(join(root, "test/fixtures/third-case.json"), "utf8"))).toEqual([]);
});

test("a grade of 1 that nothing independent confirms is refused", async () => {
  const third = await readFile(join(root, "test/fixtures/third-case.json"), "utf8");
  const source = third.replace(
    /"origin": "PLACEHOLDER: patrol"/,
    '"origin": "PLACEHOLDER: patrol", "carries": "PLACEHOLDER: satellite operator"',
  );
  expect(refusals(source).join("\n")).toMatch(
    /case\.json:\d+: cases\.0\.grades\.0\.information: 1 is not given here; allowed: 2 to 6/,
  );
});

/** What is put in, what the line that is told must hold, and words of the refusal. */
const IMPOSSIBLE: readonly (readonly [says: string, from: string, to: string, line: string, words: string])[] = [
  ["a State that is none", '"state": "CL"', '"state": "XX"', '"XX"', "XX is not the two-letter code of a Member State"],
  ["a date that no calendar has", "2025-02-10T09:00:00Z", "2025-02-30T09:00:00Z", "2025-02-30", "submissions.0.at"],
  ["a kind of evidence that is none", '"kind": "photograph"', '"kind": "rumour"', '"rumour"', "submissions.0.items.0.kind"],
  ["a regime that is none", '"regime": "1970"', '"regime": "9999"', '"9999"', "regime"],
  ["a key that the format does not have", '"days": 14', '"daze": 14, "days": 14', '"daze"', "is not part of the format"],
  ["a person that is nobody", '"lead": "sea"', '"lead": "land"', '"land"', "nobody has the id land"],
  ["a person in a role not theirs", '"lead": "sea"', '"lead": "clerk"', '"lead": "clerk"', "clerk is officer"],
  [
    "evidence that nobody gave",
    '"supportedBy": ["quay-photographs/1", "newspaper"]',
    '"supportedBy": ["quay-photographs/9"]',
    "quay-photographs/9",
    "is not evidence of this case",
  ],
  [
    "a claim that is not made",
    '"claims": ["ALONGSIDE"],',
    '"claims": ["SAILED"],',
    '"SAILED"',
    "SAILED is not a claim of this case",
  ],
  ["metadata that the kind does not take", '"imo": "9074729", "acq', '"colour": "red", "acq', '"colour"', "ais-track takes imo"],
  ["a required metadatum left out", '"acquiredFrom": "2025-02-01", ', "", '"imo": "9074729", "acquiredTo"', "acquiredFrom"],
  [
    "a file of a type that the kind does not take",
    '"file": "track.csv"',
    '"file": "track.jpg"',
    '"track.jpg"',
    "image/jpeg is not taken for ais-track",
  ],
  ["a file that is not made", '"file": "track.csv"', '"file": "track.exe"', '"track.exe"', "no ending that is made"],
  [
    "an IMO number whose check digit fails",
    '"imo": "9074729",\n',
    '"imo": "9074720",\n',
    '"imo": "9074720"',
    "the check digit of 9074720 is wrong",
  ],
  [
    "an obligation of the table with elements of another",
    '"id": "EXERCISE-1"',
    '"id": "1718-8b"',
    '"element": "call"',
    "call is not an element of 1718-8b",
  ],
  [
    "an element that the obligation does not have",
    '"element": "call"',
    '"element": "cargo"',
    '"element": "cargo"',
    "cargo is not an element of EXERCISE-1",
  ],
  [
    "an originator without an answer",
    '{ "state": "CL", "as": "named State" }',
    '{ "state": "NO", "as": "named State" }',
    '"releases"',
    "the text rests on material of CL",
  ],
  [
    "a case opened before its evidence came",
    '"opened": "2025-02-12T09:00:00Z"',
    '"opened": "2025-02-01T09:00:00Z"',
    '"opened": "2025-02-01',
    "is before quay-photographs is submitted",
  ],
  [
    "an outcome of a case that is not played",
    '"read": { "what": "standing", "case": "CASE-NORTH-QUAY" }',
    '"read": { "what": "standing", "case": "CASE-SOUTH" }',
    "CASE-SOUTH",
    "CASE-SOUTH is not among",
  ],
  [
    "a reviewer who leads",
    '"reviewers": ["trade"]',
    '"reviewers": ["sea"]',
    '"reviewers"',
    "sea is the lead or the second expert",
  ],
  [
    "a reviewer who verifies",
    '"reviewers": ["trade"]',
    '"reviewers": ["money"]',
    '"reviewers"',
    "money is the lead or the second expert",
  ],
  ["nobody who may verify alone", '"verifiers": ["air", "money"]', '"verifiers": ["air"]', '"verifiers"', "nobody can verify"],
  ["nobody who may approve", '"reviewers": ["trade"]', '"reviewers": ["air"]', '"reviewers"', "nobody can approve"],
  [
    "a State concerned that is not offered a reply",
    '"purpose": "opportunity to reply"',
    '"purpose": "enquiry"',
    '"letters"',
    "MT is concerned and is not offered an opportunity to reply",
  ],
  [
    "an element that is established by nothing",
    '"claims": ["ALONGSIDE"], "why"',
    '"claims": [], "why"',
    '"claims": [], "why"',
    "call is established and names no claim",
  ],
  [
    "a figure that is no image",
    '"exhibit": "quay-photographs/1"',
    '"exhibit": "position-reports/1"',
    '"position-reports/1"',
    "position-reports/1 is not an image that somebody submits",
  ],
  [
    "a claim that mixes seeing and inferring",
    '"kinds": ["observation"]',
    '"kinds": ["observation", "inference"]',
    '"inference"',
    "ALONGSIDE mixes what was seen with what is inferred",
  ],
  [
    "an open source that is registered after the case that rests on it is opened",
    '"at": "2025-02-11T12:00:00Z"',
    '"at": "2025-03-01T12:00:00Z"',
    '"opened": "2025-02-12',
    "is before newspaper is registered",
  ],
  [
    "a look-alike whose number is none",
    '"features": ["PLACEHOLDER: two cranes amidships"]',
    '"features": ["PLACEHOLDER: two cranes amidships"], "excluded": [{ "name": "X", "imo": "9074720", "why": "Y" }]',
    '"9074720"',
    "the check digit of 9074720 is wrong",
  ],
  [
    "a recommendation that recommends nothing",
    '"figures": [',
    '"recommendations": [{ "text": "More.", "addressee": "Committee", "rank": 1 }], "figures": [',
    '"More."',
    "a recommendation is a sentence that recommends",
  ],
  [
    "a message about a submission by the delegate of another State",
    '"title": "PLACEHOLDER: photographs of a quay",',
    '"title": "PLACEHOLDER: photographs of a quay", "messages": [{ "by": "mission-cl", "text": "A text." }],',
    '"messages"',
    "mission-cl represents another State than mission-no",
  ],
  [
    "a message to a delegation that bears a number of the Panel's own",
    '"title": "PLACEHOLDER: photographs of a quay",',
    '"title": "PLACEHOLDER: photographs of a quay", "messages": [{ "by": "clerk", "text": "See SUB-002." }],',
    '"messages"',
    "SUB-002 is a number of the Panel's own",
  ],
  [
    "an outcome of an item that is not sent",
    '{ "what": "receipt", "submission": "position-reports" }',
    '{ "what": "item", "submission": "position-reports", "item": 2 }',
    '"item": 2',
    "2 is not among 1",
  ],
  [
    "a sentence that the evidence carries in none of its texts",
    '"According to Norway, crates stood on the quay."',
    '"Crates stood on the quay."',
    '"Crates stood on the quay."',
    "none of its texts can stand; the last is refused with wording.strong",
  ],
  [
    "a case that is corroborated on one origin",
    '"supportedBy": ["quay-photographs/1", "quay-photographs/2", "position-reports/1", "newspaper"]',
    '"supportedBy": ["quay-photographs/1", "quay-photographs/2", "newspaper"]',
    "{",
    "corroborated needs a sentence that finds or assesses",
  ],
  ["an id given twice", '"id": "position-reports"', '"id": "quay-photographs"', '"id": "quay-photographs"', "is used twice"],
];

test.each(IMPOSSIBLE)("%s is refused, with its line and what is wrong", (_says, from, to, line, words) => {
  const source = altered(from, to);
  const told = refusals(source).find((fault) => fault.includes(words));
  expect(told, `told: ${refusals(source).join(" | ")}`).toBeDefined();
  const lines = source.split("\n").flatMap((one, index) => (one.includes(line) ? [index + 1] : []));
  expect(lines).toContain(Number(/^case\.json:(\d+): /.exec(told ?? "")?.[1]));
});

test("what is not JSON is refused with the line where it breaks", () => {
  const source = altered('"regime": "1970",', '"regime": "1970"');
  const [told = ""] = refusals(source);
  expect(told).toMatch(/^case\.json:\d+: this is not JSON/);
  expect(Math.abs(Number(/:(\d+):/.exec(told)?.[1]) - lineOf(source, '"regime": "1970"'))).toBeLessThanOrEqual(1);
});

test("several faults are told at once, so that nobody mends them one run at a time", () => {
  expect(
    refusals(second.replace('"lead": "sea"', '"lead": "land"').replace('"state": "CL", "as"', '"state": "ZZ", "as"')).length,
  ).toBeGreaterThanOrEqual(2);
});

test("an obligation that neither the table nor the case has is refused", () => {
  const source = second.replace(/"own": \{[\s\S]*?"source": "[^"]*"\s*\},/, "");
  expect(refusals(source).join("\n")).toContain("EXERCISE-1 is not in the table of obligations");
});

test("docs/scenario.schema.json is the format as the code checks it", async () => {
  const schema = z.toJSONSchema(scenarioSchema, { target: "draft-2020-12", io: "input" });
  const told = { ...schema, title: "A scenario of Corroborate", description: "See scenario.md beside this file." };
  const golden = join(root, "docs/scenario.schema.json");
  if (process.env["UPDATE_GOLDEN"] === "1") await writeFile(golden, `${JSON.stringify(told, null, 2)}\n`);
  expect(
    JSON.parse(await readFile(golden, "utf8")),
    "the format changed: look at the difference, then rewrite with UPDATE_GOLDEN=1",
  ).toEqual(told);
});
