import { Duration, type Stack } from "aws-cdk-lib";
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Architecture, type CfnFunction, Function as LambdaFunction, Runtime, Tracing } from "aws-cdk-lib/aws-lambda";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import type { CodeOf } from "../declare.ts";
import type { FunctionRow, MachineName, Touch } from "../function-row.ts";
import type { Settings } from "../settings.ts";
import { logicalId, zoneOfBucket } from "../zones.ts";
import { accessGroups, queueIn, statementsFor, type World } from "./permissions.ts";
import { logGroupName } from "./zone-key.ts";

export const functionName = (stage: string, name: string) => `corroborate-${stage}-${name}`;

/** Handing in how long a call took. IAM offers these actions for no narrower resource than all; they read nothing. */
export const TRACE = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"];

interface Place extends World {
  readonly codeOf: CodeOf;
  /** ARNs of machines for functions that no machine calls. */
  readonly machines: ReadonlyMap<MachineName, string>;
}

/** One function with a role of its own that allows what its row lists, and a log group under the key of its zone. */
export const zoneFunction = (stack: Stack, row: FunctionRow, place: Place): LambdaFunction => {
  const { settings, kept } = place;
  const id = logicalId(row.name);
  const logGroup = new LogGroup(stack, `${id}Logs`, {
    logGroupName: logGroupName(settings, "functions", row.name),
    retention: settings.retention.logDays,
    encryptionKey: kept.zones[row.zone].key,
    removalPolicy: settings.removal,
  });
  const role = new Role(stack, `${id}Role`, {
    assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
    inlinePolicies: {
      own: new PolicyDocument({
        statements: [
          ...statementsFor(row, place),
          new PolicyStatement({ actions: TRACE, resources: ["*"] }),
          new PolicyStatement({ actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [logGroup.logGroupArn] }),
        ],
      }),
    },
  });
  const made = new LambdaFunction(stack, id, {
    functionName: functionName(settings.stage, row.name),
    description: `Corroborate, zone ${row.zone}`,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    handler: "index.handler",
    code: place.codeOf(row.entry),
    memorySize: row.memoryMegabytes,
    timeout: Duration.seconds(row.timeoutSeconds),
    environment: environmentOf(row, place),
    logGroup,
    tracing: Tracing.ACTIVE,
    role: role.withoutPolicyUpdates(),
  });
  (made.node.defaultChild as CfnFunction).overrideLogicalId(id);
  return made;
};

type Entries = Readonly<Record<string, string>>;
/** Nothing is declared rather than an empty object: what a function is not given it cannot name. */
const asJson = (name: string, entries: Entries): Entries =>
  Object.keys(entries).length === 0 ? {} : { [name]: JSON.stringify(entries) };

const environmentOf = (row: FunctionRow, { settings, kept, queues, machines }: Place): Entries => {
  const own = kept.zones[row.zone];
  const named = <T>(pick: (touch: Touch) => readonly (readonly [string, T])[]) => Object.fromEntries(row.touches.flatMap(pick));
  const has = (wanted: (touch: Touch) => boolean) => row.touches.some(wanted);
  const clock = kept.clock !== undefined && has((touch) => "clock" in touch) ? { CLOCK_PARAMETER: kept.clock.parameterName } : {};
  return {
    ZONE: row.zone,
    STAGE: settings.stage,
    TABLE: own.table.tableName,
    ...asJson(
      "BUCKETS",
      named((touch) => ("bucket" in touch ? [[touch.bucket, kept.zones[zoneOfBucket(touch.bucket)].bucket.bucketName]] : [])),
    ),
    ...asJson(
      "QUEUES",
      named((touch) => ("send" in touch ? [[touch.send, queueIn(queues, touch.send).queueUrl]] : [])),
    ),
    ...asJson(
      "MACHINES",
      named((touch) => machineEntry(touch, machines)),
    ),
    ...(has((touch) => "key" in touch && touch.key === "mac") ? { MAC_KEY_ID: own.macKey.keyArn } : {}),
    ...(has((touch) => "key" in touch && touch.key !== "mac") ? { SIGN_KEY_ID: kept.signKey.keyArn } : {}),
    ...(has((touch) => "accessLog" in touch) ? { ACCESS_LOGS: accessLogs(settings) } : {}),
    ...(row.zone === "record" ? { LOG_DOMAIN: settings.logDomain } : {}),
    ...clock,
    ...(row.calledBy === "api" && kept.originSecret !== undefined
      ? { ORIGIN_SECRET: kept.originSecret.secretValue.unsafeUnwrap() }
      : {}),
    ...row.environment,
  };
};

const accessLogs = (settings: Settings): string => {
  const groups = accessGroups(settings);
  return JSON.stringify({ functions: groups.slice(0, -1), gateway: groups.at(-1) });
};

const machineEntry = (touch: Touch, machines: ReadonlyMap<MachineName, string>): readonly (readonly [string, string])[] => {
  if (!("machine" in touch)) return [];
  const arn = machines.get(touch.machine);
  return arn === undefined ? [] : [[touch.machine, arn]];
};
