import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..", "..");
const read = (name: string) => JSON.parse(readFileSync(join(root, name), "utf8"));

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly hasInstallScript?: boolean;
  /** Comes inside its parent's file. */
  readonly inBundle?: boolean;
}
const locked = Object.entries(read("package-lock.json").packages as Record<string, Locked>).filter(([path]) => path !== "");

/** What may be in what we give on: permissive, or file by file. The last row came with the packages that we chose, and asks no more than the first. */
const ALLOWED = new Set([
  ...["MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "MPL-2.0"],
  ...["MIT-0", "0BSD", "BlueOak-1.0.0", "CC0-1.0", "Zlib", "Unlicense"],
  // Fonts: may be given on with the system, never sold alone.
  "OFL-1.1",
]);
/** Packages whose lockfile row names no licence; each was read in the package itself. */
const READ: Readonly<Record<string, string>> = { "node_modules/exif-parser": "MIT" };

/** Whether an SPDX expression can be met with what is allowed: one side of an OR, both of an AND. */
const allowed = (expression: string): boolean => {
  const bare = expression.replace(/^\((.*)\)$/, "$1");
  if (bare.includes(" OR ")) return bare.split(" OR ").some(allowed);
  if (bare.includes(" AND ")) return bare.split(" AND ").every(allowed);
  return ALLOWED.has(bare);
};

test("every package has a licence that lets us give the system on", () => {
  const unfit = locked.map(([path, { license }]) => `${path}: ${license ?? READ[path] ?? "none named"}`);
  expect(unfit.filter((line) => !allowed(line.split(": ")[1] ?? ""))).toEqual([]);
});

test("an expression is met by one side of an OR and by both of an AND", () => {
  expect(["(MIT OR GPL-3.0-or-later)", "MIT AND BSD-3-Clause", "(MIT AND Zlib)"].map(allowed)).toEqual([true, true, true]);
  expect(["GPL-3.0-or-later", "MIT AND GPL-3.0-only", "UNLICENSED", "SEE LICENSE IN x"].map(allowed)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

test("every package is one exact file, known by its SHA-512, from whatever registry is configured", () => {
  const loose = locked.filter(
    ([, { resolved, integrity, inBundle }]) =>
      resolved !== undefined || (inBundle !== true && !/^sha512-[\w+/]{86}==$/.test(integrity ?? "")),
  );
  expect(loose.map(([path]) => path)).toEqual([]);
});

test("only packages that we named may run a script when they are installed", () => {
  const named = Object.keys(read("package.json").allowScripts as object);
  const running = locked.filter(([, one]) => one.hasInstallScript).map(([path]) => path.split("node_modules/").at(-1) ?? "");
  expect(running.filter((name) => !named.includes(name))).toEqual([]);
});
