import type { Resource, Stack, Template } from "./template.ts";

/** Account and region that the home's ARNs name. */
const ACCOUNT = "000000000000";
const REGION = "local";

/** Turns a value of a template into a plain one. Throws with the path of names when an intrinsic cannot be read. */
export type Resolve = (value: unknown) => unknown;

const SERVICES: Readonly<Record<string, string>> = {
  "AWS::Lambda::Function": "lambda",
  "AWS::DynamoDB::Table": "dynamodb",
  "AWS::DynamoDB::GlobalTable": "dynamodb",
  "AWS::S3::Bucket": "s3",
  "AWS::SQS::Queue": "sqs",
  "AWS::StepFunctions::StateMachine": "states",
};

export const arnOf = (type: string, logicalId: string): string =>
  `arn:aws:${SERVICES[type] ?? type.split("::")[1]?.toLowerCase()}:${REGION}:${ACCOUNT}:${logicalId}`;
/** The logical id in one of the home's own ARNs, qualified by version or alias or not. */
export const idInArn = (arn: string): string | undefined => /^arn:aws:[a-z0-9-]+:local:\d{12}:([A-Za-z0-9]+)/.exec(arn)?.[1];

const ARN_REFS: readonly string[] = [
  "AWS::StepFunctions::StateMachine",
  "AWS::SNS::Topic",
  "AWS::ElasticLoadBalancingV2::LoadBalancer",
];

/** Resolvers by stack name; exports of one stack are seen by all others. */
export const resolversOf = (stacks: readonly Stack[]): ReadonlyMap<string, Resolve> => {
  const resolvers = new Map<string, Resolve>();
  const exported = (name: string): unknown => {
    for (const stack of stacks) {
      const resolve = resolvers.get(stack.name);
      const found = Object.values(stack.template.Outputs ?? {}).find(
        (one) => one.Export !== undefined && resolve?.(one.Export.Name) === name,
      );
      if (found !== undefined) return resolve?.(found.Value);
    }
    throw new Error(`no stack exports ${name}`);
  };
  for (const stack of stacks) resolvers.set(stack.name, resolverOf(stack, exported));
  return resolvers;
};

const resolverOf = ({ name, template }: Stack, exported: (name: string) => unknown): Resolve => {
  const resolve: Resolve = (value) => {
    if (Array.isArray(value)) return value.map(resolve).filter((one) => one !== undefined);
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value);
    const [only] = entries;
    if (entries.length === 1 && only !== undefined && (only[0] === "Ref" || only[0].startsWith("Fn::")))
      return intrinsic(only[0], only[1]);
    return Object.fromEntries(entries.map(([key, one]) => [key, resolve(one)]).filter(([, one]) => one !== undefined));
  };
  const text = (value: unknown): string => {
    const resolved = resolve(value);
    if (typeof resolved === "string" || typeof resolved === "number" || typeof resolved === "boolean") return String(resolved);
    throw new Error(`expected text, found ${JSON.stringify(resolved)}`);
  };
  const ref = (id: string): unknown => pseudo(id, name) ?? parameter(template, id) ?? resource(template, id, resolve);
  const rows: Readonly<Record<string, (argument: unknown) => unknown>> = {
    Ref: (id) => ref(String(id)),
    "Fn::GetAtt": (argument) => attribute(template, argument, resolve),
    "Fn::Join": (argument) => pair(argument, "Fn::Join", ([glue, parts]) => listed(resolve(parts)).map(text).join(String(glue))),
    "Fn::Sub": (argument) => substituted(argument, { ref, att: (path) => attribute(template, path.split("."), resolve), text }),
    "Fn::Select": (argument) => pair(argument, "Fn::Select", ([at, list]) => listed(resolve(list))[Number(resolve(at))]),
    "Fn::Split": (argument) => pair(argument, "Fn::Split", ([by, whole]) => text(whole).split(String(by))),
    "Fn::ImportValue": (argument) => exported(text(argument)),
    "Fn::If": (argument) => chosen(argument, template, resolve),
    "Fn::FindInMap": (argument) => mapped(listed(argument).map(text), template),
    "Fn::Base64": (argument) => Buffer.from(text(argument)).toString("base64"),
    "Fn::GetAZs": () => ["local-a"],
  };
  const intrinsic = (kind: string, argument: unknown): unknown => {
    const row = rows[kind];
    if (row === undefined) throw new Error(`${kind} is not read here`);
    return row(argument);
  };
  return resolve;
};

const pair = <T>(argument: unknown, kind: string, use: (both: readonly [unknown, unknown]) => T): T => {
  if (!Array.isArray(argument) || argument.length !== 2) throw new Error(`${kind} takes two arguments`);
  return use([argument[0], argument[1]]);
};

