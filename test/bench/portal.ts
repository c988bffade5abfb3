import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { currentPortal } from "#local/portal/build.ts";
import { firstLoad } from "#test/browser/first-load.ts";
import { ROOT } from "./bundles.ts";
import { type Bench, figure, median, percentile } from "./figure.ts";

/** How much slower than this machine the reader's is. */
const SLOWER = 4;
const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
/** The browser is driven by a process of its own: what runs in its pages is written for them. */
const CHILD = join(ROOT, "test", "browser", "measure-portal.ts");

interface Measured {
  readonly lcp: number;
  readonly blocked: number;
  readonly waits: readonly number[];
}

export const portal: Bench = {
  name: "portal",
  measures: `the portal's first load, and a case with 500 exhibits and 2,000 history entries on a processor ${SLOWER} times slower`,
  run: async function* ({ say }) {
    const built = await currentPortal({ root: ROOT, say });
    const files = await firstLoad(built, ["index.html", "entrance/sign-in.tsx"]);
    const sizes = await Promise.all(files.map(async (file) => gzipSync(await readFile(join(built, file))).length));
    yield figure({
      figure: "portal-first-load",
      value: sizes.reduce((sum, one) => sum + one, 0),
      unit: "B",
      goal: "≤ 200 kB of compressed script",
      holds: (value) => value <= 200_000,
    });
    if (!existsSync(CHROMIUM)) return say(`no browser at ${CHROMIUM}: the other figures are not read`);
    const { stdout } = await promisify(execFile)(process.execPath, [CHILD, String(SLOWER)], { cwd: ROOT, maxBuffer: 10_000_000 });
    const { large, empty } = JSON.parse(stdout) as { readonly large: readonly Measured[]; readonly empty: readonly Measured[] };
    const of = (what: "lcp" | "blocked", noted: readonly Measured[]) => median(noted.map((one) => one[what]));
    yield figure({
      figure: "portal-largest-contentful-paint",
      value: of("lcp", large),
      unit: "ms",
      baseline: { what: "an empty page of the same origin", value: of("lcp", empty) },
      goal: "≤ 2,500 ms",
      holds: (value) => value <= 2_500,
    });
    yield figure({
      figure: "portal-total-blocking-time",
      value: of("blocked", large),
      unit: "ms",
      goal: "≤ 600 ms, loading and work together",
      holds: (value) => value <= 600,
    });
    yield figure({
      figure: "portal-interaction-to-next-paint-p75",
      value: percentile(
        large.flatMap((one) => one.waits),
        0.75,
      ),
      unit: "ms",
      baseline: {
        what: "pressing a button on an empty page; 16 where it is too short to be noted",
        value: percentile([...empty.flatMap((one) => one.waits), 16], 0.75),
      },
      goal: "≤ 200 ms",
      holds: (value) => value <= 200,
    });
  },
};
