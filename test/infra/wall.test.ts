import { describe, expect, test } from "vitest";
import { TRACE } from "#infra/constructs/function.ts";
import type { FunctionRow } from "#infra/function-row.ts";
import { FUNCTIONS } from "#infra/functions.ts";
import { logicalId, ZONE_NAMES, ZONES, zoneOfBucket } from "#infra/zones.ts";
import { CROSSINGS, type CrossingKind, type CrossingRow } from "#shared/domain/crossings.ts";
import type { Zone } from "#shared/domain/zones.ts";
import { golden } from "#test/fixtures/golden.ts";
import { cloud, ofType, type Resource, shown } from "./cloud.ts";
import { COLUMNS, functionNamed, type Grant, grantsOf, inWords, listOf, ownedBy } from "./grants.ts";

const tableOf = (zone: Zone) => logicalId(ZONES[zone].table, "table");
const bucketOf = (zone: Zone) => logicalId(ZONES[zone].bucket, "bucket");
const keyOf = (zone: Zone) => logicalId(zone, "key");
const owned = (zone: Zone) => [
  tableOf(zone),
  bucketOf(zone),
  keyOf(zone),
  logicalId(zone, "mac-key"),
  ...(zone === "record" ? ["LedgerSignKey"] : []),
];

const isCrossing = (row: FunctionRow) => row.name.startsWith("cross-");
const crossingOf = (row: FunctionRow): CrossingRow => CROSSINGS[row.environment?.["CROSSING"] as CrossingKind];
const about = (grants: readonly Grant[], name: string) => grants.filter((grant) => ownedBy(grant) === name);
const actionsOn = (grants: readonly Grant[], name: string) =>
  [...new Set(about(grants, name).flatMap((grant) => grant.actions))].sort();

describe.each(["demo", "production"])("the wall in the stage %s", (stage) => {
  const template = cloud({ stage });

  test.for(FUNCTIONS.filter((row) => !isCrossing(row)))(
    "$name reaches no table, bucket or key of another zone than $zone",
    (row) => {
      const reached = new Set(grantsOf(row, template).flatMap((grant) => ownedBy(grant) ?? []));
      expect([...reached].filter((name) => !owned(row.zone).includes(name))).toEqual([]);
    },
  );

  test.for(FUNCTIONS.filter(isCrossing))("$name can only put into the receiver's table, and copy what its row copies", (row) => {
    const grants = grantsOf(row, template);
    const { to, copies } = crossingOf(row);
    const source = copies === undefined ? [] : [bucketOf(zoneOfBucket(copies.from)), keyOf(zoneOfBucket(copies.from))];
    const target = copies === undefined ? [] : [bucketOf(zoneOfBucket(copies.to))];
    const reached = [...new Set(grants.flatMap((grant) => ownedBy(grant) ?? []))].sort();
    expect(reached).toEqual([tableOf(to), keyOf(to), ...source, ...target].sort());
    expect(actionsOn(grants, tableOf(to))).toEqual(["dynamodb:PutItem"]);
    for (const name of source)
      expect(actionsOn(grants, name).filter((action) => /Put|Delete|Encrypt|GenerateDataKey|Abort/.test(action))).toEqual([]);
    for (const name of target) expect(actionsOn(grants, name).filter((action) => /Delete/.test(action))).toEqual([]);
    const services = new Set(grants.flatMap((grant) => grant.actions.map((action) => action.split(":")[0])));
    expect([...services].filter((service) => !["dynamodb", "kms", "s3", "sqs", "logs", "xray"].includes(service ?? ""))).toEqual(
      [],
    );
  });

  test.for(FUNCTIONS)("$name uses a zone's key only through the store it protects", (row) => {
    const dataKeys = ZONE_NAMES.map(keyOf);
    const direct = grantsOf(row, template).filter((grant) => dataKeys.includes(ownedBy(grant) ?? "") && grant.via === undefined);
    expect(direct).toEqual([]);
  });

  test.for(FUNCTIONS)("$name receives from its own queue alone and sends only where its row says", (row) => {
    const grants = grantsOf(row, template);
    const queues = (action: string) =>
      grants
        .filter((grant) => grant.actions.includes(action))
        .map((grant) => grant.resource.replace(/\.Arn$/, ""))
        .sort();
    const own = typeof row.calledBy === "object" && "queue" in row.calledBy ? [logicalId(row.calledBy.queue, "queue")] : [];
    expect(queues("sqs:ReceiveMessage")).toEqual(own);
    expect(queues("sqs:SendMessage")).toEqual(
      row.touches.flatMap((touch) => ("send" in touch ? [logicalId(touch.send, "queue")] : [])).sort(),
    );
  });

  test.for(FUNCTIONS)("$name is told of nothing that its role does not allow", (row) => {
    const variables = (
      functionNamed(row.name, template.service).Properties["Environment"] as { Variables: Record<string, unknown> }
    ).Variables;
    const reached = grantsOf(row, template).map((grant) => grant.resource);
    expect(shown(variables["TABLE"], template.exports)).toBe(tableOf(row.zone));
    const names = ["BUCKETS", "QUEUES"].flatMap((name) =>
      variables[name] === undefined
        ? []
        : Object.values(JSON.parse(shown(variables[name], template.exports)) as Record<string, string>),
    );
    for (const name of names) expect(reached.some((resource) => resource.startsWith(`${name}.Arn`))).toBe(true);
  });
});

