import { parseArgs } from "node:util";
import { bundleSizes } from "./bundles.ts";
import type { Bench } from "./figure.ts";
import { hashing } from "./hashing.ts";
import { initialisation } from "./initialisation.ts";
import { portal } from "./portal.ts";
import { reportRendering } from "./report.ts";
import { scale } from "./scale.ts";
import { starting } from "./start.ts";
import { storeCalls } from "./store-calls.ts";
import { uploadPlans } from "./uploads.ts";
import { warmGet } from "./warm-get.ts";

const BENCHES: readonly Bench[] = [
  uploadPlans,
  bundleSizes,
  initialisation,
  storeCalls,
  warmGet,
  hashing,
  reportRendering,
  scale,
  starting,
  portal,
];

/** `bench [--large] [name …]`: one line of JSON per figure on standard output, all else on standard error. A figure that misses its goal is no failure. */
const main = async (): Promise<number> => {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { large: { type: "boolean", default: false } } });
  const unknown = positionals.filter((name) => !BENCHES.some((one) => one.name === name));
  if (unknown.length > 0) {
    say(`no figure ${unknown.join(", ")}; there are:`);
    for (const { name, measures } of BENCHES) say(`  ${name.padEnd(16)} ${measures}`);
    return 2;
  }
  const chosen = positionals.length === 0 ? BENCHES : BENCHES.filter(({ name }) => positionals.includes(name));
  let missed = 0;
  for (const bench of chosen) {
    say(`${bench.name}: ${bench.measures}`);
    for await (const figure of bench.run({ large: values.large, say: (line) => say(`  ${line}`) })) {
      process.stdout.write(`${JSON.stringify(figure)}\n`);
      if (!figure.ok) missed += 1;
    }
  }
  say(missed === 0 ? "every figure holds its goal" : `${missed} figures miss their goal`);
  return 0;
};

process.exitCode = await main();
