import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Validations } from "aws-cdk-lib";
import { Bucket } from "aws-cdk-lib/aws-s3";
import { AwsSolutionsChecks } from "cdk-nag";
import { afterAll, expect, test } from "vitest";
import { ACKNOWLEDGED } from "#infra/acknowledged.ts";
import { ALARMS, SECTIONS } from "#infra/alarms.ts";
import { type Configuration, readConfiguration } from "#infra/configuration.ts";
import { declare, FLAGS } from "#infra/declare.ts";
import { FUNCTIONS, QUEUES } from "#infra/functions.ts";
import { cloud, configurationFor, ofType, placeholderIn, synthesised } from "./cloud.ts";

const folder = mkdtempSync(join(tmpdir(), "corroborate-checks-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Synthesises with the checks that `infra/app.ts` adds; throws when a rule is broken and not acknowledged. */
const checked = (
  stage: string,
  spoil: (app: App) => void = () => undefined,
  context: Readonly<Record<string, string>> = {},
  configuration: Configuration | undefined = configurationFor(stage).configuration,
) => {
  const app = new App({
    analyticsReporting: false,
    postCliContext: { ...FLAGS, stage, ...context },
    outdir: join(folder, `${stage}-${Math.random()}`),
  });
  declare(app, { codeOf: placeholderIn(folder), ...(configuration === undefined ? {} : { configuration }) });
  spoil(app);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app.synth();
};

test.for(["demo", "production"])("the stage %s passes the AwsSolutions rules", (stage) => {
  expect(() => checked(stage)).not.toThrow();
});

test("so does everything that can be configured, in three Regions", () => {
  const webAcl = "arn:aws:wafv2:us-east-1:111122223333:global/webacl/corroborate-production/0";
  const whole = readConfiguration(join(import.meta.dirname, "..", "..", "corroborate.example.json"));
  expect(() => checked("production", undefined, { webAcl }, whole)).not.toThrow();
});

test("and a trial behind CloudFront on an emulator", () => {
  expect(() => checked("demo", undefined, { web: "true", emulator: "true" })).not.toThrow();
});

test("a bucket that nobody thought of fails the rules", () => {
  const withBucket = (app: App) =>
    void new Bucket(app.node.findChild("corroborate-demo-data") as ReturnType<typeof declare>["data"], "Stray");
  expect(() => checked("demo", withBucket)).toThrow(/Stray.*AwsSolutions-S10/s);
});

test("every acknowledged rule says why in a sentence", () => {
  for (const { rule, reason } of ACKNOWLEDGED) expect(`${rule}: ${reason}`).toMatch(/: [A-Z].{60,}\.$/);
});

test("the same source gives the same templates", () => {
  expect(synthesised({}).templates).toEqual(synthesised({}).templates);
});

test("every row of ALARMS is an alarm that reaches the topic, and every alarm tells what to do", () => {
  const alarms = ofType(cloud().watch, "AWS::CloudWatch::Alarm").map(([, one]) => one.Properties);
  expect(alarms.map((alarm) => alarm["AlarmName"]).sort()).toEqual(ALARMS.map((row) => `corroborate-demo-${row.name}`).sort());
  for (const alarm of alarms) {
    expect(alarm["AlarmActions"]).toHaveLength(1);
    expect(String(alarm["AlarmDescription"]).length).toBeGreaterThan(60);
  }
});

test("an emulator is spared alarms over several metrics and nothing else", () => {
  const emulated = cloud({ emulator: "true" });
  const left = Object.keys(cloud().watch).filter((id) => emulated.watch[id] === undefined);
  for (const id of left) expect(cloud().watch[id]?.Properties["Metrics"]).toBeDefined();
  expect(left).toHaveLength(9);
  expect(Object.keys(emulated.service)).toEqual(Object.keys(cloud().service));
  expect(Object.keys(emulated.data)).toEqual(Object.keys(cloud().data));
});

test("dead letters of every queue and errors of every function are watched, by the names they have", () => {
  const text = JSON.stringify(cloud().watch);
  const { service } = cloud();
  for (const { name } of QUEUES) expect(text).toContain(`"corroborate-demo-${name}-dead"`);
  for (const { name } of FUNCTIONS) expect(text).toContain(`"corroborate-demo-${name}"`);
  const declared = [
    ...ofType(service, "AWS::SQS::Queue").map(([, one]) => one.Properties["QueueName"]),
    ...ofType(service, "AWS::Lambda::Function").map(([, one]) => one.Properties["FunctionName"]),
  ];
  const watched = new Set([...text.matchAll(/"Name":"(?:QueueName|FunctionName)","Value":"([^"]+)"/g)].map(([, name]) => name));
  for (const name of watched) expect(declared).toContain(name);
});

test("the operations guide has a section with steps for every alarm, which the alarm names", () => {
  const guide = readFileSync(join(import.meta.dirname, "..", "..", "docs", "operations.md"), "utf8");
  const described = ofType(cloud().watch, "AWS::CloudWatch::Alarm").map(([, one]) => String(one.Properties["AlarmDescription"]));
  for (const { name, section } of ALARMS) {
    const title = SECTIONS[section];
    expect(`${name}: ${guide.split(`\n### ${title}\n`)[1]?.slice(0, 2)}`).toBe(`${name}: 1.`);
    expect(described.some((text) => text.endsWith(`"${title}".`))).toBe(true);
  }
});

test("the operations guide lists every alarm with what to do", () => {
  const path = join(import.meta.dirname, "..", "..", "docs", "operations.md");
  const [before, , after] = readFileSync(path, "utf8").split(/(?<=<!-- alarms begin .*-->\n)|(?=<!-- alarms end -->)/);
  const table = [
    "| alarm | what it means, what to do first |",
    "|---|---|",
    ...ALARMS.map((row) => `| \`${row.name}\` | ${row.runbook} |`),
    "",
  ].join("\n");
  const whole = `${before}\n${table}\n${after}`;
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(path, whole);
  expect(readFileSync(path, "utf8")).toBe(whole);
});
