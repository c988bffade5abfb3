import * as z from "zod";
import { functionIn, type Placed } from "./compute.ts";
import type { Assembly, MachinePart, QueuePart, SchedulePart } from "./description.ts";
import { arnOf, idInArn } from "./intrinsics.ts";

const wholeNumber = z.coerce.number().int();
const sourceShape = z.object({
  FunctionName: z.string(),
  EventSourceArn: z.string(),
  BatchSize: wholeNumber.optional(),
  Enabled: z.boolean().default(true),
  FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string() })).default([]) }).optional(),
  FunctionResponseTypes: z.array(z.string()).default([]),
  MaximumRetryAttempts: wholeNumber.default(-1),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }).optional() }).optional(),
});

export const readSource = ({ id, properties }: Placed): Partial<Assembly> => {
  const given = sourceShape.parse(properties);
  if (!given.Enabled) return {};
  const from = named(given.EventSourceArn);
  const common = {
    id,
    function: functionIn(given.FunctionName),
    filters: (given.FilterCriteria?.Filters ?? []).map((one) => JSON.parse(one.Pattern) as unknown),
    reportsFailures: given.FunctionResponseTypes.includes("ReportBatchItemFailures"),
  };
  if (given.EventSourceArn.includes(":sqs:"))
    return { queueSources: [{ ...common, queue: from, batchSize: given.BatchSize ?? 10 }] };
  if (!given.EventSourceArn.endsWith("/stream"))
    throw new Error(`${given.EventSourceArn} is neither a queue nor a table's stream`);
  const failures = given.DestinationConfig?.OnFailure?.Destination;
  const stream = { ...common, table: from, batchSize: given.BatchSize ?? 100, retries: given.MaximumRetryAttempts };
  return { streamSources: [{ ...stream, ...(failures === undefined ? {} : { failures: named(failures) }) }] };
};

const queueShape = z.object({
  VisibilityTimeout: wholeNumber.default(30),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: wholeNumber }).optional(),
});

export const readQueue = ({ id, properties }: Placed): QueuePart => {
  const given = queueShape.parse(properties);
  const policy = given.RedrivePolicy;
  const redrive = policy && { queue: named(policy.deadLetterTargetArn), maxReceives: policy.maxReceiveCount };
  return { name: id, visibilitySeconds: given.VisibilityTimeout, ...(redrive === undefined ? {} : { redrive }) };
};

const machineShape = z.object({
  DefinitionString: z.string().optional(),
  Definition: z.record(z.string(), z.unknown()).optional(),
  DefinitionSubstitutions: z.record(z.string(), z.coerce.string()).default({}),
});

export const readMachine = ({ id, properties }: Placed): MachinePart => {
  const given = machineShape.parse(properties);
  const text = given.DefinitionString ?? (given.Definition === undefined ? undefined : JSON.stringify(given.Definition));
  if (text === undefined) throw new Error("it has no definition in the template");
  const whole = text.replace(/\$\{([^}]+)\}/g, (hole, name: string) => {
    const value = given.DefinitionSubstitutions[name];
    return value === undefined ? hole : JSON.stringify(value).slice(1, -1);
  });
  return {
    name: id,
    arn: arnOf("AWS::StepFunctions::StateMachine", id),
    definition: JSON.parse(whole) as Record<string, unknown>,
  };
};

const scheduleShape = z.object({
  ScheduleExpression: z.string(),
  State: z.string().default("ENABLED"),
  Target: z.object({ Arn: z.string(), Input: z.string().optional() }),
});

export const readSchedule = ({ id, properties }: Placed): readonly SchedulePart[] => {
  const given = scheduleShape.parse(properties);
  if (given.State !== "ENABLED") return [];
  return [scheduled(id, given.ScheduleExpression, { Input: "{}", ...given.Target })];
};

const ruleShape = z.object({
  ScheduleExpression: z.string().optional(),
  State: z.string().default("ENABLED"),
  Targets: z.array(z.object({ Id: z.string(), Arn: z.string(), Input: z.string().optional() })).default([]),
});

/** Rules with a schedule; rules over events of other services have no place here. */
export const readRule = ({ id, properties }: Placed): readonly SchedulePart[] => {
  const { ScheduleExpression: expression, State, Targets } = ruleShape.parse(properties);
  if (expression === undefined || State !== "ENABLED") return [];
  return Targets.map((target) => scheduled(`${id}-${target.Id}`, expression, target));
};

const scheduled = (
  id: string,
  expression: string,
  target: { readonly Arn: string; readonly Input?: string | undefined },
): SchedulePart => ({
  id,
  everySeconds: secondsOf(expression),
  function: functionIn(target.Arn),
  ...(target.Input === undefined ? {} : { input: JSON.parse(target.Input) as unknown }),
});

const SECONDS: Readonly<Record<string, number>> = { minute: 60, hour: 3_600, day: 86_400 };
const secondsOf = (expression: string): number => {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  if (count === undefined || unit === undefined) throw new Error(`schedule ${expression} is not of the form rate(1 hour)`);
  return Number(count) * (SECONDS[unit] ?? 0);
};

const named = (arn: string): string => {
  const id = idInArn(arn);
  if (id === undefined) throw new Error(`${arn} names nothing in this assembly`);
  return id;
};
