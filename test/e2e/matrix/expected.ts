import type { RouteRow } from "#shared/api/route.ts";
import { type RouteName, routeRow } from "#shared/api/routes.ts";
import { ACCESS, type Action } from "#shared/domain/access.ts";
import type { Role } from "#shared/domain/people.ts";
import { isStage, REPORT_STAGES, STAGES } from "#shared/domain/stages.ts";
import type { Zone } from "#shared/domain/zones.ts";
import type { Standing } from "./standings.ts";

/**
 * What the tables say of a call, read here once more and by other means than the API reads them: the rules that ACCESS names are written
 * down again, over how somebody stands, not over records. A rule that is new in ACCESS has no meaning here until somebody gives it one.
 */
export type Access = "404" | "403" | "through";

export const accessOf = (name: RouteName, who: Standing, at: string): Access => {
  const row = routeRow(name);
  const reads = (row.reads ?? row.action) as Action;
  if (!KNOWN_TO[row.zone].includes(who.role) || !holds(reads, who, row, at)) return "404";
  return row.action === undefined || holds(row.action, who, row, at) ? "through" : "403";
};

/** Whose appointments a zone knows: a zone never learns of anybody it has no business with (DESIGN 1). */
const KNOWN_TO: Readonly<Record<Zone, readonly Role[]>> = {
  delegation: ["delegate"],
  panel: ["expert", "coordinator", "officer"],
  secretariat: ["officer", "coordinator", "expert", "committee"],
  record: ["auditor", "officer"],
};

const holds = (action: Action, who: Standing, row: RouteRow, at: string): boolean => {
  const rule = (ACCESS[action] as Readonly<Record<string, string>>)[who.role];
  if (rule === undefined || who.appointed === "not today") return false;
  const meaning = MEANING[rule];
  if (meaning === undefined) throw new Error(`ACCESS names the rule ${rule}: say here what it means`);
  return meaning(who, at, row);
};

const here = (who: Standing): boolean => who.appointed === "here";
/** One's own appointments are one's own wherever one is appointed; only the path of a State says which State. */
const ownOrHere = (who: Standing, row: RouteRow): boolean => here(who) || !row.path.includes("{state}");
const MEANING: Readonly<Record<string, (who: Standing, at: string, row: RouteRow) => boolean>> = {
  always: () => true,
  ownState: (who, _, row) => ownOrHere(who, row),
  regime: here,
  working: (who) => here(who) && who.onCase !== "recused",
  decider: (who, at) => here(who) && who.onCase !== "recused" && decides(who, at),
  provided: (who, at) => here(who) && (at === NOWHERE || SEEN_BY_COMMITTEE.includes(at)),
  reportDecider: (who, at) => here(who) && decidesReport(who, at),
};

/** Where no record is asked for. */
export const NOWHERE = "–";
const SEEN_BY_COMMITTEE = ["provided", "considered", "editing", "transmitted", "issued", "follow-up"];

/** Where no stage is left to decide on, nobody is named: what is asked of an outcome is refused for being there. */
const decides = (who: Standing, at: string): boolean => {
  if (!isStage(at)) return true;
  const by = STAGES[at].decidedBy;
  return {
    coordinator: who.role === "coordinator",
    lead: who.onCase === "lead",
    verifier: who.onCase === "verifier",
    officer: who.role === "officer",
    originators: false,
    reviewers: who.role !== "officer",
    everyone: who.role !== "officer",
  }[by];
};
const decidesReport = (who: Standing, at: string): boolean => {
  const by = Object.hasOwn(REPORT_STAGES, at) ? REPORT_STAGES[at as keyof typeof REPORT_STAGES].decidedBy : undefined;
  return by === undefined || (by === "everyone" ? who.role !== "officer" : who.role === by);
};
