import { homeAccessLog } from "#shared/adapters/home-access-log.ts";
import { ROUTE_NAMES } from "#shared/api/routes.ts";
import { openCursor, sealCursor } from "#shared/cursor.ts";
import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import type { AccessLine, AccessLog, AccessPlace, Ports } from "#shared/ports.ts";
import { searchAccess } from "./search-access.ts";

const DAY = 24 * 3_600_000;
/** Longest window of one search, days. */
const MOST_DAYS = 366;

type Input = Parameters<Run<"list-access">>[0]["input"];
interface Window {
  readonly from: string;
  readonly until: string;
}

/** Machine time judges here, not business time: it is what the log's lines bear. */
export const run: Run<"list-access"> = ({ input, ports }) =>
  listAccess({ input, ports, log: homeAccessLog(), machineNow: Date.now() });

export const listAccess = async (at: {
  readonly input: Input;
  readonly ports: Pick<Ports, "keys">;
  readonly log: AccessLog;
  readonly machineNow: number;
}) => {
  const { after, account, route, zone, outcome } = at.input;
  if (route !== undefined && route !== "unknown" && !ROUTE_NAMES.some((name) => name === route))
    throw new Problem("OUT_OF_BOUNDS", {
      where: "route",
      given: route,
      allowed: "the name of a route of /openapi.json, or unknown",
    });
  const asked = windowOf(at.input, at.machineNow);
  // A position counts for the same question only; where the times were left out it brings the window of its first page along.
  const question = `access:${JSON.stringify([at.input.from, at.input.until, account, route, zone, outcome])}`;
  const { window, before } =
    after === undefined ? { window: asked, before: { at: asked.until, request: "" } } : await resumed(at.ports, question, after);
  const page = await searchAccess({
    log: at.log,
    match: { person: account, route, zone, outcome },
    from: window.from,
    before,
    elapsed: () => performance.now(),
  });
  return {
    rows: page.rows.map(shown),
    next: page.next === undefined ? null : await sealCursor(at.ports.keys, question, positionOf(window, page.next)),
    ...window,
    searchedTo: page.searchedTo,
  };
};

/** The window asked for; by default the 24 hours before its end, which by default is now. Throws `OUT_OF_BOUNDS`. */
const windowOf = (input: Pick<Input, "from" | "until">, now: number): Window => {
  const until = input.until === undefined ? now : Date.parse(input.until);
  const from = input.from === undefined ? until - DAY : Date.parse(input.from);
  const refuse = (where: "from" | "until", allowed: string) => {
    throw new Problem("OUT_OF_BOUNDS", { where, given: input[where] ?? new Date(from).toISOString(), allowed });
  };
  if (from > now) refuse("from", `a time before now, ${new Date(now).toISOString()}`);
  if (from >= until) refuse("from", `a time before until, ${new Date(until).toISOString()}`);
  if (until - from > MOST_DAYS * DAY) refuse("from", `at most ${MOST_DAYS} days before until; search longer times in parts`);
  // Nothing is written ahead of time, and a year of five digits is no time that texts can be compared by.
  return { from: new Date(from).toISOString(), until: new Date(Math.min(until, now)).toISOString() };
};

const positionOf = ({ from, until }: Window, { at, request }: AccessPlace): string => [from, until, at, request].join("|");
const resumed = async (ports: Pick<Ports, "keys">, question: string, after: string) => {
  const [from, until, at, request] = (await openCursor(ports.keys, question, after))?.split("|") ?? [];
  if (from === undefined || until === undefined || at === undefined || request === undefined) throw new Problem("BAD_CURSOR");
  return { window: { from, until }, before: { at, request } };
};

const shown = ({ at, request, route, person, role, zone, status, code }: AccessLine) => ({
  at,
  request,
  route,
  person,
  role: role ?? null,
  zone: zone ?? null,
  status,
  code: code ?? null,
});
