import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Course } from "./course.ts";
import { environmentFor } from "./endpoint.ts";
import { CommandFailed, run } from "./processes.ts";

const ROOT = join(import.meta.dirname, "..", "..");

interface Suite {
  readonly name: string;
  readonly project: "e2e" | "contract";
  readonly files: readonly string[];
  /** Only tests whose full name fits. */
  readonly only?: RegExp;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Receives log and results. */
  readonly folder: string;
}

interface Results {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** Runs tests of the project in a process of their own; answers how many passed, and what failed. */
const ran = async (course: Course, suite: Suite): Promise<{ readonly passed: number; readonly failures: readonly string[] }> => {
  const results = join(suite.folder, `${suite.name}.json`);
  const vitest = join(ROOT, "node_modules", "vitest", "vitest.mjs");
  const only = suite.only === undefined ? [] : ["--testNamePattern", suite.only.source];
  const asked = ["run", "--config", "test/vitest.config.ts", "--project", suite.project, ...suite.files, ...only];
  const ended = await run({
    command: process.execPath,
    given: [vitest, ...asked, "--reporter=default", "--reporter=json", `--outputFile.json=${results}`],
    cwd: ROOT,
    environment: suite.environment,
    log: join(suite.folder, `${suite.name}.log`),
    signal: course.signal,
  }).catch((error: unknown) => {
    if (error instanceof CommandFailed) return error;
    throw error;
  });
  const told = await readFile(results, "utf8").catch((cause: unknown) => {
    throw ended instanceof CommandFailed ? ended : cause;
  });
  const { success, testResults } = JSON.parse(told) as Results;
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = tests
    .filter(({ status }) => status === "failed")
    .map((one) => `${one.fullName}: ${firstLine(one.failureMessages[0])}`);
  // A file that fails before its tests has none that failed.
  const files = testResults.map(({ message }) => firstLine(message)).filter((message) => message !== "");
  const failures = success ? [] : [...files, ...failed];
  return {
    passed: tests.filter(({ status }) => status === "passed").length,
    failures: success || failures.length > 0 ? failures : ["see its log"],
  };
};

const firstLine = (text: string | undefined): string => text?.split("\n")[0] ?? "";

/** The end-to-end suite of both homes, against the deployed one that the file describes. */
export const endToEnd = async (course: Course, at: { readonly described: string; readonly folder: string }): Promise<void> => {
  const environment = { ...process.env, HOME_UNDER_TEST: at.described };
  const suite = { name: "end-to-end", project: "e2e", files: ["test/e2e/api.test.ts"], folder: at.folder, environment } as const;
  const { passed, failures } = await ran(course, suite);
  course.check(`${passed} tests of the end-to-end suite pass on the deployed API`, failures.length === 0, failures.join(BREAK));
};

const BREAK = `\n${" ".repeat(12)}`;

/** The contract suites of the ports, through the AWS adapters, against the endpoint's own services. */
export const contracts = async (course: Course, at: { readonly endpoint: string; readonly folder: string }): Promise<void> => {
  const places = ["DYNAMODB", "S3", "SQS", "KMS", "SSM", "STEPFUNCTIONS"].map((name) => [`${name}_ENDPOINT`, at.endpoint]);
  const { passed, failures } = await ran(course, {
    name: "contracts",
    project: "contract",
    files: ["records", "files", "queues", "clock-and-keys", "workflow"].map((name) => `test/contract/${name}.test.ts`),
    only: / on (DynamoDB|S3|SQS|KMS|SSM|Step Functions)( |$)/,
    environment: { ...environmentFor(at.endpoint), ...Object.fromEntries(places), DYNAMODB_LOCAL: undefined },
    folder: at.folder,
  });
  course.check(
    `${passed} contract cases pass on the endpoint through the AWS adapters`,
    passed > 0 && failures.length === 0,
    failures.join(BREAK),
  );
};
