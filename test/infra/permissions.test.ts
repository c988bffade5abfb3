import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FUNCTIONS } from "#infra/functions.ts";
import { cloud, ofType, shown } from "./cloud.ts";
import { grantsOf, listOf } from "./grants.ts";

const { data, service, exports } = cloud();

interface Statement {
  readonly Sid?: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Principal?: { readonly AWS?: unknown; readonly Service?: unknown };
  readonly Condition?: unknown;
}
const row = (resource: string, actions: readonly string[], only = "") =>
  `| \`${resource}\` | ${[...actions]
    .sort()
    .map((one) => `\`${one}\``)
    .join(" ")} | ${only} |`;
const table = (rows: readonly string[]) => ["| resource | actions | only |", "|---|---|---|", ...rows];

const functions = FUNCTIONS.flatMap((one) => {
  const rows = grantsOf(one, cloud()).map(({ resource, actions, via }) =>
    row(resource.replace(/(Logs)[0-9A-F]{8}\b/, "$1"), actions, via === undefined ? "" : `through ${via}`),
  );
  return [`### ${one.name} (zone ${one.zone})`, "", ...table(rows.sort()), ""];
});

const machines = ofType(service, "AWS::IAM::Role")
  .filter(([id]) => /MachineRole[0-9A-F]{8}$/.test(id))
  .flatMap(([id, role]) => {
    const [policy] = role.Properties["Policies"] as readonly [
      { readonly PolicyDocument: { readonly Statement: readonly Statement[] } },
    ];
    const rows = policy.PolicyDocument.Statement.flatMap(({ Action, Resource }) =>
      listOf(Resource).map((one) => row(shown(one, exports), listOf(Action))),
    );
    return [`### ${id.replace(/Role[0-9A-F]{8}$/, "")}`, "", ...table(rows.sort()), ""];
  });

const keys = ofType(data, "AWS::KMS::Key").map(([id, key]) => {
  const { Statement: statements } = key.Properties["KeyPolicy"] as { readonly Statement: readonly Statement[] };
  const words = statements.map(({ Principal, Action, Condition }) => {
    const who = listOf(Principal?.AWS ?? Principal?.Service).map((one) => shown(one, exports));
    return `${who.join(", ")}: ${listOf(Action).join(" ")}${Condition === undefined ? "" : " (for the application's log groups)"}`;
  });
  return `| ${id} | ${words.join("<br>")} |`;
});

test("docs/permissions.md says exactly what the template allows", () => {
  const text = [
    "# Permissions, read from the synthesised template (stage demo)",
    "",
    "`UPDATE_GOLDEN=1` rewrites it; `test/infra/permissions.test.ts` compares it. Names are logical ids of resources. `test/golden/wall.md` says",
    "the same in words, `docs/operations.md` where they are used. A changed line here is a changed permission.",
    "",
    "Resources with a wildcard, and why: `…Bucket.Arn/*`, keys of files are made at run time; `…/stream/*`, labels of streams are times;",
    "`execution:…:*`, executions are named at run time; `*` with `xray:` or the delivery of logs, IAM offers these for all resources only.",
    "",
    "## Functions",
    "",
    ...functions,
    "## State machines",
    "",
    ...machines,
    "## Keys",
    "",
    "A key's policy leaves use to the account's policies: a role needs a line above, which names the service through which alone it may use the key.",
    "",
    "| key | policy |",
    "|---|---|",
    ...keys,
    "",
  ].join("\n");
  const path = join(import.meta.dirname, "..", "..", "docs", "permissions.md");
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(path, text);
  expect(readFileSync(path, "utf8")).toBe(text);
});
