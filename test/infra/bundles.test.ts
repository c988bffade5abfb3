import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundle, bundleName, refuseForbidden } from "#infra/bundle.ts";
import { ENTRIES } from "#infra/functions.ts";

const root = join(import.meta.dirname, "..", "..");
const folder = mkdtempSync(join(tmpdir(), "corroborate-bundles-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bundled = (into: string) => bundle({ root, into: join(folder, into), entries: ENTRIES });
let first: Awaited<ReturnType<typeof bundle>>;
beforeAll(async () => {
  first = await bundled("first");
});
const textOf = (entry: string) => readFileSync(join(first.get(entry)?.folder ?? "", "index.mjs"), "utf8");

/** The renderer brings the Word library; every other handler has to start quickly. */
const LARGER = ["functions/streams/render-draft.ts"];

test.for([...ENTRIES])("%s becomes one module without infrastructure in it", (entry) => {
  const text = textOf(entry);
  expect(text).toMatch(/export\s*\{[^}]*\bhandler\b[^}]*\};?\s*$/);
  expect(text).not.toMatch(/aws-cdk-lib|@jsii|CfnResource/);
  expect(text).not.toContain("sourceMappingURL");
});

test.for(ENTRIES.filter((entry) => !LARGER.includes(entry)))("%s is at most 0.9 MB with the SDK inside", (entry) => {
  expect(first.get(entry)?.bytes).toBeLessThanOrEqual(900_000);
});

test("bundling twice gives the same bytes", async () => {
  const second = await bundled("second");
  const hash = (place: string | undefined) =>
    createHash("sha256")
      .update(readFileSync(join(place ?? "", "index.mjs")))
      .digest("hex");
  for (const entry of ENTRIES)
    expect(`${entry} ${hash(second.get(entry)?.folder)}`).toBe(`${entry} ${hash(first.get(entry)?.folder)}`);
});

test("a handler that imports infrastructure is refused by name", async () => {
  mkdirSync(join(folder, "bad", "node_modules", "aws-cdk-lib"), { recursive: true });
  writeFileSync(join(folder, "bad", "node_modules", "aws-cdk-lib", "index.js"), "export const App = () => process.title;\n");
  writeFileSync(join(folder, "bad", "handler.ts"), 'import { App } from "aws-cdk-lib";\nexport const handler = () => App;\n');
  const spoilt = bundle({ root: join(folder, "bad"), into: join(folder, "bad-out"), entries: ["handler.ts"] });
  await expect(spoilt).rejects.toThrow(/handler.ts contains aws-cdk-lib/);
  expect(() => refuseForbidden("x", ["shared/constructs/a.ts"])).not.toThrow();
});

test("two entries never share a bundle's folder", () => {
  expect(new Set(ENTRIES.map(bundleName)).size).toBe(ENTRIES.length);
});

test("schemas still explain a refusal in English", async () => {
  const place = join(folder, "words");
  mkdirSync(place, { recursive: true });
  symlinkSync(join(root, "node_modules"), join(place, "node_modules"));
  const source = 'import * as z from "zod";\nexport const handler = () => z.string().safeParse(1).error?.issues[0]?.message;\n';
  writeFileSync(join(place, "refuse.ts"), source);
  const words = await bundle({ root: place, into: join(place, "out"), entries: ["refuse.ts"] });
  const { handler } = (await import(join(words.get("refuse.ts")?.folder ?? "", "index.mjs"))) as {
    readonly handler: () => string;
  };
  expect(handler()).toBe("Invalid input: expected string, received number");
});
