import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { gigabyteSeconds, idleLines, totalOf, useLines } from "#cli/cost/bill.ts";
import { type Line, type Used, usedIn } from "#cli/cost/measure.ts";
import { PRICE_SOURCE, REGIONS, sumOf } from "#cli/cost/prices.ts";
import { RESOURCES } from "#cli/cost/resources.ts";
import { cloud } from "./cloud.ts";

const resources = ["demo", "production"].flatMap((stage) => {
  const { data, service, watch } = cloud({ stage });
  return [data, service, watch].flatMap((stack) => Object.values(stack));
});

test("every resource type of the templates has a price for being there, a price for its use, or a word why it is free", () => {
  const types = [...new Set(resources.map(({ Type }) => Type))];
  expect(types.filter((type) => RESOURCES[type] === undefined)).toEqual([]);
  for (const [type, row] of Object.entries(RESOURCES)) expect(Object.keys(row).length, type).toBeGreaterThan(0);
});

test("a type that nobody priced stops the bill by name", () => {
  expect(() => idleLines([{ Type: "AWS::Nobody::Priced" }], "eu-west-1")).toThrow("AWS::Nobody::Priced has no row");
});

test("keys, alarms by their metrics, and polls of queues but not of streams are billed by the month", () => {
  const stat = { MetricStat: {} };
  const lines = idleLines(
    [
      { Type: "AWS::KMS::Key" },
      { Type: "AWS::KMS::Key" },
      { Type: "AWS::CloudWatch::Alarm", Properties: { MetricName: "Errors" } },
      { Type: "AWS::CloudWatch::Alarm", Properties: { Metrics: [stat, stat, { Expression: "a + b" }] } },
      { Type: "AWS::Lambda::EventSourceMapping", Properties: { EventSourceArn: { "Fn::GetAtt": ["Queue", "Arn"] } } },
      { Type: "AWS::Lambda::EventSourceMapping", Properties: { EventSourceArn: { "Fn::GetAtt": ["Table", "StreamArn"] } } },
      { Type: "AWS::IAM::Role" },
    ],
    "us-east-1",
  );
  const quantityOf = (price: string) => lines.find((line) => line.price === price)?.quantity;
  expect(quantityOf("kms-key-month")).toBe(2);
  expect(quantityOf("alarm-metric-month")).toBe(3);
  // Five pollers, three long polls a minute, 730 hours.
  expect(quantityOf("sqs-request")).toBe(657_000);
});

const used: Used = {
  units: 4,
  readUnits: 8,
  writeUnits: 40,
  transitions: 20,
  functions: [
    { name: "corroborate-demo-api-panel", invocations: 10, milliseconds: 100, memoryMegabytes: 1024 },
    { name: "corroborate-demo-hash-file", invocations: 4, milliseconds: 4000, memoryMegabytes: 1769 },
  ],
  calls: { "files.copyFrom": 2, "queues.send": 6 },
  logBytes: 1_000_000,
};

test("what was measured for some units is billed for any number of them, each at its price", () => {
  const lines = useLines(used, 1000, "us-east-1");
  const [transitions] = lines.filter(({ price }) => price === "states-transition");
  expect(transitions).toMatchObject({ quantity: 5000, dollars: 0.125 });
  expect(lines.find(({ price }) => price === "dynamodb-write")?.quantity).toBe(10_000);
  expect(lines.find(({ price }) => price === "http-api-request")?.quantity).toBe(2500);
  expect(lines.find(({ price }) => price === "s3-put")?.quantity).toBe(500);
  expect(lines.find(({ price }) => price === "sqs-request")?.quantity).toBe(4500);
  expect(sumOf(lines)).toBeCloseTo(2 * sumOf(useLines(used, 500, "us-east-1")), 12);
});

test("a call of a port that nobody priced stops the bill by name", () => {
  expect(() => useLines({ ...used, calls: { "files.melt": 1 } }, 1, "eu-west-1")).toThrow("files.melt has no row");
});

test("time of a function with less than one processor is stretched by its share", () => {
  const one = { name: "f", invocations: 1, milliseconds: 1000 };
  expect(gigabyteSeconds([{ ...one, memoryMegabytes: 1769 }])).toBeCloseTo(1769 / 1024, 9);
  expect(gigabyteSeconds([{ ...one, memoryMegabytes: 512 }])).toBeCloseTo(1769 / 1024, 9);
  expect(gigabyteSeconds([{ ...one, memoryMegabytes: 3538 }])).toBeCloseTo(3538 / 1024, 9);
});

test("what happens is counted for the part of the play that it happened in", () => {
  const call = { operation: "Query", table: "t", units: 2, writes: false, bytesSent: 1, bytesReceived: 1 };
  const line = (more: Partial<Line>): Line => ({ kind: "report", at: 150, bytes: 100, ...more });
  const seen = {
    marks: [
      { part: "submission", from: 100 },
      { part: "case", from: 200 },
      { part: "submission", from: 300 },
    ] as const,
    store: [
      { ...call, begun: 110, ended: 120 },
      { ...call, begun: 190, ended: 210 },
      { ...call, begun: 310, ended: 320, writes: true, operation: "TransactWriteItems", units: 6 },
    ],
    lines: [
      line({ function: "x-api-panel", milliseconds: 5, memoryMegabytes: 1024 }),
      line({ kind: "port", port: "queues", call: "send", messages: 3 }),
      line({ at: 250, function: "other", milliseconds: 9, memoryMegabytes: 256 }),
    ],
    steps: [150, 250, 350],
  };
  expect(usedIn("submission", 2, seen)).toEqual({
    units: 2,
    readUnits: 2,
    writeUnits: 6,
    transitions: 2,
    functions: [{ name: "x-api-panel", invocations: 1, milliseconds: 5, memoryMegabytes: 1024 }],
    calls: { "queues.send": 3 },
    logBytes: 100,
  });
});

test("every region has every price", () => {
  for (const region of REGIONS) expect(idleLines(resources, region).every(({ dollars }) => Number.isFinite(dollars))).toBe(true);
});

test("the operations guide has the bill of a month in which nothing happens, of the production stage", () => {
  const path = join(import.meta.dirname, "..", "..", "docs", "operations.md");
  const { data, service, watch } = cloud({ stage: "production" });
  const standing = [data, service, watch].flatMap((stack) => Object.values(stack));
  const bill = { "eu-west-1": idleLines(standing, "eu-west-1"), "us-east-1": idleLines(standing, "us-east-1") };
  const rows = bill["eu-west-1"].map(({ what, quantity, dollars }, index) => {
    const other = bill["us-east-1"][index]?.dollars ?? Number.NaN;
    return `| ${what} | ${Math.round(quantity)} | ${dollars.toFixed(2)} | ${other.toFixed(2)} |`;
  });
  const total = `| **together** | | **${totalOf(bill["eu-west-1"]).toFixed(2)}** | **${totalOf(bill["us-east-1"]).toFixed(2)}** |`;
  const head = ["| stands there | units | eu-west-1 | us-east-1 |", "|---|---:|---:|---:|"];
  const table = [`${PRICE_SOURCE}.`, "", ...head, ...rows, total, ""].join("\n");
  const [before, , after] = readFileSync(path, "utf8").split(/(?<=<!-- cost begin .*-->\n)|(?=<!-- cost end -->)/);
  const whole = `${before}\n${table}\n${after}`;
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(path, whole);
  expect(readFileSync(path, "utf8")).toBe(whole);
});
