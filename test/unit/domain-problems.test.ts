import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fill, PROBLEMS, Problem, type ProblemCode } from "#shared/domain/problems.ts";

const ROOT = join(import.meta.dirname, "../..");
const CODES = Object.keys(PROBLEMS) as readonly ProblemCode[];

const sources = async (): Promise<string> => {
  const folders = ["shared", "functions", "local"];
  const files = (
    await Promise.all(folders.map((one) => readdir(join(ROOT, one), { recursive: true, withFileTypes: true })))
  ).flat();
  const wanted = files.filter((one) => one.isFile() && one.name.endsWith(".ts") && one.name !== "problems.ts");
  return (await Promise.all(wanted.map((one) => readFile(join(one.parentPath, one.name), "utf8")))).join("\n");
};

describe("refusals", () => {
  test.each(CODES)("%s has a status of refusals and a whole sentence", (code) => {
    const { status, says } = PROBLEMS[code];
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status >= 500).toBe(code === "INTERNAL");
    expect(says).toMatch(/^[A-Z{].*\.$/);
  });

  test("every code is thrown somewhere: none is promised and never kept", async () => {
    const all = await sources();
    expect(CODES.filter((code) => !all.includes(`"${code}"`))).toEqual([]);
  });

  test("a refusal carries its code, its parameters, its sentence filled in, its details and its cause", () => {
    const cause = new Error("why");
    const problem = new Problem("STALE", { given: 2, actual: 3 }, { cause, details: [1] });
    expect(problem).toMatchObject({ code: "STALE", params: { given: 2, actual: 3 }, details: [1], cause });
    expect(problem.message).toContain("you have version 2, it is at 3");
  });

  test("a refusal whose sentence would have a gap does not compile", () => {
    // @ts-expect-error: {given} and {actual} are not given.
    expect(new Problem("STALE").message).toContain("{given}");
    // @ts-expect-error: {actual} is not given.
    expect(new Problem("STALE", { given: 2 }).message).toContain("{actual}");
    // @ts-expect-error: the sentence has no such place.
    expect(new Problem("NOTHING_SHARED", { vessel: "x" }).message).not.toContain("x}");
    // @ts-expect-error: there is no such code.
    expect(() => new Problem("TEAPOT")).toThrow(TypeError);
  });

  test("what is absent and what exists in the demonstration only cannot be told apart", () => {
    expect(PROBLEMS.ONLY_IN_DEMO).toEqual(PROBLEMS.NOT_FOUND);
  });

  test("a parameter is put in as it is, and one that is missing stays visible", () => {
    expect(fill("{a} and {b}", { a: "{b} $& $1" })).toBe("{b} $& $1 and {b}");
  });
});
