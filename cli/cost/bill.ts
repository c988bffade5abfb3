import type { Measured, Used } from "./measure.ts";
import { requestsOf } from "./measure.ts";
import { type CostLine, lineOf, type PriceName, type PriceRegion, sumOf } from "./prices.ts";
import { RESOURCES } from "./resources.ts";

/** A resource of a synthesised template. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

const GIB = 1024 ** 3;
const GB = 1e9;
/** Memory at which a function has one whole processor; below it has a share, so what was measured on a whole one takes longer there. */
const ONE_PROCESSOR_MEGABYTES = 1769;
/** Hourly repairs: at most a second each with 512 MB, which is not measured, for an hour is longer than a play. */
const SWEEPS = { functions: 4, hoursAMonth: 730, seconds: 1, gigabytes: 0.5 };

/** What stands there costs by the month when nobody uses it, by resource type. Throws for a type that `RESOURCES` does not know. */
export const idleLines = (resources: readonly TemplateResource[], region: PriceRegion): readonly CostLine[] => {
  const lines = [...Map.groupBy(resources, ({ Type }) => Type)].flatMap(([type, all]) => {
    const row = RESOURCES[type];
    if (row === undefined) throw new Error(`${type} has no row in RESOURCES: say what it costs, or why it is free`);
    const { idle } = row;
    if (idle === undefined) return [];
    const quantity = all.reduce((sum, { Properties = {} }) => sum + idle.perMonth(Properties), 0);
    return [lineOf(region, idle.why === undefined ? type : `${type} (${idle.why})`, idle.price, quantity)];
  });
  const runs = SWEEPS.functions * SWEEPS.hoursAMonth;
  return [
    ...lines,
    lineOf(region, "hourly sweeps, at most", "lambda-gb-second", runs * SWEEPS.seconds * SWEEPS.gigabytes),
    lineOf(region, "hourly sweeps", "lambda-request", runs),
  ];
};

/** Requests to S3 or KMS that one call of a port makes, its client's own (the PUT of a part, the GET of a download) with it. */
const REQUESTS: Readonly<Record<string, Partial<Record<PriceName, number>>>> = {
  "files.begin": { "s3-put": 1 },
  "files.linkPart": { "s3-put": 1 },
  "files.parts": { "s3-put": 1 },
  "files.complete": { "s3-put": 2, "s3-get": 1 },
  "files.abort": {},
  "files.put": { "s3-put": 1 },
  "files.head": { "s3-get": 1 },
  "files.read": { "s3-get": 1 },
  "files.linkDownload": { "s3-get": 2 },
  "files.copyFrom": { "s3-get": 3, "s3-put": 1 },
  "files.lock": { "s3-put": 1 },
  "files.remove": { "s3-get": 1, "s3-put": 1 },
  "keys.mac": { "kms-request": 1 },
  "keys.sign": { "kms-signature": 1 },
  "keys.publicKey": { "kms-signature": 1 },
  // A message is sent, received and deleted; batches make it less.
  "queues.send": { "sqs-request": 3 },
};

/** Gigabyte-seconds of functions, stretched where a function has less than one processor. */
export const gigabyteSeconds = (functions: Used["functions"]): number =>
  functions.reduce((sum, { milliseconds, memoryMegabytes }) => {
    const stretched = milliseconds * Math.max(1, ONE_PROCESSOR_MEGABYTES / memoryMegabytes);
    return sum + (stretched / 1000) * ((memoryMegabytes * 1024 ** 2) / GIB);
  }, 0);

/** The bill of `times` units of what was measured. */
export const useLines = (used: Used, times: number, region: PriceRegion): readonly CostLine[] => {
  const factor = times / used.units;
  const invocations = used.functions.reduce((sum, one) => sum + one.invocations, 0);
  const line = (what: string, price: PriceName, quantity: number) => lineOf(region, what, price, quantity * factor);
  const asked = Object.entries(used.calls).flatMap(([call, count]) => {
    const row = REQUESTS[call];
    if (row === undefined) throw new Error(`${call} has no row in REQUESTS: say which requests it makes`);
    return Object.entries(row).map(([price, each]) => [price as PriceName, each * count] as const);
  });
  const requests = [...Map.groupBy(asked, ([price]) => price)].map(([price, all]) =>
    line(
      "calls of the functions and their clients",
      price,
      all.reduce((sum, [, count]) => sum + count, 0),
    ),
  );
  return [
    line("requests of people", "http-api-request", requestsOf(used.functions)),
    line("functions", "lambda-gb-second", gigabyteSeconds(used.functions)),
    line("functions", "lambda-request", invocations),
    line("tables", "dynamodb-read", used.readUnits),
    line("tables", "dynamodb-write", used.writeUnits),
    line("machines", "states-transition", used.transitions),
    ...requests,
    line("logs of the functions", "logs-ingested-gb", used.logBytes / GB),
  ];
};

const CLASSES = {
  "Standard (evidence, reports)": "s3-standard-gb-month",
  "Standard-IA": "s3-infrequent-gb-month",
  "Glacier Instant Retrieval (uploads after 90 days)": "s3-glacier-instant-gb-month",
  "Glacier Deep Archive": "s3-deep-archive-gb-month",
} as const satisfies Record<string, PriceName>;

/** One TiB for a month, by storage class. A submission lies twice: as the State gave it, and as the Panel holds it. */
export const storageLines = (region: PriceRegion): readonly CostLine[] =>
  Object.entries(CLASSES).map(([what, price]) => lineOf(region, what, price, 1024));

/** A mandate of one Panel in a busy year: an assumption for planning, not measured anywhere. */
export const REGIME_YEAR = { submissions: 500, cases: 60, reports: 2, reads: 250_000, storedTebibytes: 2, people: 60 } as const;

/** What a regime adds to the bill of a month, spread over its year. */
export const regimeLines = (measured: Measured, region: PriceRegion): readonly CostLine[] => {
  const use = [
    ...useLines(measured.submission, REGIME_YEAR.submissions / 12, region),
    ...useLines(measured.case, REGIME_YEAR.cases / 12, region),
    ...useLines(measured.report, REGIME_YEAR.reports / 12, region),
    ...useLines(measured.reading, REGIME_YEAR.reads / 12, region),
  ];
  const merged = [...Map.groupBy(use, ({ price }) => price)].map(([price, all]) =>
    lineOf(
      region,
      "its work",
      price,
      all.reduce((sum, { quantity }) => sum + quantity, 0),
    ),
  );
  const gigabytes = REGIME_YEAR.storedTebibytes * 1024;
  return [
    ...merged,
    lineOf(region, "evidence", "s3-standard-gb-month", gigabytes),
    lineOf(region, "the States' own copies", "s3-glacier-instant-gb-month", gigabytes),
    lineOf(region, "its people", "cognito-user-month", REGIME_YEAR.people),
  ];
};

export const totalOf = (lines: readonly CostLine[]): number => Math.round(sumOf(lines) * 10_000) / 10_000;
