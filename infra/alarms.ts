import type { MetricName } from "#shared/api/metrics.ts";
import type { Zone } from "#shared/domain/zones.ts";
import { FUNCTIONS, QUEUES } from "./functions.ts";
import { MACHINE_NAMES } from "./machines.ts";
import { ZONE_NAMES } from "./zones.ts";

/** What an alarm looks at: names only, so that the service can change without the watch. */
export type Watched =
  | { readonly deadLettersOf: string }
  | { readonly errorsOf: readonly string[] }
  | { readonly throttles: "all functions" }
  | { readonly serverErrors: "the API" }
  | { readonly failuresOf: string }
  | { readonly lagOf: string }
  | { readonly waitingIn: string }
  | { readonly counted: MetricName; readonly in: Zone };

export interface AlarmRow {
  readonly name: string;
  readonly watches: Watched;
  /** Sounds when the value within five minutes is above this. */
  readonly above: number;
  /** Five-minute periods in a row. */
  readonly periods: number;
  /** What it means and what to do first; its mail says so. */
  readonly runbook: string;
  /** Section of `docs/operations.md` that says what to do, step by step. */
  readonly section: Section;
}

/** Titles of the sections of the runbook. */
export const SECTIONS = {
  dead: "Dead letters",
  errors: "Errors of functions",
  failures: "Failed executions",
  lag: "Changes that wait",
  throttles: "Throttled functions",
  api: "Answers 5xx",
  refusals: "Many refusals",
} as const;
type Section = keyof typeof SECTIONS;

/** CloudWatch adds up at most ten metrics in one alarm. */
export const MOST_IN_ONE_ALARM = 10;

/** Refusals in five minutes of one zone that a busy day does not reach. */
const MOST_REFUSALS = 200;

const namesOf = (zone: Zone, kind: "api" | "work") =>
  FUNCTIONS.filter((row) => row.zone === zone && (row.calledBy === "api") === (kind === "api")).map((row) => row.name);

/** Names in as many alarms as they need. */
const inAlarms = (names: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(names.length / MOST_IN_ONE_ALARM) }, (_, at) =>
    names.slice(at * MOST_IN_ONE_ALARM, (at + 1) * MOST_IN_ONE_ALARM),
  );

/** Every alarm. */
export const ALARMS: readonly AlarmRow[] = [
  ...QUEUES.map(({ name, consumer }) => ({
    name: `dead-${name}`,
    watches: { deadLettersOf: name },
    above: 0,
    periods: 1,
    runbook: `A message for \`${consumer.name}\` failed five times. Read its log for the cause, mend it, then redrive the queue: consumers take repeats.`,
    section: "dead" as const,
  })),
  ...ZONE_NAMES.map((zone) => ({
    name: `errors-${zone}-api`,
    watches: { errorsOf: namesOf(zone, "api") },
    above: 0,
    periods: 1,
    runbook: `A request to the zone ${zone} ended outside its own error handling (time, memory, start). Find it by request id in the log.`,
    section: "errors" as const,
  })),
  ...ZONE_NAMES.flatMap((zone) =>
    inAlarms(namesOf(zone, "work")).map((names, at) => ({
      name: `errors-${zone}-work${at === 0 ? "" : `-${at + 1}`}`,
      watches: { errorsOf: names },
      above: 5,
      periods: 3,
      runbook: `Background work of the zone ${zone} keeps failing. Single failures are retried; this is a cause that stays. Look for \`"kind":"error"\` in its logs.`,
      section: "errors" as const,
    })),
  ),
  ...MACHINE_NAMES.map((machine) => ({
    name: `failures-${machine}`,
    watches: { failuresOf: machine },
    above: 0,
    periods: 1,
    runbook: `An execution of \`${machine}\` failed, timed out or was stopped. The record is the truth: mend the cause and let the hourly sweep start it again.`,
    section: "failures" as const,
  })),
  ...ZONE_NAMES.map((zone) => ({
    name: `lag-${zone}`,
    watches: { lagOf: `dispatch-${zone}` },
    above: 15 * 60 * 1000,
    periods: 1,
    runbook: `Changes in the zone ${zone} wait more than 15 minutes to be passed on. Mend it within 24 hours: after that the stream forgets them.`,
    section: "lag" as const,
  })),
  {
    name: "waiting-sequence",
    watches: { waitingIn: "sequence" },
    above: 15 * 60,
    periods: 1,
    runbook:
      "Entries wait more than 15 minutes for the ledger. Receipts are late, nothing is lost. Look at `sequence` and its signing key.",
    section: "lag",
  },
  {
    name: "throttles",
    watches: { throttles: "all functions" },
    above: 0,
    periods: 3,
    runbook: "Functions are refused for lack of concurrency. Raise the account's quota or find what floods it.",
    section: "throttles",
  },
  {
    name: "api-server-errors",
    watches: { serverErrors: "the API" },
    above: 0,
    periods: 1,
    runbook: "The API answered 5xx. Each answer carries a reference that is the request id in the zone's log.",
    section: "api",
  },
  ...ZONE_NAMES.map((zone) => ({
    name: `refusals-${zone}`,
    watches: { counted: "Refusals" as const, in: zone },
    above: MOST_REFUSALS,
    periods: 1,
    runbook: `More than ${MOST_REFUSALS} requests to the zone ${zone} were refused in five minutes: somebody tries doors, or a screen offers what it should not.`,
    section: "refusals" as const,
  })),
];
