import { Metrics, type MetricUnit } from "@aws-lambda-powertools/metrics";

/** What is counted beside what AWS counts by itself, by zone (dimension `service`) and stage. Numbers alone: a metric names nobody. */
export const METRICS = {
  Requests: "Count",
  /** Milliseconds in our own code, of each request. */
  Latency: "Milliseconds",
  /** Answers 401, 403 and 404: somebody tries doors, or a screen offers what it should not. */
  Refusals: "Count",
  /** Answers 500: something failed that nobody foresaw. */
  Faults: "Count",
  /** Messages of a queue that failed once; each is tried again. */
  FailedMessages: "Count",
} as const satisfies Record<string, (typeof MetricUnit)[keyof typeof MetricUnit]>;
export type MetricName = keyof typeof METRICS;

export const METRIC_NAMESPACE = "Corroborate";

let metrics: Metrics | undefined;

/** Adds to the metrics of this function's zone, which CloudWatch reads from the log; a name left out was not counted. */
export const counted = (values: Readonly<Partial<Record<MetricName, number>>>): void => {
  metrics ??= new Metrics({
    namespace: METRIC_NAMESPACE,
    serviceName: process.env["ZONE"] ?? "unknown",
    defaultDimensions: { stage: process.env["STAGE"] ?? "unknown" },
  });
  for (const [name, value] of Object.entries(values)) metrics.addMetric(name, METRICS[name as MetricName], value);
  metrics.publishStoredMetrics();
};
