import { expect, test } from "vitest";
import { openApi } from "#shared/api/openapi.ts";
import { ROUTE_NAMES, routeRow } from "#shared/api/routes.ts";
import { ACCESS, type Action, RULES } from "#shared/domain/access.ts";
import { GATE_WORDS } from "#shared/domain/gate-words.ts";
import { GATES, type GateRow } from "#shared/domain/gates.ts";
import { ROLES } from "#shared/domain/people.ts";
import { PROBLEMS } from "#shared/domain/problems.ts";
import { type GateId, STAGE_IDS, STAGES, type StageRow } from "#shared/domain/stages.ts";
import { golden } from "#test/fixtures/golden.ts";

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.map((one) => one.replaceAll("|", "\\|")).join(" | ")} |`)
    .join("\n");
const REWRITE = "`UPDATE_GOLDEN=1` rewrites this page; a test compares it.";

const access = (): string => {
  const actions = Object.keys(ACCESS) as readonly Action[];
  const cell = (action: Action, role: string) => (ACCESS[action] as Readonly<Record<string, string>>)[role] ?? "";
  return [
    "# Who may do what",
    `A cell left out is a refusal; a word in a cell is a rule below. ${REWRITE}`,
    table(
      ["action", ...ROLES],
      actions.map((action) => [action, ...ROLES.map((role) => cell(action, role))]),
    ),
    "## Rules",
    table(
      ["rule", "in words"],
      Object.entries(RULES).map(([rule, { says }]) => [rule, says]),
    ),
    "## Routes",
    "Who may not *read* is answered as if there were nothing; who may read but not *act* is told so.",
    table(
      ["route", "", "zone", "read", "action"],
      ROUTE_NAMES.map((name) => {
        const { method, path, zone, reads, action, demoOnly } = routeRow(name);
        const open = reads === undefined && action === undefined ? "*no sign-in*" : "";
        return [name, `${method} \`${path}\`${demoOnly ? " (demonstration only)" : ""}`, zone, reads ?? open, action ?? ""];
      }),
    ),
  ].join("\n\n");
};

const problems = (): string =>
  [
    "# Refusals",
    `The body of a refusal is \`application/problem+json\` with its code, status, sentence and parameters. ${REWRITE}`,
    table(
      ["code", "status", "sentence"],
      Object.entries(PROBLEMS).map(([code, { status, says }]) => [code, String(status), says]),
    ),
  ].join("\n\n");

const gates = (): string => {
  const ids = Object.keys(GATES) as readonly GateId[];
  const blocks = (gate: GateId) => STAGE_IDS.filter((stage) => (STAGES[stage] as StageRow).gates.includes(gate)).join(", ");
  const words = (prefix: string) => Object.entries(GATE_WORDS).filter(([key]) => key.startsWith(prefix));
  return [
    "# Gates",
    `What must be there before a stage is left forward. ${REWRITE}`,
    table(
      ["gate", "title", "how it is met", "two experts may waive it", "blocks"],
      ids.map((gate) => {
        const row: GateRow = GATES[gate];
        return [
          gate,
          row.title,
          row.attested ? "attested, not computed" : "computed",
          row.waivable ? "yes" : "never",
          blocks(gate),
        ];
      }),
    ),
    "## What can be missing",
    table(
      ["key", "sentence"],
      ids.flatMap((gate) => words(`${gate}.`).map(([key, says]) => [key, says])),
    ),
    "## Who can supply it",
    table(
      ["key", "in words"],
      words("who.").map(([key, says]) => [key, says]),
    ),
  ].join("\n\n");
};

const PAGES: readonly (readonly [file: string, made: () => string])[] = [
  ["access.md", access],
  ["problems.md", problems],
  ["gates.md", gates],
  ["openapi.json", () => JSON.stringify(openApi({ demo: true }), null, 2)],
];

test.each(PAGES)("%s is as approved", (file, page) => {
  const { made, stored } = golden(file, `${page()}\n`);
  expect(made, `${file} differs: look at the difference, then rewrite with UPDATE_GOLDEN=1`).toBe(stored);
});
