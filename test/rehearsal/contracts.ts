import { type Exception, exceptionsOf } from "#test/contract/exceptions.ts";
import type { Course } from "./course.ts";
import { environmentFor } from "./endpoint.ts";
import { BREAK, ran, type Test } from "./suites.ts";
import { table } from "./table.ts";

/** Contract suites that go through an adapter of AWS: the name of each, its file, and the exceptions that it takes. */
const SUITES: readonly { readonly name: string; readonly file: string; readonly exceptions?: Exception["suite"] }[] = [
  { name: "records on DynamoDB", file: "records" },
  { name: "records of one State on DynamoDB", file: "records" },
  { name: "files on S3", file: "files" },
  { name: "copies and holds on S3", file: "files" },
  { name: "queues on SQS", file: "queues" },
  { name: "keys of KMS", file: "clock-and-keys" },
  { name: "the clock on Parameter Store", file: "clock-and-keys" },
  { name: "the access log in CloudWatch Logs", file: "access-log", exceptions: "access-log" },
  { name: "workflows on Step Functions", file: "workflow", exceptions: "workflow" },
];
const ENDPOINTS = ["DYNAMODB", "S3", "SQS", "KMS", "SSM", "LOGS", "STEPFUNCTIONS"] as const;

/** The contract suites of the ports, through the AWS adapters, against the endpoint's own services. */
export const contracts = async (course: Course, at: { readonly endpoint: string; readonly folder: string }): Promise<void> => {
  const places = ENDPOINTS.map((name) => [`${name}_ENDPOINT`, at.endpoint]);
  const { tests, failures } = await ran(course, {
    name: "contracts",
    project: "contract",
    files: [...new Set(SUITES.map(({ file }) => `test/contract/${file}.test.ts`))],
    only: new RegExp(`(${SUITES.map(({ name }) => name).join("|")}) `),
    environment: { ...environmentFor(at.endpoint), ...Object.fromEntries(places), DYNAMODB_LOCAL: undefined },
    folder: at.folder,
  });
  const told = SUITES.map((suite) => toldOf(suite, tests));
  course.say(
    `\n${table(
      ["contract suite", "passed", "failed", "exceptions seen to fail", "exceptions not tried", "skipped"],
      told.map(({ name, passed, failed, seen, untried, skipped }) => [
        name,
        passed,
        failed,
        seen.length,
        untried.length,
        skipped,
      ]),
    )}\n`,
  );
  for (const { name, exceptions, seen, untried } of told) {
    if (exceptions.length > 0) course.say(`Exceptions of ${name}, where the endpoint is not AWS:\n`);
    for (const { case: named, why, documented } of exceptions)
      course.say(`  ${named}\n      there: ${why}\n      AWS:   ${documented}`);
    const lost = exceptions.filter((one) => ![...seen, ...untried].includes(one)).map((one) => one.case);
    if (exceptions.length > 0)
      course.check(`each of ${exceptions.length} exceptions of ${name} names a case`, lost.length === 0, lost.join("; "));
  }
  // A suite that has another name, or lacks its endpoint, runs nothing: that is no success.
  for (const { name, passed, failed, skipped } of told)
    course.check(
      `${name} through the AWS adapter: ${passed} passed`,
      passed > 0 && failed === 0 && skipped === 0,
      passed === 0 ? "no case of this suite ran" : failed + skipped > 0 ? `${failed} failed, ${skipped} skipped` : "",
    );
  course.check("no contract suite fails", failures.length === 0, failures.join(BREAK));
};

const toldOf = ({ name, exceptions: suite }: (typeof SUITES)[number], all: readonly Test[]) => {
  const exceptions = suite === undefined ? [] : exceptionsOf(suite);
  const tests = all.filter(({ ancestorTitles }) => ancestorTitles[0] === name);
  const exceptionIn = ({ title }: Test) => exceptions.find((one) => title.startsWith(`${one.case} [`));
  const plain = tests.filter((one) => exceptionIn(one) === undefined);
  const excepted = (status: string) => tests.filter((one) => one.status === status).flatMap((one) => exceptionIn(one) ?? []);
  const count = (status: string) => plain.filter((one) => one.status === status).length;
  return {
    name,
    exceptions,
    passed: count("passed"),
    // An exception is expected to fail: one that passes after all is a failed test.
    failed: count("failed") + excepted("failed").length,
    seen: [...excepted("passed"), ...excepted("failed")],
    untried: excepted("skipped"),
    skipped: plain.length - count("passed") - count("failed"),
  };
};
