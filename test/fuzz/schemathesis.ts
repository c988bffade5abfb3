import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Exit code where there is no Python to run schemathesis with: the rest could not be said to have passed. */
export const NO_PYTHON = 69;

const root = join(import.meta.dirname, "..", "..");
const requirements = join(import.meta.dirname, "requirements.txt");

/** Runs a command. After `seconds` it is interrupted, which lets it tell what it found so far, and ended if it does not. */
const run = (
  command: string,
  given: readonly string[],
  { cwd, seconds = 600 }: { cwd: string; seconds?: number },
): Promise<{ code: number; out: string; late: boolean }> =>
  new Promise((resolve) => {
    const child = spawn(command, given, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let [out, late] = ["", false];
    const interrupt = setTimeout(() => {
      late = true;
      child.kill("SIGINT");
    }, seconds * 1000);
    const kill = setTimeout(() => child.kill("SIGKILL"), (seconds + 30) * 1000);
    const ended = (code: number) => {
      clearTimeout(interrupt);
      clearTimeout(kill);
      resolve({ code, out, late });
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (out += text));
    child.on("error", (error) => {
      out = error.message;
      ended(127);
    });
    child.on("close", (code) => ended(code ?? 1));
  });

/** The command, in an environment of exactly the pinned versions; undefined, having said why, where it cannot be made. */
export const schemathesis = async (say: (text: string) => void): Promise<string | undefined> => {
  const wanted = createHash("sha256")
    .update(await readFile(requirements))
    .digest("hex")
    .slice(0, 12);
  const folder = join(root, "build", `fuzz-${wanted}`);
  const command = join(folder, "bin", "schemathesis");
  if (existsSync(join(folder, "whole"))) return command;
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(root, "build"), { recursive: true });
  for (const [what, given] of [
    ["python3", ["-m", "venv", folder]],
    [join(folder, "bin", "pip"), ["install", "--quiet", "--disable-pip-version-check", "--requirement", requirements]],
  ] as const) {
    const { code, out } = await run(what, given, { cwd: root });
    if (code !== 0) {
      say(`fuzz: no schemathesis, because ${what} ${given.slice(0, 2).join(" ")} failed: ${out.trim().split("\n").at(-1)}`);
      return undefined;
    }
  }
  await writeFile(join(folder, "whole"), "");
  return command;
};

/** Values that reach something, tried beside generated ones. */
const DICTIONARIES = {
  state: ["GB", "US", "JP"],
  reference: ["GB-001", "GB-002", "US-001", "OS-001", "SUB-001"],
  case: ["CASE-1"],
  report: ["REPORT-1"],
  regime: ["1718"],
  log: ["panel", "state-gb"],
} as const;

/** Checks that do not fit how the API is meant to be, each with its reason. */
const NOT_CHECKED = {
  positive_data_acceptance:
    "what a schema allows may still be against a rule of the domain; that answers 409 or 422 with its code",
  unsupported_method: "the HTTP API of AWS answers 404, not 405, for a method that a path does not have",
  allow_header_conformance: "as above",
} as const;

interface Run {
  readonly command: string;
  /** Address of the proxy. */
  readonly url: string;
  readonly folder: string;
  readonly account: string;
  readonly token: string | undefined;
  readonly seconds: number;
  /** Whether every boundary of every parameter is tried too, for which there is twice the time again. */
  readonly boundaries: boolean;
}

/** Lets schemathesis loose as one account. Answers what it found wrong, in its words; empty when nothing. */
export const looseAs = async ({ command, url, folder, account, token, seconds, boundaries }: Run): Promise<string> => {
  const cwd = join(folder, account);
  await mkdir(cwd, { recursive: true });
  const lines = [
    "color = false",
    "warnings = false",
    "continue-on-failure = true",
    "request-timeout = 45",
    'suppress-health-check = ["all"]',
    ...(token === undefined ? [] : ["[headers]", `Authorization = "Bearer ${token}"`]),
    ...Object.entries(DICTIONARIES).flatMap(([name, values]) => [`[dictionaries.${name}]`, `values = ${JSON.stringify(values)}`]),
    "[parameters]",
    ...Object.keys(DICTIONARIES).map(
      (name) => `"${name === "regime" ? "query" : "path"}.${name}" = { dictionary = "${name}", probability = 0.8 }`,
    ),
    "[checks]",
    ...Object.keys(NOT_CHECKED).map((name) => `${name}.enabled = false`),
    'negative_data_rejection.expected-statuses = ["400", "401", "403", "404", "409", "413", "415", "422", "429", "431"]',
  ];
  await writeFile(join(cwd, "schemathesis.toml"), `${lines.join("\n")}\n`);
  const { code, out, late } = await run(
    command,
    [
      "run",
      `${url}/openapi.json`,
      "--max-time",
      String(seconds),
      "--phases",
      boundaries ? "examples,coverage,fuzzing,stateful" : "fuzzing,stateful",
      "--no-shrink",
      "--workers",
      "4",
      "--seed",
      "1718",
      "--exclude-operation-id",
      "set-clock",
    ],
    { cwd, seconds: seconds * (boundaries ? 3 : 1) + 30 },
  );
  // Its own parser fails where CPython counts its depth wrongly while several threads compile; that is no fault of the API's.
  const errors = out.match(/^Runtime Error$/gm)?.length ?? 0;
  const own = out.match(/^AST constructor recursion depth mismatch/gm)?.length ?? 0;
  const found = out.includes("FAILURES") || errors > own;
  // Interrupted it tells what it found; that it had to be is no fault of the API's either.
  if (found) return out;
  return late || code === 0 || own > 0 ? "" : out;
};
