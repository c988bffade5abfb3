import type { Stack } from "aws-cdk-lib";
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { CfnStateMachine } from "aws-cdk-lib/aws-stepfunctions";
import type { MachineName } from "../function-row.ts";
import type { MachineRow } from "../machines.ts";
import type { Settings } from "../settings.ts";
import type { Data } from "../stacks/data.ts";
import { logicalId } from "../zones.ts";
import { machineArn, machineName } from "./permissions.ts";
import { logGroupName } from "./zone-key.ts";

interface Place {
  readonly settings: Settings;
  readonly kept: Data;
  readonly functions: ReadonlyMap<string, LambdaFunction>;
}

/** Log delivery and tracing are set up by actions that IAM offers for no narrower resource than all. */
const UNBOUND = [
  "logs:CreateLogDelivery",
  "logs:GetLogDelivery",
  "logs:UpdateLogDelivery",
  "logs:DeleteLogDelivery",
  "logs:ListLogDeliveries",
  "logs:PutResourcePolicy",
  "logs:DescribeResourcePolicies",
  "logs:DescribeLogGroups",
  "xray:PutTraceSegments",
  "xray:PutTelemetryRecords",
  "xray:GetSamplingRules",
  "xray:GetSamplingTargets",
];

/** A Standard workflow under its own role. Its log holds every event but no data: tokens and texts stay out of it. */
export const stateMachine = (
  stack: Stack,
  name: MachineName,
  row: MachineRow,
  { settings, kept, functions }: Place,
): CfnStateMachine => {
  const id = logicalId(name, "machine");
  const tasks = Object.entries(row.tasks).map(([placeholder, task]) => {
    const found = functions.get(task);
    if (found === undefined) throw new Error(`machine ${name} calls the unknown function ${task}`);
    return [placeholder, found.functionArn] as const;
  });
  const logGroup = new LogGroup(stack, `${id}Logs`, {
    logGroupName: logGroupName(settings, "vended", `machine-${name}`),
    retention: settings.retention.logDays,
    encryptionKey: kept.zones[row.zone].key,
    removalPolicy: settings.removal,
  });
  const role = new Role(stack, `${id}Role`, {
    assumedBy: new ServicePrincipal("states.amazonaws.com"),
    inlinePolicies: {
      own: new PolicyDocument({
        statements: [
          new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: tasks.map(([, arn]) => arn) }),
          new PolicyStatement({ actions: ["states:StartExecution"], resources: [machineArn(settings, name)] }),
          new PolicyStatement({ actions: UNBOUND, resources: ["*"] }),
        ],
      }),
    },
  });
  const machine = new CfnStateMachine(stack, id, {
    stateMachineName: machineName(settings, name),
    stateMachineType: "STANDARD",
    roleArn: role.roleArn,
    definitionString: JSON.stringify(row.definition),
    definitionSubstitutions: Object.fromEntries(tasks),
    tracingConfiguration: { enabled: true },
    loggingConfiguration: {
      level: "ALL",
      includeExecutionData: false,
      destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: logGroup.logGroupArn } }],
    },
  });
  machine.overrideLogicalId(id);
  return machine;
};
