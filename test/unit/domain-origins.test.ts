import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Exhibit } from "#shared/domain/case.ts";
import { GRADES, INFORMATION_GRADES, mayGrade, SOURCE_GRADES } from "#shared/domain/grades.ts";
import { originsOf } from "#shared/domain/origins.ts";
import { caseFile, claim, exhibit } from "#test/fixtures/case-file.ts";

const NAMES = ["a", "b", "c", "d"] as const;
const name = fc.constantFrom(...NAMES);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const exhibits: fc.Arbitrary<readonly Exhibit[]> = fc
  .array(
    fc.record({
      origin: name,
      carries: maybe(name),
      sceneId: maybe(name),
      objectId: maybe(name),
      disputed: maybe(fc.constant("no")),
    }),
    { maxLength: 8 },
  )
  .map((all) =>
    all.map(({ origin, carries, sceneId, objectId, disputed }, index) =>
      exhibit(`SUB-001/${index + 1}`, {
        origin,
        ...(carries === undefined ? {} : { carries }),
        ...(sceneId === undefined ? {} : { sceneId }),
        ...(objectId === undefined ? {} : { objectId }),
        ...(disputed === undefined ? {} : { disputed }),
      }),
    ),
  );
const all = (given: readonly Exhibit[]) => claim("C", { supportedBy: given.map((one) => one.ref) });
const count = (given: readonly Exhibit[]) => originsOf(all(given), given).count;

describe("independent origins", () => {
  test("neither the order of the exhibits nor that of the references matters", () => {
    fc.assert(
      fc.property(
        exhibits.chain((given) => fc.tuple(fc.constant(given), fc.shuffledSubarray([...given], { minLength: given.length }))),
        ([given, shuffled]) => {
          expect(originsOf(all(shuffled), shuffled)).toEqual(originsOf(all(given), given));
        },
      ),
    );
  });

  test("an item that carries an origin which is counted never raises the count", () => {
    fc.assert(
      fc.property(exhibits, name, fc.nat(), (given, origin, pick) => {
        const carried = given.filter((one) => one.disputed === undefined && one.carries === undefined);
        const of = carried[pick % Math.max(1, carried.length)];
        if (of === undefined) return;
        const more = [...given, exhibit("OS-001", { origin: `story ${origin}`, carries: of.origin })];
        expect(count(more)).toBeLessThanOrEqual(count(given));
      }),
    );
  });

  test("a new origin of its own raises the count by one, a disputed item by none", () => {
    fc.assert(
      fc.property(exhibits, (given) => {
        expect(count([...given, exhibit("OS-001", { origin: "new" })])).toBe(count(given) + 1);
        expect(count([...given, exhibit("OS-001", { origin: "new", disputed: "no" })])).toBe(count(given));
      }),
    );
  });

  test("there are at most as many origins as names of who first knew, and every counted item stands in exactly one", () => {
    fc.assert(
      fc.property(exhibits, (given) => {
        const { count: found, origins } = originsOf(all(given), given);
        expect(found).toBeLessThanOrEqual(NAMES.length);
        expect(origins.flatMap((one) => [...one.exhibits, ...one.carriers]).toSorted()).toEqual(
          given
            .filter((one) => one.disputed === undefined)
            .map((one) => one.ref)
            .toSorted(),
        );
      }),
    );
  });

  test("items of one scene, or of one object, are one, whoever sent them", () => {
    for (const key of ["sceneId", "objectId"] as const) {
      const three = ["1", "2", "3"].map((ref) => exhibit(`SUB-00${ref}/1`, { [key]: "X" }));
      expect(count(three)).toBe(1);
      expect(count(three.map((one) => ({ ...one, [key]: one.ref })))).toBe(3);
    }
  });

  test("a scene and an object of the same name are not one thing", () => {
    expect(count([exhibit("SUB-001/1", { sceneId: "X" }), exhibit("SUB-002/1", { objectId: "X" })])).toBe(2);
  });

  test("five stories of one report are one origin, also where stories repeat stories, in any order", () => {
    const report = exhibit("SUB-001/1", { origin: "service" });
    const first = exhibit("OS-001", { origin: "paper", carries: "service" });
    const later = ["2", "3", "4", "5"].map((ref) => exhibit(`OS-00${ref}`, { origin: `site ${ref}`, carries: "paper" }));
    for (const given of [[report, first, ...later], [...later, first, report], [first, ...later], later])
      expect(count(given)).toBe(1);
  });

  test("a paper that also saw something itself is an origin of its own", () => {
    const given = [
      exhibit("SUB-001/1", { origin: "service" }),
      exhibit("OS-001", { origin: "paper", carries: "service" }),
      exhibit("OS-002", { origin: "paper" }),
      exhibit("OS-003", { origin: "site", carries: "paper" }),
    ];
    expect(originsOf(all(given), given)).toMatchObject({
      count: 2,
      origins: [
        { names: ["paper"], exhibits: ["OS-002"], carriers: ["OS-003"] },
        { names: ["service"], exhibits: ["SUB-001/1"], carriers: ["OS-001"] },
      ],
    });
  });

  test("stories that cite each other in a circle are one", () => {
    const given = [exhibit("OS-001", { origin: "a", carries: "b" }), exhibit("OS-002", { origin: "b", carries: "a" })];
    expect(count(given)).toBe(1);
  });
});

describe("grades", () => {
  const graded = exhibit("SUB-001/1", { origin: "a" });
  const may = (information: (typeof INFORMATION_GRADES)[number], others: readonly Exhibit[], shared = true) => {
    const given = [graded, ...others];
    const claims = shared ? [all(given)] : [all([graded]), claim("D", { supportedBy: others.map((one) => one.ref) })];
    return mayGrade({ grade: { source: "A", information }, exhibit: graded, file: caseFile({ exhibits: given, claims }) });
  };

  test("every letter and number has its words", () => {
    expect(Object.keys(GRADES.source)).toEqual([...SOURCE_GRADES]);
    expect(Object.keys(GRADES.information).map(Number)).toEqual([...INFORMATION_GRADES]);
  });

  test.each(INFORMATION_GRADES.filter((one) => one !== 1))("information %i can always be given", (grade) => {
    expect(may(grade, [])).toBeUndefined();
  });

  test("“confirmed by other sources” is given where another independent origin supports the same claim", () => {
    expect(may(1, [exhibit("SUB-002/1", { origin: "b" })])).toBeUndefined();
  });

  test.each([
    ["nothing else supports the claim", []],
    ["the other has the same origin", [exhibit("SUB-002/1", { origin: "a" })]],
    ["the other merely carries it", [exhibit("OS-001", { origin: "paper", carries: "a" })]],
    ["the other is disputed", [exhibit("SUB-002/1", { origin: "b", disputed: "no" })]],
  ] as const)("it is refused where %s, and what is allowed is told", (_, others) => {
    expect(may(1, others)).toMatch(/^2 to 6/);
  });

  test("it is refused where the other shows the same scene, or supports another claim only", () => {
    const scene = exhibit("SUB-002/1", { origin: "b", sceneId: "S" });
    const file = caseFile({ exhibits: [{ ...graded, sceneId: "S" }, scene], claims: [all([graded, scene])] });
    expect(mayGrade({ grade: { source: "A", information: 1 }, exhibit: graded, file })).toMatch(/^2 to 6/);
    expect(may(1, [exhibit("SUB-002/1", { origin: "b" })], false)).toMatch(/^2 to 6/);
  });
});
