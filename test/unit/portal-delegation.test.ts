import { describe, expect, test } from "vitest";
import { EVIDENCE, type EvidenceKind } from "#shared/domain/evidence.ts";
import type { Item } from "#web/delegation/answers.ts";
import { type Described, faultOf, fieldsOf, metadataOf, neededOf } from "#web/delegation/described.ts";
import { filesOf, hasArrived, needsPerson } from "#web/delegation/files-of.ts";
import { Pace } from "#web/delegation/upload/pace.ts";
import { METADATA } from "#web/words/evidence.ts";

const described = (kind: EvidenceKind, metadata: Described["metadata"]): Described => ({ kind, title: "A scene", metadata });

describe("what is said of a file", () => {
  test("every field of every kind has a name in the catalogue", () => {
    const fields = (Object.keys(EVIDENCE) as EvidenceKind[]).flatMap((kind) => Object.keys(fieldsOf(kind)));
    expect(fields.filter((name) => !Object.hasOwn(METADATA, name))).toEqual([]);
  });

  test("names what the kind needs and what cannot stand, and sends numbers as numbers", () => {
    expect(neededOf(described("satellite-image", { place: "Rajin" }))).toEqual(["acquiredFrom", "acquiredTo"]);
    expect(faultOf("satellite-image", "acquiredFrom", "September")).toBe("date");
    expect(faultOf("satellite-image", "cloudCoverPercent", "half")).toBe("number");
    expect(faultOf("satellite-image", "cloudCoverPercent", "101")).toBe("number");
    expect(faultOf("ais-track", "imo", "IMO 9179842")).toBe("other");
    expect(faultOf("photograph", "place", "x".repeat(2001))).toBe("long");
    expect(faultOf("satellite-image", "acquiredFrom", "")).toBeUndefined();
    expect(
      metadataOf(described("satellite-image", { place: "7", gsdMetres: "0.5", sensor: "", takenBy: "nobody's field" })),
    ).toEqual({
      place: "7",
      gsdMetres: 0.5,
    });
  });
});

describe("the files of a draft", () => {
  const item = (id: string, status: Item["status"]) => ({ id, number: 1, bytes: 10, status }) as Item;
  interface File {
    readonly local: string;
    readonly item?: string;
    readonly at: string;
    readonly bytes: number;
    readonly done: number;
    readonly has?: number;
  }
  const file = (local: string, at: string, more: Partial<File> = {}): File => ({ local, bytes: 10, at, done: 0, ...more });
  const onTheirWay = (files: readonly File[], gone: readonly string[] = []) => ({
    files,
    uploads: {
      isGone: (id: string) => gone.includes(id),
      localOf: (id: string) => files.find((one) => one.item === id)?.local ?? id,
    },
  });

  test("a file is one row with one key from its choice to its arrival", () => {
    const chosen = filesOf([], onTheirWay([file("a", "waiting")]));
    const declared = filesOf([item("1", "expected")], onTheirWay([file("a", "sending", { item: "1", done: 4 })]));
    const before = filesOf([item("1", "expected")], onTheirWay([file("a", "arrived", { item: "1", done: 10 })]));
    const after = filesOf([item("1", "received")], onTheirWay([file("a", "arrived", { item: "1", done: 10 })]));
    expect([chosen, declared, before, after].map((rows) => rows.map(({ key }) => key))).toEqual([["a"], ["a"], ["a"], ["a"]]);
    expect([chosen, declared, before, after].map(([row]) => row !== undefined && hasArrived(row))).toEqual([
      false,
      false,
      true,
      true,
    ]);
    expect(declared[0]?.sent).toBe(4);
  });

  test("what waits for a person is told from what goes on by itself, and what was removed is not shown again", () => {
    const rows = filesOf(
      [item("1", "received"), item("2", "expected")],
      onTheirWay([file("b", "reselect", { item: "2", has: 6 }), file("c", "hashing")], ["1"]),
    );
    expect(rows.map((row) => [row.key, needsPerson(row), row.sent])).toEqual([
      ["b", true, 6],
      ["c", false, 0],
    ]);
  });
});

test("the pace says nothing before it knows, and forgets a slow beginning", () => {
  const pace = new Pace();
  pace.sent(0, 1_000);
  expect(pace.perSecond(1_000)).toBeUndefined();
  pace.sent(4_000, 7_000);
  expect(pace.perSecond(4_000)).toBe(2_000);
  pace.sent(14_000, 10_000);
  expect(pace.perSecond(14_000)).toBe(1_700);
  expect(pace.perSecond(60_000)).toBeUndefined();
});
