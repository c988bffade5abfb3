import { type ChildProcess, spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { currentAssembly } from "#local/synthesis.ts";
import { ROOT } from "./bundles.ts";
import { type Bench, figure, median, timed } from "./figure.ts";

const TURNS = 5;
/** What a first start has: the project as checked out, and installed packages. */
const SOURCES = [
  "infra",
  "functions",
  "shared",
  "local",
  "cli",
  "web",
  "package.json",
  "package-lock.json",
  "cdk.json",
  "tsconfig.json",
];

/** Seconds from starting the process until it says its address; then it is stopped. */
const startSeconds = async (root: string, data: string): Promise<number> => {
  const begun = performance.now();
  const child = spawn(process.execPath, [join(root, "local", "start.ts")], {
    cwd: root,
    env: { ...process.env, CORROBORATE_DATA: data, PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const seconds = await addressSaid(child).then(() => (performance.now() - begun) / 1000);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGINT");
  await ended;
  return seconds;
};

const addressSaid = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    let said = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (said.includes("answers at http://127.0.0.1:")) resolve();
    });
    child.once("exit", (code) => reject(new Error(`npm start ended with ${code} before it was ready: ${said}`)));
  });

/** Node itself, started and ended: what no start can be faster than. */
const nodeSeconds = async (): Promise<number> => {
  const ran = await timed(
    () => new Promise((resolve) => spawn(process.execPath, ["--eval", ""], { stdio: "ignore" }).once("exit", resolve)),
  );
  return ran.milliseconds / 1000;
};

export const starting: Bench = {
  name: "start",
  measures: "npm start from the start of the process to its address: the first time, with synthesis, and warm",
  run: async function* ({ say }) {
    const folder = await mkdtemp(join(tmpdir(), "bench-start-"));
    try {
      await currentAssembly({ root: ROOT, say });
      const data = join(folder, "data");
      await startSeconds(ROOT, data);
      const [warm, node]: [number[], number[]] = [[], []];
      for (let turn = 0; turn < TURNS; turn += 1) {
        warm.push(await startSeconds(ROOT, data));
        node.push(await nodeSeconds());
      }
      const baseline = { what: "starting and ending Node alone", value: median(node) };
      yield figure({
        figure: "start-warm",
        value: median(warm),
        unit: "s",
        baseline,
        goal: "≤ 5 s",
        holds: (value) => value <= 5,
      });

      const fresh = join(folder, "checkout");
      await mkdir(fresh);
      for (const name of SOURCES) await cp(join(ROOT, name), join(fresh, name), { recursive: true });
      await symlink(join(ROOT, "node_modules"), join(fresh, "node_modules"));
      yield figure({
        figure: "start-first",
        value: await startSeconds(fresh, join(folder, "first")),
        unit: "s",
        baseline,
        goal: "≤ 60 s",
        holds: (value) => value <= 60,
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
