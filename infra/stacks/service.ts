import { CfnOutput, Duration, type Stack } from "aws-cdk-lib";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction as FunctionTarget } from "aws-cdk-lib/aws-events-targets";
import { EventSourceMapping, type Function as LambdaFunction, StartingPosition } from "aws-cdk-lib/aws-lambda";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { httpApi } from "../constructs/api.ts";
import { zoneFunction } from "../constructs/function.ts";
import { stateMachine } from "../constructs/machine.ts";
import { queueIn } from "../constructs/permissions.ts";
import { zoneQueue } from "../constructs/queue.ts";
import type { CodeOf } from "../declare.ts";
import { type FunctionRow, type MachineName, queueOf } from "../function-row.ts";
import { FUNCTIONS, QUEUES } from "../functions.ts";
import { MACHINE_NAMES, MACHINES } from "../machines.ts";
import type { Settings } from "../settings.ts";
import { logicalId } from "../zones.ts";
import type { Data } from "./data.ts";

interface Given {
  readonly settings: Settings;
  readonly kept: Data;
  readonly codeOf: CodeOf;
}

/** Functions, queues, machines and the API. All of it can be removed and deployed again without loss. */
export const declareService = (stack: Stack, given: Given): { readonly apiId: string } => {
  const { settings, kept } = given;
  const queues = new Map(QUEUES.map(({ name, consumer }) => [name, zoneQueue(stack, { name, consumer, settings })]));
  const make = (machines: ReadonlyMap<MachineName, string>) => (row: FunctionRow) =>
    [row.name, zoneFunction(stack, row, { ...given, queues, machines })] as const;

  // Machines call tasks, and other functions call machines: so the tasks come first, the others after the machines.
  const tasks = new Map(FUNCTIONS.filter(isTask).map(make(new Map())));
  const machines = new Map(
    MACHINE_NAMES.map((name) => [name, stateMachine(stack, name, MACHINES[name], { settings, kept, functions: tasks })]),
  );
  const machineArns = new Map([...machines].map(([name, machine]) => [name, machine.ref]));
  const functions = new Map([...tasks, ...FUNCTIONS.filter((row) => !isTask(row)).map(make(machineArns))]);

  for (const row of FUNCTIONS) feed(stack, row, { functions, queues, kept });
  const api = httpApi(stack, { settings, kept, functions });
  new CfnOutput(stack, "ApiAddress", { value: api.apiEndpoint });
  for (const [name, machine] of machines) new CfnOutput(stack, logicalId(name, "machine-arn"), { value: machine.ref });
  return { apiId: api.apiId };
};

const isTask = (row: FunctionRow): boolean => typeof row.calledBy === "object" && "machine" in row.calledBy;

interface Sources {
  readonly functions: ReadonlyMap<string, LambdaFunction>;
  readonly queues: ReadonlyMap<string, Queue>;
  readonly kept: Data;
}

/** Joins a function to the queue, stream or schedule that calls it. */
const feed = (stack: Stack, row: FunctionRow, { functions, queues, kept }: Sources): void => {
  const target = functions.get(row.name);
  if (target === undefined) throw new Error(`${row.name} was not declared`);
  const queue = queueOf(row);
  if (queue !== undefined) {
    const batchSize = row.batch ?? 10;
    new EventSourceMapping(stack, logicalId(row.name, "source"), {
      target,
      eventSourceArn: queueIn(queues, queue).queueArn,
      batchSize,
      // SQS demands a window for batches above 10.
      ...(batchSize > 10 ? { maxBatchingWindow: Duration.seconds(1) } : {}),
      reportBatchItemFailures: true,
    });
  } else if (row.calledBy === "stream") {
    new EventSourceMapping(stack, logicalId(row.name, "source"), {
      target,
      eventSourceArn: kept.zones[row.zone].table.tableStreamArn ?? "",
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      // No limit of attempts or age: a change must not be passed over. The stream forgets after 24 hours; the alarm comes long before.
    });
  } else if (row.calledBy === "hourly") {
    new Rule(stack, logicalId(row.name, "hourly"), {
      description: `Runs ${row.name} every hour.`,
      schedule: Schedule.rate(Duration.hours(1)),
      targets: [new FunctionTarget(target)],
    });
  }
};
