import { CROSSING_KINDS, CROSSINGS, type CrossingRow } from "#shared/domain/crossings.ts";
import type { Zone } from "#shared/domain/zones.ts";
import { type FunctionRow, type MachineName, queueOf, type Touch } from "./function-row.ts";
import { type BucketName, ZONE_NAMES, ZONES } from "./zones.ts";

const MINUTE = 60;
const own = (zone: Zone): readonly Touch[] => [
  { table: zone, how: "change" },
  { bucket: ZONES[zone].bucket, how: "change" },
  { clock: "read" },
];

const api = (zone: Exclude<Zone, "record">): FunctionRow => ({
  name: `api-${zone}`,
  entry: `functions/${zone}/api.ts`,
  zone,
  memoryMegabytes: 1024,
  timeoutSeconds: 28,
  touches: [...own(zone), { key: "mac" }],
  calledBy: "api",
});

const apiRecord: FunctionRow = {
  name: "api-record",
  entry: "functions/record/api.ts",
  zone: "record",
  memoryMegabytes: 1024,
  timeoutSeconds: 28,
  touches: [
    { table: "record", how: "read" },
    { bucket: "ledger", how: "read" },
    { key: "mac" },
    { key: "verify" },
    { clock: "read" },
    { clock: "set" },
  ],
  calledBy: "api",
};

/** Of its own, so that reading the logs of every zone's API is the right of no function that does anything else. */
const apiOversight: FunctionRow = {
  name: "api-oversight",
  entry: "functions/record/api-oversight.ts",
  zone: "record",
  memoryMegabytes: 512,
  timeoutSeconds: 28,
  touches: [{ table: "record", how: "read" }, { key: "mac" }, { clock: "read" }, { accessLog: "read" }],
  calledBy: "api",
};

const fileTask = (name: string, size: { memoryMegabytes: number; minutes: number }, how: "read" | "change"): FunctionRow => ({
  name,
  entry: `functions/tasks/${name}.ts`,
  zone: "delegation",
  memoryMegabytes: size.memoryMegabytes,
  timeoutSeconds: size.minutes * MINUTE,
  touches: [{ table: "delegation", how: "change" }, { bucket: "uploads", how }, { clock: "read" }],
  calledBy: { machine: "intake" },
});

const openStage = (name: string, zone: Zone, machine: MachineName): FunctionRow => ({
  name,
  entry: "functions/tasks/open-stage.ts",
  zone,
  memoryMegabytes: 512,
  timeoutSeconds: MINUTE,
  touches: [{ table: zone, how: "change" }, { machine, how: "release" }, { clock: "read" }],
  calledBy: { machine },
  environment: { MACHINE: machine },
});

/** Carries one kind of message into the receiver's table and can do nothing else; rows with `copies` bring files along. */
const crossing = (kind: (typeof CROSSING_KINDS)[number]): FunctionRow => {
  const row: CrossingRow = CROSSINGS[kind];
  const copies: readonly Touch[] =
    row.copies === undefined
      ? []
      : [
          { bucket: row.copies.from as BucketName, how: "copy-from" },
          { bucket: row.copies.to as BucketName, how: "copy-to" },
        ];
  return {
    name: `cross-${kind}`,
    entry: "functions/crossings/cross.ts",
    zone: row.to,
    memoryMegabytes: row.copies === undefined ? 256 : 512,
    timeoutSeconds: row.copies === undefined ? MINUTE : 15 * MINUTE,
    touches: [{ table: row.to, how: "put" }, ...copies],
    calledBy: { queue: `cross-${kind}` },
    environment: { CROSSING: kind },
  };
};

const crossingsFrom = (zone: Zone) =>
  CROSSING_KINDS.filter((kind) => CROSSINGS[kind].from === zone).map((kind) => `cross-${kind}`);

/** Queues that a zone's stream feeds. */
const FEEDS: Readonly<Record<Zone, readonly string[]>> = {
  delegation: ["sequence", ...crossingsFrom("delegation"), "apply-delegation", "start-intake"],
  panel: ["sequence", ...crossingsFrom("panel"), "apply-panel", "start-review", "release-review"],
  secretariat: ["sequence", ...crossingsFrom("secretariat"), "apply-secretariat", "start-report", "release-report", "render"],
  record: crossingsFrom("record"),
};

