import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { FIELDS, LIMITS, RESOURCES } from "#local/workflow/definition.ts";
import { exceptionsOf } from "#test/contract/exceptions.ts";
import { CASES } from "#test/contract/workflow/cases.ts";
import { PAGES } from "#test/contract/workflow/pages.ts";

const ALL = Object.values(CASES).flat();
const EXCEPTIONS = exceptionsOf("workflow");
const PAGE = new URL("../../docs/workflow-runner.md", import.meta.url);
const MARK = "<!-- From here on generated from the tables: UPDATE_GOLDEN=1 rewrites it; a test compares it. -->";

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string => {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
};
const code = (names: readonly string[]) => names.map((one) => `\`${one}\``).join(", ");

const generated = (): string =>
  [
    MARK,
    "## What a definition may have",
    table(
      ["state", "fields, besides Type, Comment and QueryLanguage"],
      Object.entries(FIELDS).map(([type, fields]) => [type, code(fields)]),
    ),
    table(
      ["resource of a Task", "arguments"],
      Object.entries(RESOURCES).map(([resource, fields]) => [code([resource]), code(fields)]),
    ),
    table(
      ["limit", "value"],
      Object.entries(LIMITS).map(([limit, value]) => [limit, value.toLocaleString("en")]),
    ),
    "## The cases",
    `${ALL.length} cases, each held to a page of the AWS documentation. "MiniStack" says whether the same case gives the same result there.`,
    ...Object.entries(CASES).flatMap(([about, cases]) => [
      `### ${about}`,
      table(
        ["guarantee", "page", "MiniStack"],
        cases.map(({ name, cites }) => {
          const exception = EXCEPTIONS.find((one) => one.case === name);
          const there = exception === undefined ? "same" : exception.untried ? "not tried" : "differs";
          return [name, `[${PAGES[cites].title}](${PAGES[cites].url})`, there];
        }),
      ),
    ]),
    "## Where MiniStack differs",
    table(
      ["case", "there", "what AWS documents"],
      EXCEPTIONS.map((one) => [one.case, one.why, one.documented]),
    ),
    "",
  ].join("\n\n");

test("the page on the runner says what the tables say", () => {
  const page = readFileSync(PAGE, "utf8");
  const written = page.split(MARK)[0];
  const whole = `${written}${generated().trimEnd()}\n`;
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(PAGE, whole);
  expect(readFileSync(PAGE, "utf8"), "look at the difference, then rewrite with UPDATE_GOLDEN=1").toBe(whole);
});

test("there are at least forty cases, no two of one name, and every page that is listed is cited", () => {
  expect(ALL.length).toBeGreaterThanOrEqual(40);
  expect(new Set(ALL.map(({ name }) => name)).size).toBe(ALL.length);
  expect(new Set(ALL.map(({ cites }) => cites))).toEqual(new Set(Object.keys(PAGES)));
});

test("every exception names a case, once", () => {
  const names = EXCEPTIONS.map((one) => one.case);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(ALL.map((one) => one.name)).toContain(name);
});
