import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { QUOTAS, RATES } from "#shared/domain/limits.ts";

const root = join(import.meta.dirname, "..", "..");
const text = readFileSync(join(root, "docs", "threat-model.md"), "utf8");
const rowsOf = (header: string): readonly (readonly string[])[] =>
  text.split("\n").reduce<{ inside: boolean; rows: string[][] }>(
    ({ inside, rows }, line) => {
      if (!line.startsWith("|")) return { inside: false, rows };
      const cells = line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim());
      if (cells[0] === header) return { inside: true, rows };
      return { inside, rows: inside && !/^-+$/.test(cells[0] ?? "") ? [...rows, cells] : rows };
    },
    { inside: false, rows: [] },
  ).rows;
const pathsIn = (cell: string) => [...cell.matchAll(/`([\w-]+(?:\/[\w.-]+)+)`/g)].map((match) => match[1] ?? "");
const risks = new Map(rowsOf("id").map(([id = "", risk = "", why = ""]) => [id, { risk, why }]));
const lines = rowsOf("compromised");

test.each(lines)(
  "a compromise of %s says what it surrenders and what not, and is held by a test or an accepted risk",
  (...cells) => {
    const [, surrenders = "", not = "", by = ""] = cells;
    expect([surrenders.length > 1, not.length > 0]).toEqual([true, true]);
    const tests = pathsIn(by);
    const accepted = by.match(/\bR\d+\b/g) ?? [];
    expect(tests.length + accepted.length).toBeGreaterThan(0);
    expect(tests.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect(accepted.filter((id) => !risks.has(id))).toEqual([]);
  },
);

test("every file that the page names is there", () => {
  expect(pathsIn(text).filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test("every accepted risk has its reason and is one of a line", () => {
  expect(lines.length).toBeGreaterThan(25);
  for (const [id, { risk, why }] of risks) {
    expect([id, risk.length > 10, why.length > 10]).toEqual([id, true, true]);
    expect(
      lines.some(([, , , by = ""]) => new RegExp(`\\b${id}\\b`).test(by)),
      id,
    ).toBe(true);
  }
});

test("the numbers of the page are those of the tables", () => {
  const told = (what: RegExp) => rowsOf("what").find(([name = ""]) => what.test(name))?.[1];
  const number = (value: number) => value.toLocaleString("en-GB");
  expect(told(/^requests/)).toBe(
    `${[RATES.person, RATES.address, RATES.crowd].map((one) => number(one.most)).join(", ")} a minute`,
  );
  expect(told(/^submissions/)).toBe(`${number(QUOTAS.submissions.most)} and ${number(QUOTAS.files.most)} a day for one State`);
  expect(told(/^files opened/)).toBe(`${QUOTAS.opened.most} an hour for one person`);
  expect(told(/^letters/)).toBe(
    `${[QUOTAS.letters, QUOTAS.collected, QUOTAS.cases, QUOTAS.reports].map((one) => number(one.most)).join(", ")} a day`,
  );
});