const dispatch = (zone: Zone): FunctionRow => ({
  name: `dispatch-${zone}`,
  entry: "functions/streams/dispatch.ts",
  zone,
  memoryMegabytes: 256,
  timeoutSeconds: MINUTE,
  touches: FEEDS[zone].map((queue) => ({ send: queue })),
  calledBy: "stream",
});

const consumer = (name: string, zone: Zone, row: Partial<FunctionRow> & Pick<FunctionRow, "touches">): FunctionRow => ({
  name,
  entry: `functions/streams/${name}.ts`,
  zone,
  memoryMegabytes: 512,
  timeoutSeconds: MINUTE,
  calledBy: { queue: name },
  ...row,
});

const apply = (zone: Zone) => consumer(`apply-${zone}`, zone, { touches: own(zone) });

const start = (machine: MachineName, zone: Zone) =>
  consumer(`start-${machine}`, zone, {
    entry: "functions/streams/start-execution.ts",
    touches: [{ table: zone, how: "read" }, { machine, how: "start" }, { clock: "read" }],
    environment: { MACHINE: machine },
  });

const release = (machine: MachineName, zone: Zone) =>
  consumer(`release-${machine}`, zone, {
    entry: "functions/streams/release.ts",
    touches: [{ table: zone, how: "change" }, { machine, how: "release" }, { clock: "read" }],
    environment: { MACHINE: machine },
  });

/** Machines that a zone's records drive. */
const MACHINE_OF: Readonly<Partial<Record<Zone, MachineName>>> = {
  delegation: "intake",
  panel: "review",
  secretariat: "report",
};

const sweep = (zone: Zone): FunctionRow => {
  const machine = MACHINE_OF[zone];
  const repairs: readonly Touch[] =
    machine === undefined
      ? [{ bucket: "ledger", how: "change" }, { key: "sign" }]
      : [
          { machine, how: "start" },
          { machine, how: "watch" },
          { machine, how: "release" },
        ];
  return {
    name: `sweep-${zone}`,
    entry: "functions/streams/sweep.ts",
    zone,
    memoryMegabytes: 512,
    timeoutSeconds: 10 * MINUTE,
    touches: [{ table: zone, how: "change" }, ...repairs, { clock: "read" }],
    calledBy: "hourly",
    environment: machine === undefined ? {} : { MACHINE: machine },
  };
};

/** Every function. A machine's tasks are not removed or renamed for a year: older executions still call them. */
export const FUNCTIONS: readonly FunctionRow[] = [
  api("delegation"),
  api("panel"),
  api("secretariat"),
  apiRecord,
  apiOversight,
  fileTask("hash-file", { memoryMegabytes: 1769, minutes: 15 }, "read"),
  fileTask("inspect-file", { memoryMegabytes: 1769, minutes: 5 }, "read"),
  fileTask("conclude-file", { memoryMegabytes: 512, minutes: 1 }, "change"),
  openStage("open-stage", "panel", "review"),
  openStage("open-report-stage", "secretariat", "report"),
  ...CROSSING_KINDS.map(crossing),
  ...ZONE_NAMES.map(dispatch),
  consumer("sequence", "record", {
    memoryMegabytes: 1024,
    timeoutSeconds: 2 * MINUTE,
    batch: 100,
    touches: [...own("record"), { key: "sign" }],
  }),
  apply("delegation"),
  apply("panel"),
  apply("secretariat"),
  start("intake", "delegation"),
  start("review", "panel"),
  start("report", "secretariat"),
  release("review", "panel"),
  release("report", "secretariat"),
  consumer("render-draft", "secretariat", {
    memoryMegabytes: 1769,
    timeoutSeconds: 5 * MINUTE,
    touches: own("secretariat"),
    calledBy: { queue: "render" },
  }),
  ...ZONE_NAMES.map(sweep),
];

/** Every queue has exactly one consumer, so the queues follow from the functions. */
export const QUEUES: readonly { readonly name: string; readonly consumer: FunctionRow }[] = FUNCTIONS.flatMap((row) => {
  const name = queueOf(row);
  return name === undefined ? [] : [{ name, consumer: row }];
});
/** Functions whose logs are the access log. */
export const ACCESS_LOGGED: readonly string[] = FUNCTIONS.flatMap((row) => (row.calledBy === "api" ? [row.name] : []));
export const ENTRIES: readonly string[] = [...new Set(FUNCTIONS.map((row) => row.entry))];