const listed = (value: unknown): readonly unknown[] => {
  if (!Array.isArray(value)) throw new Error(`expected a list, found ${JSON.stringify(value)}`);
  return value;
};

const PSEUDO: Readonly<Record<string, string>> = {
  "AWS::Region": REGION,
  "AWS::AccountId": ACCOUNT,
  "AWS::Partition": "aws",
  "AWS::URLSuffix": "localhost",
  "AWS::StackId": "local",
};
const pseudo = (id: string, stack: string): string | undefined => (id === "AWS::StackName" ? stack : PSEUDO[id]);
const parameter = (template: Template, id: string): unknown => template.Parameters?.[id]?.Default;

const resource = (template: Template, id: string, resolve: Resolve): unknown => {
  if (id === "AWS::NoValue") return undefined;
  const found = template.Resources?.[id];
  if (found === undefined) throw new Error(`${id} is no resource or parameter of its stack`);
  if (ARN_REFS.includes(found.Type)) return arnOf(found.Type, id);
  if (found.Type === "AWS::SSM::Parameter") return resolve(found.Properties?.["Name"] ?? id);
  return qualifiedFunction(found, resolve) ?? id;
};

/** Versions and aliases stand for their function. */
const qualifiedFunction = (found: Resource, resolve: Resolve): unknown => {
  if (found.Type !== "AWS::Lambda::Version" && found.Type !== "AWS::Lambda::Alias") return undefined;
  const name = String(resolve(found.Properties?.["FunctionName"]));
  return `${name.startsWith("arn:") ? name : arnOf("AWS::Lambda::Function", name)}:local`;
};

const attribute = (template: Template, argument: unknown, resolve: Resolve): unknown => {
  const [id, ...path] = Array.isArray(argument) ? argument.map(String) : String(argument).split(".");
  const found = template.Resources?.[id ?? ""];
  if (id === undefined || found === undefined) throw new Error(`${String(id)} is no resource of its stack`);
  const name = path.join(".");
  if (found.Type === "AWS::Lambda::Version" || found.Type === "AWS::Lambda::Alias")
    return name === "Version" ? "local" : qualifiedFunction(found, resolve);
  if (name.endsWith("Arn")) return name === "StreamArn" ? `${arnOf(found.Type, id)}/stream` : arnOf(found.Type, id);
  if (name === "Value" && found.Type === "AWS::SSM::Parameter") return resolve(found.Properties?.["Value"]);
  if (/(^|\.)(Name|.*Name)$/.test(name) || name.endsWith("Id") || name.endsWith("Url")) return id;
  return `${id}.${name}`;
};

const substituted = (
  argument: unknown,
  use: { ref: (id: string) => unknown; att: (path: string) => unknown; text: (value: unknown) => string },
): string => {
  const [pattern, given] = Array.isArray(argument)
    ? [String(argument[0]), (argument[1] ?? {}) as Record<string, unknown>]
    : [String(argument), {}];
  return pattern.replace(/\$\{(!?)([^}]+)\}/g, (whole, literal: string, name: string) => {
    if (literal !== "") return `\${${name}}`;
    if (Object.hasOwn(given, name)) return use.text(given[name]);
    const value = name.includes(".") ? use.att(name) : use.ref(name);
    if (typeof value !== "string") throw new Error(`${whole} has no text`);
    return value;
  });
};

const chosen = (argument: unknown, template: Template, resolve: Resolve): unknown => {
  const [name, yes, no] = listed(argument);
  return resolve(holds(template.Conditions?.[String(name)], template, resolve) ? yes : no);
};

/** Whether a condition holds. Throws when it does not rest on constants. */
export const holds = (condition: unknown, template: Template, resolve: Resolve): boolean => {
  if (typeof condition !== "object" || condition === null) throw new Error("the condition is not declared");
  const [[kind, argument] = ["", undefined]] = Object.entries(condition);
  const all = () => listed(argument).map((one) => holds(one, template, resolve));
  if (kind === "Fn::Equals") return pair(argument, kind, ([left, right]) => resolve(left) === resolve(right));
  if (kind === "Fn::Not") return !all()[0];
  if (kind === "Fn::And") return all().every(Boolean);
  if (kind === "Fn::Or") return all().some(Boolean);
  if (kind === "Condition") return holds(template.Conditions?.[String(argument)], template, resolve);
  throw new Error(`condition ${kind} is not read here`);
};

const mapped = (path: readonly string[], template: Template): unknown =>
  template.Mappings?.[path[0] ?? ""]?.[path[1] ?? ""]?.[path[2] ?? ""];
