import { describe, expect, test } from "vitest";
import {
  isState,
  namesState,
  STATES,
  type StateCode,
  stateInText,
  stateName,
  withoutAttribution,
} from "#shared/domain/states.ts";

const CODES = Object.keys(STATES) as readonly StateCode[];
const NAMED = CODES.flatMap((code) => STATES[code].map((name) => ({ code, name })));

describe("names of States", () => {
  test("the table has the 193 Members, each name once", () => {
    expect(CODES).toHaveLength(193);
    const names = NAMED.map((one) => one.name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test.each(NAMED)("“$name” names $code and no other State", ({ code, name }) => {
    const text = `Imagery of the ${name} shows a quay.`;
    expect(CODES.filter((one) => namesState(text, one))).toEqual([code]);
  });

  test.each(NAMED)("“$name” as a source becomes “a Member State”, and names nobody any more", ({ code, name }) => {
    const text = withoutAttribution(`According to the Government of ${name}, a vessel lay at a quay.`, code);
    expect(text).toBe("according to a member state, a vessel lay at a quay.");
    for (const other of CODES.filter((one) => one !== code))
      expect(withoutAttribution(`Of ${name}.`, other)).toBe(`of ${name}.`.toLowerCase());
  });

  test.each([
    ["Korean letters", "KR"],
    ["Congolese wood", "CD"],
    ["the Georgians, Omanis and Maltesers", "GE"],
    ["us and them", "US"],
    ["Guinea-fowl", "GB"],
    ["Northern Ireland", "IE"],
  ])("“%s” does not name %s", (text, code) => {
    expect(namesState(text, code)).toBe(false);
  });

  test("an apostrophe of either form names the State", () => {
    for (const mark of ["'", "’"]) {
      expect(namesState(`the Democratic People${mark}s Republic of Korea`, "KP")).toBe(true);
      expect(namesState(`Côte d${mark}Ivoire`, "CI")).toBe(true);
    }
  });

  test("a code that is no Member's is not one, names nobody and stands for itself", () => {
    expect([isState("XX"), namesState("XX", "XX"), stateName("XX")]).toEqual([false, false, "XX"]);
    expect(isState("constructor")).toBe(false);
  });

  test("names that take the article have it in a sentence", () => {
    expect(["RU", "GB", "KP", "KR", "NL", "FR", "NE", "SD", "SS"].map(stateInText)).toEqual([
      "the Russian Federation",
      "the United Kingdom of Great Britain and Northern Ireland",
      "the Democratic People’s Republic of Korea",
      "the Republic of Korea",
      "the Netherlands (Kingdom of the)",
      "France",
      "the Niger",
      "the Sudan",
      "South Sudan",
    ]);
  });
});
