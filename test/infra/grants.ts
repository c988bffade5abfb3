import type { FunctionRow } from "#infra/function-row.ts";
import { FUNCTIONS } from "#infra/functions.ts";
import { type Cloud, ofType, type Resource, shown } from "./cloud.ts";

/** One thing that a role allows, read from the template. */
export interface Grant {
  readonly actions: readonly string[];
  /** `UploadsBucket.Arn/*`, `CaseworkTable.Arn`, or a whole ARN where it is built by name. */
  readonly resource: string;
  /** Service through which alone a key may be used. */
  readonly via: string | undefined;
}

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: { readonly StringEquals?: Readonly<Record<string, unknown>> };
}

export const listOf = <T>(value: T | readonly T[]): readonly T[] =>
  Array.isArray(value) ? (value as readonly T[]) : [value as T];

/** All that a function's role allows. Fails when the role holds anything besides its one inline policy of allowances. */
export const grantsOf = (row: FunctionRow, { service, exports }: Cloud): readonly Grant[] => {
  const properties = functionNamed(row.name, service).Properties;
  const roleId = (properties["Role"] as { readonly "Fn::GetAtt": readonly string[] })["Fn::GetAtt"][0] ?? "";
  const role = service[roleId];
  if (role === undefined || role.Properties["ManagedPolicyArns"] !== undefined)
    throw new Error(`${row.name}: its role is not its own`);
  const policies = role.Properties["Policies"] as readonly {
    readonly PolicyDocument: { readonly Statement: readonly Statement[] };
  }[];
  return policies.flatMap((policy) => policy.PolicyDocument.Statement).flatMap((statement) => grantsIn(statement, exports));
};

const grantsIn = (statement: Statement, exports: Cloud["exports"]): readonly Grant[] => {
  if (statement.Effect !== "Allow") throw new Error("a role of a function only allows");
  const given = statement.Condition?.StringEquals?.["kms:ViaService"];
  const via = given === undefined ? undefined : shown(given, exports).replace(/\..*$/, "");
  return listOf(statement.Resource).map((resource) => ({
    actions: listOf(statement.Action),
    resource: shown(resource, exports),
    via,
  }));
};

export const functionNamed = (name: string, service: Cloud["service"]): Resource => {
  const found = ofType(service, "AWS::Lambda::Function").find(
    ([, one]) => String(one.Properties["FunctionName"]).replace(/^corroborate-[a-z]+-/, "") === name,
  );
  if (found === undefined) throw new Error(`no function is named ${name}; known: ${FUNCTIONS.map((row) => row.name).join(", ")}`);
  return found[1];
};

/** What a grant is about: `SubmissionsTable`, `UploadsBucket`, `DelegationKey`; undefined for what no zone owns. */
export const ownedBy = (grant: Grant): string | undefined =>
  /^(\w+(?:Table|Bucket|Key))\.(?:Arn|StreamArn)/.exec(grant.resource)?.[1];

/** What a grant allows, in words; an unknown set of actions is spelt out, so that it shows. Undefined for a function's own log and traces. */
export const inWords = (grant: Grant): { readonly column: Column; readonly text: string } | undefined => {
  const actions = [...grant.actions].sort().join(" ");
  if (actions === "logs:CreateLogStream logs:PutLogEvents" || actions.startsWith("xray:")) return undefined;
  const [, column, word] = WORDS.find(([pattern]) => pattern.test(actions)) ?? [undefined, "other" as const, actions];
  return { column, text: `${word} ${thing(grant)}` };
};

const thing = ({ resource, via }: Grant): string => {
  if (resource.includes("parameter")) return "the clock";
  const group = /:log-group:(.*):\*$/.exec(resource)?.[1];
  if (group !== undefined) return group;
  const machine = /corroborate-demo-(\w+)(:\*)?$/.exec(resource)?.[1];
  const name = machine ?? /^(\w+)\.\w+/.exec(resource)?.[1] ?? resource;
  const index = /\/index\/(\w+)$/.exec(resource)?.[1];
  return `${name.replace(/Queue$/, "")}${index === undefined ? "" : `/${index}`}${via === undefined ? "" : ` (${via})`}`;
};

export const COLUMNS = ["table", "files", "keys", "receives", "sends", "machines", "other"] as const;
type Column = (typeof COLUMNS)[number];

const files = (verb: string, actions: RegExp) => [actions, "files", verb] as const;
const WORDS: readonly (readonly [RegExp, Column, string])[] = [
  [/^dynamodb:PutItem$/, "table", "puts into"],
  [/^dynamodb:BatchGetItem dynamodb:GetItem dynamodb:Query$/, "table", "reads"],
  [/^dynamodb:ConditionCheckItem dynamodb:DeleteItem dynamodb:PutItem dynamodb:UpdateItem$/, "table", "writes"],
  [/^dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator$/, "table", "follows"],
  [/^dynamodb:ListStreams$/, "table", "lists streams of"],
  files("lists", /^s3:ListBucket$/),
  files("reads", /^s3:GetObject s3:GetObjectAttributes s3:GetObjectVersion s3:GetObjectVersionAttributes$/),
  files("reads, writes, holds", /^s3:AbortMultipartUpload s3:DeleteObject s3:Get.* s3:PutObject s3:PutObjectLegalHold$/),
  files("reads, writes", /^s3:AbortMultipartUpload s3:DeleteObject s3:Get.* s3:PutObject$/),
  files("adds, holds", /^s3:AbortMultipartUpload s3:Get.* s3:PutObject s3:PutObjectLegalHold$/),
  [/^kms:Decrypt kms:DescribeKey$/, "keys", "opens with"],
  [
    /^kms:Decrypt kms:DescribeKey kms:Encrypt kms:GenerateDataKey kms:ReEncryptFrom kms:ReEncryptTo$/,
    "keys",
    "opens and seals with",
  ],
  [/^kms:GenerateMac$/, "keys", "marks with"],
  [/^kms:GetPublicKey kms:Sign$/, "keys", "signs with"],
  [/^kms:GetPublicKey$/, "keys", "shows public half of"],
  [/^sqs:SendMessage$/, "sends", ""],
  [/^sqs:ChangeMessageVisibility sqs:DeleteMessage sqs:GetQueueAttributes sqs:ReceiveMessage$/, "receives", ""],
  [/^states:StartExecution$/, "machines", "starts"],
  [/^states:SendTaskSuccess$/, "machines", "releases"],
  [/^states:SendTaskSuccess states:StartExecution$/, "machines", "starts, releases"],
  [/^states:DescribeExecution$/, "machines", "describes"],
  [/^logs:FilterLogEvents$/, "other", "reads lines of"],
  [/^ssm:GetParameter$/, "other", "reads"],
  [/^ssm:GetParameter ssm:PutParameter$/, "other", "reads, sets"],
];