test("only the demonstration stage has a clock that can be set, and only the record zone's API sets it", () => {
  const setters = FUNCTIONS.filter((row) =>
    grantsOf(row, cloud()).some((grant) => grant.actions.includes("ssm:PutParameter")),
  ).map((row) => row.name);
  expect(setters).toEqual(["api-record"]);
  expect(ofType(cloud({ stage: "production" }).data, "AWS::SSM::Parameter")).toEqual([]);
  const production = cloud({ stage: "production" });
  expect(
    FUNCTIONS.flatMap((row) => grantsOf(row, production)).filter((grant) =>
      grant.actions.some((action) => action.startsWith("ssm:")),
    ),
  ).toEqual([]);
});

test("only the sequencer and its repair sign", () => {
  const signers = FUNCTIONS.filter((row) => grantsOf(row, cloud()).some((grant) => grant.actions.includes("kms:Sign"))).map(
    (row) => row.name,
  );
  expect(signers).toEqual(["sequence", "sweep-record"]);
});

test("no function deletes a version of a file or releases a hold by policy, and none creates or changes infrastructure", () => {
  const actions = new Set(FUNCTIONS.flatMap((row) => grantsOf(row, cloud())).flatMap((grant) => grant.actions));
  expect(
    [...actions].filter((action) =>
      /DeleteObjectVersion|BypassGovernance|PutObjectRetention|Create(?!LogStream)|:Update(?!Item)|iam:|\*/.test(action),
    ),
  ).toEqual([]);
});

/** Handing in traces: IAM offers no narrower resource than all. */
const isTrace = ({ actions, resource }: Grant) => resource === "*" && [...actions].sort().join() === TRACE.join();

test("every function hands in its traces, and nothing else is allowed for all resources", () => {
  for (const row of FUNCTIONS) {
    expect(
      grantsOf(row, cloud())
        .filter((grant) => grant.resource === "*")
        .map(isTrace),
    ).toEqual([true]);
    expect(functionNamed(row.name, cloud().service).Properties["TracingConfig"]).toEqual({ Mode: "Active" });
  }
});

test("resources with a wildcard are these, and each is bound to one owner", () => {
  const patterns = [
    /^(Uploads|Evidence|Reports|Ledger)Bucket\.Arn\/\*$/, // keys of files are made at run time
    /^(Submissions|Casework|Reports|Ledger)Table\.Arn\/stream\/\*$/, // labels of streams are times
    /^arn:aws:logs:region:account:log-group:[\w/-]+:\*$/, // how IAM names a log group whose lines are read
    /^arn:aws:states:region:account:execution:corroborate-demo-(intake|review|report):\*$/, // executions are named at run time
  ];
  const bound = FUNCTIONS.flatMap((row) => grantsOf(row, cloud())).filter((grant) => !isTrace(grant));
  const wild = [...new Set(bound.map((grant) => grant.resource))].filter((resource) => resource.includes("*"));
  expect(wild.filter((resource) => !patterns.some((pattern) => pattern.test(resource)))).toEqual([]);
});

test("roles are those of functions and machines, with one inline policy each; no policy stands apart", () => {
  for (const resources of [cloud().data, cloud().service, cloud().watch])
    expect(ofType(resources, "AWS::IAM::Policy")).toEqual([]);
  const roles = ofType(cloud().service, "AWS::IAM::Role");
  expect(roles).toHaveLength(FUNCTIONS.length + 3);
  for (const [, role] of roles) expect(role.Properties["Policies"]).toHaveLength(1);
});

interface Allowance {
  readonly Effect: string;
  readonly Principal: { readonly AWS?: unknown; readonly Service?: unknown } | "*";
}
const allowances = (resource: Resource, document: string) =>
  (resource.Properties[document] as { readonly Statement: readonly Allowance[] }).Statement.filter(
    (statement) => statement.Effect === "Allow",
  );

