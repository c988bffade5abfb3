import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { bundle } from "#infra/bundle.ts";
import { ENTRIES } from "#infra/functions.ts";
import { ROOT } from "./bundles.ts";
import { type Bench, figure, MB, MIB, median } from "./figure.ts";
import { type Kept, keepFile } from "./hash-file.ts";

const run = promisify(execFile);
const TURNS = 3;
const LARGE = 1024 * MIB;
const SMALL = 64 * MIB;

interface Hashed {
  readonly sha256: string;
  readonly milliseconds: number;
  readonly peakBytes: number;
}
type Way = "task" | "pieces" | "crypto";

interface Stored extends Kept {
  readonly folder: string;
  readonly plain: string;
}

const hashed = async (how: Way, { folder, plain, ...kept }: Stored, task: string): Promise<Hashed> => {
  const child = join(import.meta.dirname, "hash-child.ts");
  const { stdout } = await run(process.execPath, [child, how, folder, plain, JSON.stringify(kept), task]);
  return JSON.parse(stdout) as Hashed;
};

export const hashing: Bench = {
  name: "hashing",
  measures: "whole-file SHA-256 of a stored file of 1 GiB by the function hash-file, and its memory for 64 MiB and 1 GiB",
  run: async function* ({ say }) {
    const folder = await mkdtemp(join(tmpdir(), "bench-hash-"));
    try {
      const made = await bundle({ root: ROOT, into: join(ROOT, "build", "functions"), entries: ENTRIES });
      const task = pathToFileURL(join(made.get("functions/tasks/hash-file.ts")?.folder ?? "", "index.mjs")).href;
      const stored = async (name: string, bytes: number): Promise<Stored> => {
        const at = { folder: join(folder, name), plain: join(folder, `${name}.plain`) };
        return { ...at, ...(await keepFile({ ...at, bytes })) };
      };
      const [small, large] = [await stored("small", SMALL), await stored("large", LARGE)];
      const runs: Readonly<Record<Way, Hashed[]>> = { task: [], pieces: [], crypto: [] };
      for (let turn = 0; turn < TURNS; turn += 1)
        for (const way of ["crypto", "task", "pieces"] as const) runs[way].push(await hashed(way, large, task));
      const hashes = new Set(Object.values(runs).flatMap((all) => all.map(({ sha256 }) => sha256)));
      if (hashes.size !== 1) throw new Error(`the ways disagree: ${[...hashes].join(", ")}`);

      const speed = (way: Way) => LARGE / MB / (median(runs[way].map(({ milliseconds }) => milliseconds)) / 1000);
      for (const way of ["crypto", "task", "pieces"] as const) say(`${way}: ${speed(way).toFixed(0)} MB/s`);
      const baseline = { what: "node:crypto over the same bytes in a plain file, chunks of 1 MiB", value: speed("crypto") };
      yield figure({
        figure: "hash-in-one-invocation",
        value: speed("task"),
        unit: "MB/s",
        baseline,
        goal: "≥ 0.8 × node:crypto",
        holds: (_, ratio) => ratio >= 0.8,
      });
      yield figure({
        figure: "hash-resumable",
        value: speed("pieces"),
        unit: "MB/s",
        baseline,
        goal: "≥ 200 MB/s",
        holds: (value) => value >= 200,
      });
      for (const way of ["task", "pieces"] as const) {
        const peaks: number[] = [];
        for (let turn = 0; turn < 3; turn += 1) peaks.push((await hashed(way, small, task)).peakBytes);
        yield figure({
          figure: `hash-memory-${way}`,
          value: median(runs[way].map(({ peakBytes }) => peakBytes)) / MB,
          unit: "MB",
          baseline: { what: "peak memory for 64 MiB", value: median(peaks) / MB },
          goal: "flat: ≤ 1.2 × that for 64 MiB",
          holds: (_, ratio) => ratio <= 1.2,
        });
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
