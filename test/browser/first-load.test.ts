import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { currentPortal } from "#local/portal/build.ts";
import { firstLoad } from "./first-load.ts";

const ROOT = join(import.meta.dirname, "..", "..");
/** Bytes of compressed script before anything can be done: the entrance, whole. */
const BUDGET = 200_000;

test("the entrance needs at most 200 kB of compressed script, and no area's code", async () => {
  const portal = await currentPortal({ root: ROOT, say: () => undefined });
  const files = await firstLoad(portal, ["index.html", "entrance/sign-in.tsx"]);
  const bytes = await Promise.all(files.map(async (file) => gzipSync(await readFile(join(portal, file))).length));
  expect(
    bytes.reduce((sum, one) => sum + one, 0),
    files.join(", "),
  ).toBeLessThanOrEqual(BUDGET);
  const areas = await firstLoad(portal, ["panel/case.tsx", "secretariat/report.tsx", "delegation/submissions.tsx"]);
  expect(areas.length).toBeGreaterThan(files.length);
});