test("policies of buckets, keys and queues let nobody in besides the account itself and the log services", () => {
  const { data, service, exports } = cloud();
  const principals = [
    ...ofType(data, "AWS::S3::BucketPolicy").flatMap(([, one]) => allowances(one, "PolicyDocument")),
    ...ofType(data, "AWS::KMS::Key").flatMap(([, one]) => allowances(one, "KeyPolicy")),
    ...ofType(service, "AWS::SQS::QueuePolicy").flatMap(([, one]) => allowances(one, "PolicyDocument")),
  ].map(({ Principal }) =>
    Principal === "*"
      ? "*"
      : listOf(Principal.AWS ?? Principal.Service)
          .map((one) => shown(one, exports))
          .join(),
  );
  expect([...new Set(principals)].sort()).toEqual([
    "arn:aws:iam::account:root",
    "logging.s3.amazonaws.com",
    "logs.region.amazonaws.com",
  ]);
});

test("functions are invoked by the API, the schedule, and nothing else from outside", () => {
  const callers = ofType(cloud().service, "AWS::Lambda::Permission").map(
    ([, one]) => `${String(one.Properties["Principal"])} ${shown(one.Properties["FunctionName"], new Map())}`,
  );
  const expected = FUNCTIONS.flatMap((row) =>
    row.calledBy === "api"
      ? [`apigateway.amazonaws.com ${logicalId(row.name)}.Arn`]
      : row.calledBy === "hourly"
        ? [`events.amazonaws.com ${logicalId(row.name)}.Arn`]
        : [],
  );
  expect(callers.sort()).toEqual(expected.sort());
});

const WRITES_LOG = ["logs:CreateLogStream", "logs:PutLogEvents"];
test("a function writes to its own log alone", () => {
  for (const row of FUNCTIONS) {
    const logs = grantsOf(row, cloud()).filter((grant) => grant.actions.some((action) => WRITES_LOG.includes(action)));
    expect(logs.map((grant) => grant.resource.replace(/[0-9A-F]{8}\.Arn$/, ""))).toEqual([`${logicalId(row.name)}Logs`]);
  }
});

test("one function alone reads logs: those of the APIs' functions and the gateway's, by a filter, and it is told of no others", () => {
  const reads = (row: FunctionRow) =>
    grantsOf(row, cloud()).filter((grant) =>
      grant.actions.some((action) => action.startsWith("logs:") && !WRITES_LOG.includes(action)),
    );
  expect(FUNCTIONS.filter((row) => reads(row).length > 0).map((row) => row.name)).toEqual(["api-oversight"]);
  const reader = FUNCTIONS.find((row) => row.name === "api-oversight") as FunctionRow;
  expect(new Set(reads(reader).flatMap((grant) => grant.actions))).toEqual(new Set(["logs:FilterLogEvents"]));
  const read = reads(reader).map(({ resource }) => /:log-group:(.*):\*$/.exec(resource)?.[1] ?? resource);
  const groups = ofType(cloud().service, "AWS::Logs::LogGroup").map(([, one]) => String(one.Properties["LogGroupName"]));
  const expected = [
    ...FUNCTIONS.filter((row) => row.calledBy === "api").map((row) => `/corroborate/demo/${row.name}`),
    "/aws/vendedlogs/corroborate/demo/api-access",
  ];
  expect(read.toSorted()).toEqual(expected.toSorted());
  // Names are put together, not referred to: what is not declared under them would be read in vain.
  expect(groups).toEqual(expect.arrayContaining(expected));
  const { Variables: told } = functionNamed(reader.name, cloud().service).Properties["Environment"] as {
    readonly Variables: Readonly<Record<string, string>>;
  };
  const { functions, gateway } = JSON.parse(told["ACCESS_LOGS"] ?? "") as { functions: string[]; gateway: string };
  expect([...functions, gateway].toSorted()).toEqual(expected.toSorted());
});

test("what each function may do is what was last approved", () => {
  const lines = FUNCTIONS.map((row) => {
    const words = grantsOf(row, cloud()).flatMap((grant) => inWords(grant) ?? []);
    const cells = COLUMNS.map((column) => words.flatMap((word) => (word.column === column ? [word.text.trim()] : [])).join("; "));
    return `| ${[row.name, row.zone, ...cells].join(" | ")} |`;
  });
  const text = [
    "# The wall, read from the synthesised template (stage demo)",
    "",
    "`UPDATE_GOLDEN=1` rewrites it; a test compares it. Names are logical ids. Every function also writes its own log.",
    "",
    `| function | zone | ${COLUMNS.join(" | ")} |`,
    `|${"---|".repeat(COLUMNS.length + 2)}`,
    ...lines,
    "",
  ].join("\n");
  const { stored, made } = golden("wall.md", text);
  expect(made).toBe(stored);
});
