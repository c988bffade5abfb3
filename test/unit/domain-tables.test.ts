import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { addDays, daysBetween, replyWindow } from "#shared/domain/clock.ts";
import { EVENTS } from "#shared/domain/events.ts";
import { EVIDENCE, type EvidenceKind, metadataSchema } from "#shared/domain/evidence.ts";
import { FORMAT } from "#shared/domain/format.ts";
import { caseObligationSchema, citation, OBLIGATIONS, type ObligationRow, obligationOf } from "#shared/domain/obligations.ts";
import { EDITING_DAYS, isRegime, REGIMES, type RegimeRow } from "#shared/domain/regimes.ts";
import { SECTIONS } from "#shared/domain/sections.ts";
import { imoCheck } from "#shared/domain/vessels.ts";

/**
 * The marks of BRIEF 5.1 by row: true where the brief has the paragraph and its number from a source, false where the number is general
 * knowledge. Set down again here so that no number becomes verified by a slip in the table.
 */
const VERIFIED: Readonly<Record<keyof typeof OBLIGATIONS, boolean>> = {
  "1718-8a": true,
  "1718-8b": true,
  "1718-8c": true,
  "1718-8d": true,
  "1874-9": false,
  "1874-10": true,
  "1874-12": true,
  "1874-17": false,
  "2094-17": true,
  "2270-6": false,
  "2270-8": false,
  "2270-12": true,
  "2270-18": true,
  "2270-19": false,
  "2321-12": true,
  "2321-21": true,
  "2371-6": true,
  "2375-6": true,
  "2375-8": true,
  "2375-11": false,
  "2397-9": false,
  "2397-11": false,
};

