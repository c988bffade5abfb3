import { type CloudWatchLogsClient, type FilteredLogEvent, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { accessLine, matches, newestFirst, parsed, textIn } from "../access-log.ts";
import { routeNamed, routeRow } from "../api/routes.ts";
import type { AccessLine, AccessLog, AccessMatch, AccessPlace } from "../ports.ts";

/** Log groups that the access log stands in. */
export interface AccessGroups {
  /** One for each function of an API. */
  readonly functions: readonly string[];
  /** The HTTP API's own lines: of what it refused itself no function knows. */
  readonly gateway: string;
}

/** Lines of one answer of the service. */
const PAGE = 1_000;
/** The service reads newest first from this day on only (API reference, FilterLogEvents); nothing of this system is older. */
const EARLIEST = Date.parse("2024-01-01T00:00:00Z");

interface Source {
  readonly group: string;
  readonly pattern: string;
  readonly read: (event: FilteredLogEvent) => AccessLine | undefined;
}

/** The access log in CloudWatch Logs. The service orders by the time that it was given with a line: that is the time of a line here. */
export const cloudWatchAccessLog = (client: CloudWatchLogsClient, groups: AccessGroups): AccessLog => ({
  newest: async (query) => {
    if (Date.parse(query.before.at) <= EARLIEST) return [];
    const sources = [
      ...groups.functions.map((group): Source => ({ group, pattern: functionPattern(query.match), read: functionLine })),
      ...(query.match.outcome === "answered" ? [] : [{ group: groups.gateway, pattern: GATEWAY_PATTERN, read: gatewayLine }]),
    ];
    const found = await Promise.all(sources.map((source) => linesOf(client, source, query)));
    return found.flat().toSorted(newestFirst).slice(0, query.most);
  },
});

const linesOf = async (
  client: CloudWatchLogsClient,
  { group, pattern, read }: Source,
  { match, from, before, most }: Parameters<AccessLog["newest"]>[0],
): Promise<readonly AccessLine[]> => {
  const lines: AccessLine[] = [];
  for (let nextToken: string | undefined; ; ) {
    const page = await client.send(
      new FilterLogEventsCommand({
        logGroupName: group,
        startTime: Math.max(Date.parse(from), EARLIEST),
        endTime: Date.parse(before.at),
        filterPattern: pattern,
        startFromHead: false,
        limit: PAGE,
        ...(nextToken === undefined ? {} : { nextToken }),
      }),
    );
    const told = (page.events ?? []).flatMap((event) => read(event) ?? []);
    lines.push(...told.filter((line) => isBehind(line, before) && line.at >= from && matches(line, match)));
    nextToken = page.nextToken;
    // Lines of one millisecond come in no order of ours: they are read to their end before the newest are taken.
    const oldest = told.at(-1)?.at;
    const last = lines.toSorted(newestFirst)[most - 1]?.at;
    if (nextToken === undefined || (last !== undefined && oldest !== undefined && oldest < last)) return lines;
  }
};

const isBehind = (line: AccessLine, before: AccessPlace): boolean => newestFirst(before, line) < 0;

/** Narrows what the service sends; every line is held against the match again. Values have passed the route's schema: no quotes in them. */
const functionPattern = ({ person, route, zone, outcome }: AccessMatch): string => {
  const terms = [
    '$.kind = "access"',
    ...Object.entries({ person, route, zone }).flatMap(([name, value]) =>
      value === undefined ? [] : [`$.${name} = "${value}"`],
    ),
    ...(outcome === undefined ? [] : [`$.status ${outcome === "refused" ? ">=" : "<"} 400`]),
  ];
  return `{ ${terms.map((term) => `(${term})`).join(" && ")} }`;
};

const functionLine = ({ message = "", timestamp = 0 }: FilteredLogEvent): AccessLine | undefined => {
  const line = accessLine(message);
  return line === undefined ? undefined : { ...line, at: new Date(timestamp).toISOString() };
};

/** What reached no function. Too many requests are counted by the firewall and the throttle, and not listed. */
const GATEWAY_PATTERN = '{ ($.reached = "-") && ($.status != "429") }';

/** A line of the HTTP API (`LINE` in `infra/constructs/api.ts`) as one of ours: it knows the route and the status, and nobody's name. */
const gatewayLine = ({ message = "", timestamp = 0 }: FilteredLogEvent): AccessLine | undefined => {
  const line = parsed(message);
  const request = textIn(line, "request");
  const status = Number(line?.["status"]);
  if (textIn(line, "reached") !== "-" || request === undefined || !Number.isInteger(status) || status === 429) return undefined;
  const name = routeNamed(textIn(line, "route") ?? "");
  return {
    at: new Date(timestamp).toISOString(),
    request,
    route: name ?? "unknown",
    person: "anonymous",
    ...(name === undefined ? {} : { zone: routeRow(name).zone }),
    status,
    ...(status === 401 ? { code: "UNAUTHENTICATED" } : {}),
  };
};
