import { Metrics } from "@aws-lambda-powertools/metrics";
import { METRIC_NAMESPACE, METRICS, type MetricName } from "./api/metrics.ts";

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