describe("obligations", () => {
  test.each(Object.entries(OBLIGATIONS) as [keyof typeof OBLIGATIONS, ObligationRow][])(
    "%s is marked as the brief has it",
    (id, row) => {
      expect(row.numberVerified).toBe(VERIFIED[id]);
      expect(row.source).toMatch(/^BRIEF 5\.1 \[S\d+/);
      // A number from general knowledge says so where it comes from, a sourced one does not.
      expect(/general knowledge/.test(row.source)).toBe(!row.numberVerified);
      expect(row.resolution).toMatch(/^\d{4} \(\d{4}\)$/);
      expect(id.startsWith(`${row.resolution.slice(0, 4)}-`)).toBe(true);
      expect(Object.keys(row.elements).length).toBeGreaterThan(0);
      expect(citation(row)).toBe(`paragraph ${row.paragraph} of resolution ${row.resolution}`);
    },
  );

  const own = {
    resolution: "1970 (2011)",
    paragraph: "9",
    measure: "arms embargo",
    addressees: "all Member States",
    elements: { item: "the item is arms" },
    source: "exercise",
  };
  test("what a case brings itself is never verified, whatever it says; a row of the table is not overridden by it", () => {
    expect(obligationOf("1970-9", own)).toEqual({ ...own, numberVerified: false });
    expect(obligationOf("1718-8b", own)).toBe(OBLIGATIONS["1718-8b"]);
    expect([obligationOf("1970-9"), obligationOf("constructor")]).toEqual([undefined, undefined]);
  });
  test.each([
    ["a mark of its own", { ...own, numberVerified: true }],
    ["no element", { ...own, elements: {} }],
    ["an element that is no key", { ...own, elements: { "The Item": "x" } }],
    ["no source", { ...own, source: "" }],
  ])("an obligation with %s is refused", (_, given) => {
    expect(caseObligationSchema.safeParse(given).success).toBe(false);
    expect(caseObligationSchema.safeParse(own).success).toBe(true);
  });
});

describe("regimes", () => {
  const rows = Object.entries(REGIMES) as [string, RegimeRow][];
  /** Experts as BRIEF 1.1 sources them. */
  const SIZES: Readonly<Record<string, number>> = { "1718": 8, "2140": 5, "1591": 5, "2745": 5, "2653": 4, "1970": 6 };

  test.each(rows)("%s has its Panel's size, a threshold, and deadlines in order", (id, row) => {
    expect(row.experts).toBe(SIZES[id]);
    expect(row.originsNeeded).toBeGreaterThanOrEqual(2);
    const { midtermToCommittee = "", finalToCommittee, finalToCouncil, end = "9999" } = row.mandate;
    const dates = [midtermToCommittee, finalToCommittee, finalToCouncil, end];
    expect(dates.toSorted()).toEqual(dates);
    for (const date of dates.slice(1, 3)) expect(date).toMatch(/^\d{4}-\d\d-\d\dT23:59:59Z$/);
  });

  test("the dates of resolution 2680 (2023) are those of its press release, and no others are called verified", () => {
    expect(REGIMES["1718"].mandate).toMatchObject({
      midtermToCommittee: "2023-09-08T23:59:59Z",
      finalToCommittee: "2024-02-02T23:59:59Z",
      finalToCouncil: "2024-03-08T23:59:59Z",
      verified: true,
    });
    expect(rows.filter(([, row]) => row.mandate.verified).map(([id]) => id)).toEqual(["1718"]);
    expect(rows.filter(([, row]) => row.lettersVerified)).toEqual([]);
  });

  test("a text that goes to editing four weeks before issue of the report of 2024 goes while the Committee still has it", () => {
    const { finalToCommittee, finalToCouncil } = REGIMES["1718"].mandate;
    const editing = addDays(finalToCouncil, -EDITING_DAYS);
    expect(editing.slice(0, 10)).toBe("2024-02-09");
    expect(editing > finalToCommittee && editing < finalToCouncil).toBe(true);
  });

  test("only a row of the table is a regime", () => {
    expect(["1718", "9999", "toString", ""].map(isRegime)).toEqual([true, false, false, false]);
  });
});

describe("the clock", () => {
  test("evidence of 22 January 2024 comes 11 days before the Committee's deadline", () => {
    expect(daysBetween("2024-01-22T23:59:59Z", REGIMES["1718"].mandate.finalToCommittee)).toBe(11);
    expect(daysBetween("2024-02-02T00:00:00Z", "2024-01-22T00:00:00Z")).toBe(-11);
  });
  test("days are counted over a leap day and a year's end", () => {
    expect(addDays("2024-02-28T10:00:00.000Z", 2)).toBe("2024-03-01T10:00:00.000Z");
    expect(addDays("2023-12-31T10:00:00.000Z", 1)).toBe("2024-01-01T10:00:00.000Z");
  });
  test("a window is closed at the moment it ends, and can close in time at the moment of the deadline", () => {
    const letter = { dueAt: "2024-02-02T00:00:00.000Z", replied: false };
    const at = (now: string, committeeDeadline = "2024-02-02T00:00:00.000Z") => replyWindow([letter], { now, committeeDeadline });
    expect(at("2024-02-01T23:59:59.999Z")).toMatchObject({ allClosed: false, canCloseInTime: true, closesAt: letter.dueAt });
    expect(at("2024-02-02T00:00:00.000Z")).toEqual({ allReplied: false, allClosed: true, canCloseInTime: true });
    expect(at("2024-01-01T00:00:00.000Z", "2024-02-01T23:59:59.999Z").canCloseInTime).toBe(false);
    expect(replyWindow([], { now: "2024-01-01", committeeDeadline: "2024-02-01" })).toEqual({
      allReplied: false,
      allClosed: false,
      canCloseInTime: false,
    });
  });
});

/** What each kind of evidence takes and what it refuses: a kind without an example does not compile. */
const EXAMPLES: Readonly<Record<EvidenceKind, { readonly takes: object; readonly refuses: readonly object[] }>> = {
  "satellite-image": {
    takes: {
      acquiredFrom: "2023-09-07",
      acquiredTo: "2023-10-01",
      place: "Rajin",
      cloudCoverPercent: 12,
      gsdMetres: 0.5,
      sceneId: "S",
    },
    refuses: [
      { acquiredFrom: "2023-09-07", place: "Rajin" },
      { acquiredFrom: "7 September", acquiredTo: "2023-10-01", place: "Rajin" },
      { acquiredFrom: "2023-09-07", acquiredTo: "2023-10-01", place: "Rajin", cloudCoverPercent: 101 },
      { acquiredFrom: "2023-09-07", acquiredTo: "2023-10-01", place: "Rajin", gsdMetres: 0 },
      { acquiredFrom: "2023-09-07", acquiredTo: "2023-10-01", place: "Rajin", offNadirDegrees: 91 },
    ],
  },
  photograph: {
    takes: { date: "2024-01-02", place: "Kharkiv", takenBy: "an inspector" },
    refuses: [{ sensor: "x" }, { place: "" }],
  },
  video: { takes: { date: "2024-01" }, refuses: [{ date: "January" }] },
  "intelligence-report": { takes: { coversFrom: "2023-09", coversTo: "2023-12" }, refuses: [{ author: "a name" }] },
  document: { takes: { date: "2024-01-02T10:00:00Z", issuer: "a port" }, refuses: [{ date: "2024-1-2" }] },
  "physical-item": { takes: { objectId: "debris-112" }, refuses: [{}, { objectId: "" }] },
  statement: { takes: { speaker: "a spokesperson" }, refuses: [{ speaker: "x".repeat(2001) }] },
  "open-source": { takes: { url: "https://example.org/a", language: "en" }, refuses: [{ imo: "9074729" }] },
  "ais-track": {
    takes: { imo: "9074729", acquiredFrom: "2025-02-01", acquiredTo: "2025-02-05" },
    refuses: [{ imo: "9074729" }, { imo: "907472", acquiredFrom: "2025-02-01", acquiredTo: "2025-02-05" }],
  },
  "list-snapshot": { takes: { list: "SDN", date: "2023-01-21" }, refuses: [{ list: "SDN" }] },
};
const KINDS = Object.keys(EXAMPLES) as readonly EvidenceKind[];

describe("kinds of evidence", () => {
  test.each(KINDS)("%s takes its metadata, refuses what is wrong, left out or of no such name, and has its checks", (kind) => {
    const { takes, refuses } = EXAMPLES[kind];
    expect(metadataSchema(kind).safeParse(takes).success).toBe(true);
    for (const given of [...refuses, { ...takes, colour: "red" }])
      expect(metadataSchema(kind).safeParse(given).success, JSON.stringify(given)).toBe(false);
    const row = EVIDENCE[kind];
    expect(row.checks.length).toBeGreaterThan(0);
    expect(row.mediaTypes.length).toBeGreaterThan(0);
    expect(Number.isSafeInteger(row.maxBytes) && row.maxBytes > 0).toBe(true);
    // What names the scene or object is itself among the metadata.
    if (row.identity !== undefined) expect(Object.keys(row.metadata)).toContain(row.identity);
  });
});

describe("IMO numbers", () => {
  test.each(["9179842", "9358010", "9161003", "9074729", "9617923"])(
    "%s has a check digit that holds; with any other last digit it does not",
    (imo) => {
      const digits = [...Array(10).keys()].map((digit) => `${imo.slice(0, 6)}${digit}`);
      expect(digits.filter(imoCheck)).toEqual([imo]);
    },
  );
  test.each(["", "917984", "91798420", "917984x", "٩١٧٩٨٤٢", " 9179842"])("“%s” is no IMO number", (given) => {
    expect(imoCheck(given)).toBe(false);
  });
});

describe("other tables", () => {
  test("words of the sections stay within those of a document", () => {
    const total = Object.values(SECTIONS).reduce((sum, row) => sum + row.words, 0);
    expect(total).toBeLessThanOrEqual(FORMAT.en.maxWords);
    expect(FORMAT.en.months).toHaveLength(12);
  });

  test("every event says what happened and carries fields of its own; every row is written somewhere", async () => {
    const folders = ["functions", "shared/record"];
    const { readdir } = await import("node:fs/promises");
    const root = join(import.meta.dirname, "../..");
    const files = (
      await Promise.all(folders.map((one) => readdir(join(root, one), { recursive: true, withFileTypes: true })))
    ).flat();
    const all = (
      await Promise.all(files.filter((one) => one.isFile()).map((one) => readFile(join(one.parentPath, one.name), "utf8")))
    ).join("\n");
    for (const [event, row] of Object.entries(EVENTS)) {
      expect(row.says, event).toMatch(/^[A-Z].*\.$/);
      expect(row.fields.length, event).toBeGreaterThan(0);
      expect(all.includes(`"${event}"`), `${event} is written`).toBe(true);
    }
  });
});
