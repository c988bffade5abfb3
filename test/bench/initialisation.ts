import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { bundle, bundleName } from "#infra/bundle.ts";
import { ENTRIES } from "#infra/functions.ts";
import { ROOT } from "./bundles.ts";
import { type Bench, figure, MB, median } from "./figure.ts";

const run = promisify(execFile);
const RUNS = 15;

/** As a function's process sees it: its own environment and nothing of another home, so the ports are those of AWS. */
const ENVIRONMENT = {
  AWS_REGION: "eu-west-1",
  AWS_ACCESS_KEY_ID: "none",
  AWS_SECRET_ACCESS_KEY: "none",
  TABLE: "t",
  STAGE: "demo",
};
const LOAD = `
const spent = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
const begun = spent();
const { handler } = await import(process.argv[1]);
const loaded = spent();
if (typeof handler !== "function") throw new Error("no handler");
process.stdout.write(JSON.stringify({ module: loaded - begun, process: loaded, rss: process.memoryUsage.rss() }));
`;

interface Loaded {
  /** Milliseconds of processor time: of the import alone, and from the start of the process until it was loaded. */
  readonly module: number;
  readonly process: number;
  readonly rss: number;
}

const load = async (path: string): Promise<Loaded> => {
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", LOAD, pathToFileURL(path).href], {
    env: ENVIRONMENT,
  });
  return JSON.parse(stdout) as Loaded;
};

const middle = (all: readonly Loaded[], of: keyof Loaded) => median(all.map((one) => one[of]));
/** Other work on a machine can only add to what loading takes, so the least of many runs is nearest to the truth. */
const least = (all: readonly Loaded[], of: "module" | "process") => Math.min(...all.map((one) => one[of]));

export const initialisation: Bench = {
  name: "initialisation",
  measures: `loading each API's bundle in a fresh process: processor time, least of ${RUNS}, and memory, turn by turn with an empty handler`,
  run: async function* ({ say }) {
    const folder = await mkdtemp(join(tmpdir(), "bench-empty-"));
    try {
      const empty = join(folder, "index.mjs");
      await writeFile(empty, "export const handler = async () => ({ statusCode: 200 });\n");
      await bundle({ root: ROOT, into: join(ROOT, "build", "functions"), entries: ENTRIES });
      for (const entry of ENTRIES.filter((one) => one.endsWith("/api.ts") || one.includes("render-draft"))) {
        const name = bundleName(entry);
        const ours: Loaded[] = [];
        const others: Loaded[] = [];
        for (let turn = 0; turn < RUNS; turn += 1) {
          others.push(await load(empty));
          ours.push(await load(join(ROOT, "build", "functions", name, "index.mjs")));
        }
        say(`${name}: ${least(ours, "module").toFixed(0)} ms, empty ${least(others, "module").toFixed(1)} ms`);
        yield figure({
          figure: `initialisation-${name}`,
          value: least(ours, "module"),
          unit: "ms",
          baseline: { what: "importing an empty handler", value: least(others, "module") },
          goal: "≤ 120 ms",
          holds: (value) => value <= 120,
        });
        yield figure({
          figure: `start-to-loaded-${name}`,
          value: least(ours, "process"),
          unit: "ms",
          baseline: { what: "an empty handler, from the start of its process", value: least(others, "process") },
          goal: "≤ 3 × an empty handler",
          holds: (_, ratio) => ratio <= 3,
        });
        yield figure({
          figure: `memory-${name}`,
          value: middle(ours, "rss") / MB,
          unit: "MB",
          baseline: { what: "an empty handler", value: middle(others, "rss") / MB },
          goal: "≤ 80 MB",
          holds: (value) => value <= 80,
        });
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
