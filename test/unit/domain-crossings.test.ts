import { describe, expect, test } from "vitest";
import { CROSSING_KINDS, CROSSINGS, type CrossingBody, type CrossingKind, type CrossingRow } from "#shared/domain/crossings.ts";

const AT = "2024-01-22T09:00:00.000Z";
const HASH = "a".repeat(64);
const PLATE = { key: "k", version: "1", to: "t", sha256: HASH };

/** A whole message of every kind: a kind without an example does not compile. */
const EXAMPLES: { readonly [K in CrossingKind]: CrossingBody<K> } = {
  registration: {
    state: "GB",
    reference: "GB-001",
    regime: "1718",
    title: "S/2024/215",
    sealedAt: AT,
    sealedBy: "delegate-gb",
    registeredAt: AT,
    receiptEntry: "E",
    manifest: PLATE,
  },
  withdrawal: { state: "GB", reference: "GB-001", reason: "An error.", at: AT },
  enquiry: { state: "RU", letter: "L", reference: "OC.1", purpose: "enquiry", asks: "Which?", sentAt: AT, dueAt: AT },
  reply: { state: "RU", letter: "L", text: "None.", at: AT },
  "release-request": {
    state: "GB",
    request: "R",
    askedAt: AT,
    sentences: [{ sentence: "S1", text: "A vessel lay there.", material: ["GB-001/1"] }],
  },
  "release-answer": { state: "GB", request: "R", at: AT, answers: [{ sentence: "S1", says: "released", as: "none" }] },
  opening: { state: "GB", opening: "O", reference: "GB-001", number: 1, at: AT },
  "state-message": { state: "GB", reference: "GB-001", regime: "1718", message: "M", text: "S/2024/215 names it.", at: AT },
  "panel-message": { state: "GB", reference: "GB-001", message: "M", from: "expert", text: "Of which day is it?", at: AT },
  "adopted-finding": { case: "CASE-1", regime: "1718", state: "adopted", hash: HASH, sequence: 1, finding: "k", plates: [PLATE] },
  proof: { state: "GB", reference: "GB-001", entry: "E", leafIndex: 0, proof: [], checkpoint: "C", vkey: "V" },
};

type Json = Readonly<Record<string, unknown>>;
/** The message with one field more at every place that holds an object. */
const widened = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value))
    return value.flatMap((one, index) => widened(one).map((wider) => value.map((other, at) => (at === index ? wider : other))));
  if (typeof value !== "object" || value === null) return [];
  const within = Object.entries(value as Json).flatMap(([key, one]) => widened(one).map((wider) => ({ ...value, [key]: wider })));
  return [{ ...value, smuggled: "a name" }, ...within];
};

describe("what passes between zones", () => {
  test.each(CROSSING_KINDS)(
    "%s crosses whole, and not with a field more at any depth, nor with one less or of another type",
    (kind) => {
      const { fields }: CrossingRow = CROSSINGS[kind];
      const whole = EXAMPLES[kind] as Json;
      expect(fields.safeParse(whole)).toMatchObject({ success: true, data: whole });
      for (const wider of widened(whole)) expect(fields.safeParse(wider).success, JSON.stringify(wider)).toBe(false);
      const OPTIONAL = ["finding"];
      for (const key of Object.keys(whole).filter((one) => !OPTIONAL.includes(one))) {
        const { [key]: _, ...less } = whole;
        expect(fields.safeParse(less).success, `without ${key}`).toBe(false);
        expect(fields.safeParse({ ...whole, [key]: { not: "this" } }).success, `${key} of another type`).toBe(false);
      }
    },
  );

  test("what reaches a delegation speaks of one State and bears none of the Panel's references or analysis", () => {
    const inward = CROSSING_KINDS.filter((kind) => CROSSINGS[kind].to === "delegation");
    expect(inward).toEqual(["enquiry", "release-request", "opening", "panel-message", "proof"]);
    const named = inward.flatMap((kind) => Object.keys(EXAMPLES[kind]));
    expect(named.filter((name) => /case|claim|exhibit|origin|grade|finding|team|lead/i.test(name))).toEqual([]);
    for (const kind of inward) expect(Object.keys(EXAMPLES[kind])).toContain("state");
  });

  test("no row leads from a zone into itself, none from the Secretariat, and only rows that carry files copy any", () => {
    const rows = CROSSING_KINDS.map((kind): CrossingRow => CROSSINGS[kind]);
    expect(rows.filter((row) => (row.from as string) === row.to || (row.from as string) === "secretariat")).toEqual([]);
    expect(CROSSING_KINDS.filter((kind) => "copies" in CROSSINGS[kind])).toEqual(["registration", "adopted-finding"]);
    expect(rows.filter((row) => !row.says.endsWith("."))).toEqual([]);
  });
});
