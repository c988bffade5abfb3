import { CfnOutput, Duration, type Stack } from "aws-cdk-lib";
import {
  Alarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  type IMetric,
  MathExpression,
  Metric,
  Stats,
  TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { METRIC_NAMESPACE, type MetricName } from "#shared/api/metrics.ts";
import { ALARMS, MOST_IN_ONE_ALARM, SECTIONS, type Watched } from "../alarms.ts";
import { functionName } from "../constructs/function.ts";
import { machineArn } from "../constructs/permissions.ts";
import { deadLetterName, queueName } from "../constructs/queue.ts";
import type { MachineName } from "../function-row.ts";
import type { Settings } from "../settings.ts";
import { logicalId, ZONE_NAMES } from "../zones.ts";

interface Given {
  readonly settings: Settings;
  readonly apiId: string;
}

/** One topic, one alarm per row of ALARMS, one dashboard. */
export const declareWatch = (stack: Stack, given: Given): void => {
  const topic = alarmTopic(stack, given.settings);
  // Emulators know no alarms over several metrics.
  const possible = ALARMS.filter((row) => !given.settings.emulator || metricOf(row.watches, given) instanceof Metric);
  const alarms = possible.map((row) => {
    const alarm = new Alarm(stack, logicalId(row.name), {
      alarmName: `corroborate-${given.settings.stage}-${row.name}`,
      alarmDescription: `${row.runbook} Runbook: docs/operations.md, "${SECTIONS[row.section]}".`,
      metric: metricOf(row.watches, given),
      threshold: row.above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: row.periods,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(topic));
    return { row, alarm };
  });
  const dashboard = new Dashboard(stack, "Dashboard", {
    dashboardName: `corroborate-${given.settings.stage}`,
    defaultInterval: Duration.days(1),
  });
  const groups: Readonly<Record<string, string>> = {
    Errors: "errors-",
    Machines: "failures-",
    "Dead letters": "dead-",
    Lag: "lag-",
    Refusals: "refusals-",
  };
  for (const [title, prefix] of Object.entries(groups)) {
    const left = alarms.filter(({ row }) => row.name.startsWith(prefix)).map(({ row }) => metricOf(row.watches, given, row.name));
    dashboard.addWidgets(new GraphWidget({ title, left, width: 12, height: 6 }));
  }
  const perZone = (title: string, metricName: MetricName, statistic: string) =>
    new GraphWidget({
      title,
      width: 12,
      height: 6,
      left: ZONE_NAMES.map(
        (zone) =>
          new Metric({
            namespace: METRIC_NAMESPACE,
            metricName,
            statistic,
            period: PERIOD,
            label: zone,
            dimensionsMap: { service: zone, stage: given.settings.stage },
          }),
      ),
    });
  dashboard.addWidgets(
    perZone("Requests", "Requests", Stats.SUM),
    perZone("Latency, 95 of 100 requests", "Latency", Stats.p(95)),
  );
  const { alarmMailbox } = given.settings;
  if (alarmMailbox !== undefined) topic.addSubscription(new EmailSubscription(alarmMailbox));
  new CfnOutput(stack, "AlarmTopic", { value: topic.topicArn });
};

const alarmTopic = (stack: Stack, settings: Settings): Topic => {
  const key = new Key(stack, "AlarmKey", {
    description: "Corroborate: alarms.",
    enableKeyRotation: true,
    removalPolicy: settings.removal,
  });
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: "AlarmsOfTheAccount",
      principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: ["*"],
      conditions: { StringEquals: { "aws:SourceAccount": stack.account } },
    }),
  );
  return new Topic(stack, "Alarms", { topicName: `corroborate-${settings.stage}-alarms`, masterKey: key, enforceSSL: true });
};

const metricOf = (watched: Watched, { settings, apiId }: Given, label?: string): IMetric => {
  const { stage } = settings;
  const one = (namespace: string, metricName: string, statistic: string, dimensionsMap: Record<string, string> = {}) =>
    new Metric({ namespace, metricName, statistic, dimensionsMap, period: PERIOD, ...(label === undefined ? {} : { label }) });
  if ("deadLettersOf" in watched) {
    const QueueName = queueName(stage, deadLetterName(watched.deadLettersOf));
    return one("AWS/SQS", "ApproximateNumberOfMessagesVisible", Stats.MAXIMUM, { QueueName });
  }
  if ("waitingIn" in watched)
    return one("AWS/SQS", "ApproximateAgeOfOldestMessage", Stats.MAXIMUM, { QueueName: queueName(stage, watched.waitingIn) });
  if ("lagOf" in watched)
    return one("AWS/Lambda", "IteratorAge", Stats.MAXIMUM, { FunctionName: functionName(stage, watched.lagOf) });
  if ("throttles" in watched) return one("AWS/Lambda", "Throttles", Stats.SUM);
  if ("serverErrors" in watched) return one("AWS/ApiGateway", "5xx", Stats.SUM, { ApiId: apiId });
  if ("counted" in watched) return one(METRIC_NAMESPACE, watched.counted, Stats.SUM, { service: watched.in, stage });
  if ("failuresOf" in watched) {
    const StateMachineArn = machineArn(settings, watched.failuresOf as MachineName);
    const ended = ["ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted"];
    return sum(
      ended.map((name) => [`${watched.failuresOf}${name}`, one("AWS/States", name, Stats.SUM, { StateMachineArn })]),
      label,
    );
  }
  return sum(
    watched.errorsOf.map((name) => [
      `of${logicalId(name)}`,
      one("AWS/Lambda", "Errors", Stats.SUM, { FunctionName: functionName(stage, name) }),
    ]),
    label,
  );
};

const PERIOD = Duration.minutes(5);

/** Adds up metrics; their ids are unique in the whole dashboard. */
const sum = (metrics: readonly (readonly [string, Metric])[], label: string | undefined): IMetric => {
  if (metrics.length > MOST_IN_ONE_ALARM)
    throw new Error(`an alarm adds up ${metrics.length} metrics, at most ${MOST_IN_ONE_ALARM} are possible: split its row`);
  const [first] = metrics;
  if (first !== undefined && metrics.length === 1) return first[1];
  return new MathExpression({
    expression: `SUM([${metrics.map(([id]) => id).join(", ")}])`,
    usingMetrics: Object.fromEntries(metrics),
    period: PERIOD,
    ...(label === undefined ? {} : { label }),
  });
};
