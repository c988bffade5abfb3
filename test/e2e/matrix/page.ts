import { routeKey } from "#shared/api/route.ts";
import { type RouteName, routeRow } from "#shared/api/routes.ts";
import { OUTCOMES } from "#shared/domain/case.ts";
import { STAGE_IDS } from "#shared/domain/stages.ts";
import type { Cell } from "./cells.ts";

export interface Answered extends Pick<Cell, "name" | "at" | "who"> {
  /** As on the page: status, and the code of a refusal. */
  readonly said: string;
}

const joined = (all: readonly string[]): string => [...new Set(all)].join(", ");

/** The matrix as a page: route by route, who is answered what, and where. Who is answered alike everywhere stands on one line. */
export const rendered = (all: readonly Answered[]): string =>
  [
    "# Who is answered what",
    "",
    "What a running home answered, route by route, to everybody wherever a record can stand: made by `test/e2e/matrix.test.ts` from `ROUTES` and",
    "`ACCESS`, held against what the tables say, and kept here to be read. `UPDATE_GOLDEN=1` rewrites this page; the test compares it. Without a",
    "token every route here answers 401. 404 is the same answer, to the byte, as for what does not exist. A refusal changed nothing.",
    "",
    `Asked by each of: ${joined(all.map(({ who }) => who.says))}. Here is Great Britain, the regime 1718 and one case of it.`,
    "",
    ...[...Map.groupBy(all, ({ name }) => name)].flatMap(([name, cells]) => section(name, cells)),
  ].join("\n");

const HIDDEN = "404 NOT_FOUND";

const section = (name: RouteName, cells: readonly Answered[]): readonly string[] => {
  const states = [...new Set(cells.map(({ at }) => at))];
  const people = [...Map.groupBy(cells, ({ who }) => who.says)].map(([says, own]) => ({ says, answer: answerOf(own, states) }));
  const rows = [...Map.groupBy(people, ({ answer }) => answer)]
    .filter(([answer]) => answer !== HIDDEN)
    .map(([answer, alike]) => `| ${joined(alike.map(({ says }) => says))} | ${answer} |`);
  const others = people.some(({ answer }) => answer === HIDDEN) ? [`| everybody else | ${HIDDEN} |`] : [];
  const row = routeRow(name);
  return [`## ${name}`, "", `\`${routeKey(row)}\`: ${row.says}`, "", "| who | answer |", "|---|---|", ...rows, ...others, ""];
};

/** Alike wherever it was asked, or by where. Whoever was asked in some places only is told of with these. */
const answerOf = (own: readonly Answered[], states: readonly string[]): string => {
  const bySaid = [...Map.groupBy(own, ({ said }) => said)];
  const [first] = bySaid;
  if (first !== undefined && bySaid.length === 1 && (first[0] === HIDDEN || own.length === states.length)) return first[0];
  return bySaid.map(([said, where]) => `${said} at ${joined(where.map(({ at }) => at).flatMap(named))}`).join("; ");
};

/** All stages of a review, and all its outcomes, have a name together. */
const WHOLE = [
  ["any stage", STAGE_IDS],
  ["any outcome", OUTCOMES],
] as const satisfies readonly (readonly [string, readonly string[]])[];
const named = (at: string, _: number, where: readonly string[]): readonly string[] => {
  const whole = WHOLE.find(([, all]) => (all as readonly string[]).includes(at) && all.every((one) => where.includes(one)));
  return [`*${whole?.[0] ?? at}*`];
};
