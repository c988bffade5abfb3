import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Course } from "./course.ts";
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

export interface Test {
  readonly status: string;
  /** Names of the suites around it, the outermost first. */
  readonly ancestorTitles: readonly string[];
  readonly title: string;
  readonly fullName: string;
  readonly failureMessages: readonly string[];
}

interface Results {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly Test[];
  }[];
}

/** Runs tests of the project in a process of their own; answers each test, and what failed. */
export const ran = async (
  course: Course,
  suite: Suite,
): Promise<{ readonly tests: readonly Test[]; readonly failures: readonly string[] }> => {
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
  return { tests, failures: success || failures.length > 0 ? failures : [endOf(ended)] };
};

/** What a run that failed without a failed test said last. */
const endOf = (ended: unknown): string => (ended instanceof CommandFailed ? ended.said.trim() : "it said nothing");

const firstLine = (text: string | undefined): string => text?.split("\n")[0] ?? "";

/** The end-to-end suite of both homes, against the deployed one that the file describes. */
export const endToEnd = async (course: Course, at: { readonly described: string; readonly folder: string }): Promise<void> => {
  const environment = { ...process.env, HOME_UNDER_TEST: at.described };
  const suite = {
    name: "end-to-end",
    project: "e2e",
    files: ["test/e2e/api.test.ts", "test/e2e/access-log.test.ts"],
    folder: at.folder,
    environment,
  } as const;
  const { tests, failures } = await ran(course, suite);
  const passed = tests.filter(({ status }) => status === "passed").length;
  const skipped = tests.filter(({ status }) => status === "skipped").map(({ fullName }) => fullName);
  if (skipped.length > 0) course.say(`          skipped:${BREAK}${skipped.join(BREAK)}`);
  course.check(
    `${passed} tests of the end-to-end suite pass on the deployed API`,
    passed > 0 && failures.length === 0,
    failures.join(BREAK),
  );
};

export const BREAK = `\n${" ".repeat(12)}`;
