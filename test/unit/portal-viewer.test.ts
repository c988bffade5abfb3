import { describe, expect, it } from "vitest";
import { type Annotation, rectangleOf, webAnnotation } from "#shared/domain/places.ts";
import { type Findable, found, MOST } from "#web/search/found.ts";
import { knownOf, scaleBar } from "#web/viewer/measures.ts";

const note: Annotation = {
  id: "01HN0000000000000000000000",
  exhibit: "SUB-001/2",
  sha256: "a".repeat(64),
  text: "A crane over the second hatch",
  x: 10,
  y: 20,
  w: 300,
  h: 40,
  by: "expert-maritime",
  at: "2024-01-23T10:00:00.000Z",
};

describe("notes on pictures", () => {
  it("are Web Annotations that carry author, time and the hash of what they were made on, and come back as the same rectangle", () => {
    const made = webAnnotation(note);
    expect(made).toMatchObject({ type: "Annotation", creator: "expert-maritime", created: note.at });
    expect(made.target).toMatchObject({ source: "SUB-001/2", state: { sha256: note.sha256 } });
    expect(rectangleOf(made)).toEqual({ x: 10, y: 20, w: 300, h: 40 });
  });
  it("with another selector are not drawn somewhere else", () => {
    const other = webAnnotation(note);
    expect(
      rectangleOf({ target: { ...other.target, selector: { ...other.target.selector, value: "xywh=percent:1,2,3,4" } } }),
    ).toBe(undefined);
  });
});

describe("the scale bar", () => {
  it.each([0.003, 0.3, 0.5, 1, 7, 10, 153])("at %s m for a pixel is a round length that fits and fills two fifths", (metres) => {
    const bar = scaleBar(metres, 140);
    expect(bar.pixels).toBeLessThanOrEqual(140.001);
    expect(bar.pixels).toBeGreaterThanOrEqual(140 * 0.39);
    expect(bar.pixels * metres).toBeCloseTo(bar.metres, 6);
    expect([1, 2, 5]).toContain(Number(bar.metres.toExponential()[0]));
  });
  it("is only drawn from a distance that is held", () => {
    expect(knownOf({ gsdMetres: 0.5, acquiredFrom: "2023-09-12" })).toMatchObject({ gsdMetres: 0.5, acquired: "2023-09-12" });
    expect(knownOf({ gsdMetres: "0.5" }).gsdMetres).toBeUndefined();
  });
});

describe("search", () => {
  const of = (reference: string, title: string): Findable => ({
    key: reference,
    kind: "case",
    reference,
    title,
    to: "/",
    text: `${reference} ${title}`,
  });
  const all = [of("CASE-9", "On SUB-001"), of("SUB-001", "Photographs of Rajin"), of("9179842", "Ángara")];
  it("finds by every word, whatever the case and the accents, the reference that begins with it first", () => {
    expect(found(all, "sub-001").map((one) => one.reference)).toEqual(["SUB-001", "CASE-9"]);
    expect(found(all, "ANGARA 9179").map((one) => one.title)).toEqual(["Ángara"]);
    expect(found(all, "rajin angara")).toEqual([]);
  });
  it("shows nothing before something is sought, and no more than can be read", () => {
    expect(found(all, "  ")).toEqual([]);
    expect(
      found(
        Array.from({ length: 100 }, (_, at) => of(`CASE-${at}`, "x")),
        "case",
      ),
    ).toHaveLength(MOST);
  });
});
