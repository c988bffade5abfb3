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
} as const;
export type MetricName = keyof typeof METRICS;

export const METRIC_NAMESPACE = "Corroborate";
