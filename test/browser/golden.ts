import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

const ROOT = join(import.meta.dirname, "..", "..");
const GOLDENS = join(ROOT, "test", "golden", "portal");
/** Where a picture that differs is left, with its difference. */
const LEFT = join(ROOT, "build", "visual");
/** Share of pixels that may differ: letters are drawn a little differently from one build of a browser to the next. */
const TOLERATED = 0.002;
/** How far apart two pixels are still the same, 0 to 1 (pixelmatch). */
const THRESHOLD = 0.2;

/**
 * Holds a picture against its golden; answers what is wrong with it, or undefined. With UPDATE_GOLDEN=1 it becomes the golden: look at it
 * before you commit it.
 */
export const differsFromGolden = async (name: string, picture: Buffer): Promise<string | undefined> => {
  const path = join(GOLDENS, `${name}.png`);
  const seen = coarse(PNG.sync.read(picture));
  if (process.env["UPDATE_GOLDEN"] === "1") {
    await mkdir(GOLDENS, { recursive: true });
    await writeFile(path, small(seen));
    return undefined;
  }
  const golden = await readFile(path).then(PNG.sync.read, () => undefined);
  if (golden === undefined) return `there is no golden for ${name}: look at it and accept it with UPDATE_GOLDEN=1`;
  const left = (what: string) => join(LEFT, `${name}.${what}.png`);
  if (golden.width !== seen.width || golden.height !== seen.height) {
    await leave(left("seen"), picture);
    return `${name} is ${seen.width} by ${seen.height}, its golden ${golden.width} by ${golden.height}; see ${left("seen")}`;
  }
  const difference = new PNG({ width: seen.width, height: seen.height });
  const count = pixelmatch(golden.data, seen.data, difference.data, seen.width, seen.height, { threshold: THRESHOLD });
  if (count <= TOLERATED * seen.width * seen.height) {
    await Promise.all([left("seen"), left("difference")].map((one) => rm(one, { force: true })));
    return undefined;
  }
  await leave(left("seen"), picture);
  await leave(left("difference"), PNG.sync.write(difference));
  return `${name} differs in ${count} pixels; see ${left("difference")}`;
};

const leave = async (path: string, bytes: Uint8Array): Promise<void> => {
  await mkdir(LEFT, { recursive: true });
  await writeFile(path, bytes);
};

/** Sixteen shades of each colour: what letters' edges have more makes three quarters of a golden's bytes and is nobody's to see. */
const coarse = (picture: PNG): PNG => {
  for (let at = 0; at < picture.data.length; at += 1) if (at % 4 !== 3) picture.data[at] = ((picture.data[at] ?? 0) & 0xf0) + 8;
  return picture;
};

/** Without the alpha of a page that has none, packed as tightly as PNG allows. */
const small = (picture: PNG): Buffer =>
  PNG.sync.write(picture, { colorType: 2, deflateLevel: 9, deflateStrategy: 0, filterType: 0 });
