import { expect, test } from "vitest";
import { ALARMS, type AlarmRow } from "#infra/alarms.ts";
import { cloud, ofType } from "./cloud.ts";

/** Values of one metric, oldest first, one per period; undefined where no data point came. */
type Points = readonly (number | undefined)[];

interface Stat {
  readonly Metric: { readonly Namespace: string; readonly MetricName: string; readonly Dimensions?: readonly unknown[] };
}
interface AlarmProperties {
  readonly AlarmName: string;
  readonly AlarmActions: readonly unknown[];
  readonly MetricName?: string;
  readonly Period?: number;
  readonly Statistic?: string;
  readonly Threshold: number;
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm?: number;
  readonly ComparisonOperator: string;
  readonly TreatMissingData: string;
  readonly Metrics?: readonly {
    readonly Id: string;
    readonly Expression?: string;
    readonly MetricStat?: Stat & { readonly Period: number };
  }[];
}
const byName = new Map(
  ofType(cloud().watch, "AWS::CloudWatch::Alarm").map(([, one]) => {
    const properties = one.Properties as unknown as AlarmProperties;
    return [properties.AlarmName.replace("corroborate-demo-", ""), properties];
  }),
);
const alarmOf = (row: AlarmRow): AlarmProperties => {
  const found = byName.get(row.name);
  if (found === undefined) throw new Error(`${row.name} is not in the template`);
  return found;
};

/** Metrics that an alarm looks at, each by the id by which its expression names it. */
const idsOf = (alarm: AlarmProperties): readonly string[] =>
  alarm.Metrics === undefined ? ["only"] : alarm.Metrics.flatMap(({ Id, MetricStat }) => (MetricStat === undefined ? [] : [Id]));

/** The state that CloudWatch gives an alarm whose metrics have these points (User Guide, "Alarm evaluation"): M of the last N periods. */
const stateOf = (alarm: AlarmProperties, points: Readonly<Record<string, Points>>): "ALARM" | "OK" => {
  const expression = alarm.Metrics?.find((one) => one.Expression !== undefined)?.Expression;
  const summed = expression === undefined ? ["only"] : (/^SUM\(\[(.+)\]\)$/.exec(expression)?.[1]?.split(", ") ?? []);
  if (summed.length === 0 || alarm.ComparisonOperator !== "GreaterThanThreshold" || alarm.TreatMissingData !== "notBreaching")
    throw new Error(`${alarm.AlarmName} is evaluated in a way that is not known here`);
  const periods = Array.from({ length: alarm.EvaluationPeriods }, (_, back) => {
    const values = summed.flatMap((id) => points[id]?.at(-1 - back) ?? []);
    return values.length === 0 ? undefined : values.reduce((sum, one) => sum + one, 0);
  });
  const breaching = periods.filter((value) => value !== undefined && value > alarm.Threshold).length;
  return breaching >= (alarm.DatapointsToAlarm ?? alarm.EvaluationPeriods) ? "ALARM" : "OK";
};

/** What each kind of alarm is for, in points of its metric: what must sound it, and what must not. Written apart from the table. */
const conditionOf = ({ watches, name }: AlarmRow): { readonly sounds: Points; readonly quiet: Points } => {
  if ("deadLettersOf" in watches) return { sounds: [0, 0, 1], quiet: [0, 0, 0] };
  if ("errorsOf" in watches)
    return name.endsWith("-api") ? { sounds: [0, 0, 1], quiet: [1, 1, 0] } : { sounds: [6, 6, 6], quiet: [6, 6, 5] };
  if ("throttles" in watches) return { sounds: [1, 1, 1], quiet: [1, 1, 0] };
  if ("serverErrors" in watches || "failuresOf" in watches) return { sounds: [0, 0, 1], quiet: [1, 1, 0] };
  if ("lagOf" in watches) return { sounds: [0, 0, 900_001], quiet: [0, 0, 900_000] };
  if ("waitingIn" in watches) return { sounds: [0, 0, 901], quiet: [0, 0, 900] };
  return { sounds: [0, 0, 201], quiet: [201, 201, 200] };
};

test.for([...ALARMS])("$name sounds when its condition holds in any one thing it watches, and reaches the topic", (row) => {
  const alarm = alarmOf(row);
  for (const id of idsOf(alarm)) expect(`${id} ${stateOf(alarm, { [id]: conditionOf(row).sounds })}`).toBe(`${id} ALARM`);
  expect(alarm.AlarmActions).toHaveLength(1);
});

test.for([...ALARMS])("$name is quiet just below its condition, and when no data comes", (row) => {
  const alarm = alarmOf(row);
  for (const id of idsOf(alarm)) expect(`${id} ${stateOf(alarm, { [id]: conditionOf(row).quiet })}`).toBe(`${id} OK`);
  expect(stateOf(alarm, {})).toBe("OK");
  expect(stateOf(alarm, { only: [undefined, undefined, undefined] })).toBe("OK");
});

test("errors of different functions add up to one alarm", () => {
  const row = ALARMS.find(({ name }) => name === "errors-panel-work");
  if (row === undefined) throw new Error("there is no such alarm");
  const alarm = alarmOf(row);
  const [first = "", second = ""] = idsOf(alarm);
  expect(stateOf(alarm, { [first]: [3, 3, 3], [second]: [3, 3, 3] })).toBe("ALARM");
  expect(stateOf(alarm, { [first]: [3, 3, 3], [second]: [3, 2, 3] })).toBe("OK");
});

test("every alarm looks at five minutes at a time", () => {
  for (const alarm of byName.values()) {
    const periods = alarm.Metrics?.flatMap((one) => one.MetricStat?.Period ?? []) ?? [alarm.Period];
    expect([...new Set(periods)]).toEqual([300]);
  }
});
