import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { submitPhotograph } from "./paths.ts";
import { type FaultStage, startFaultStage } from "./stage.ts";

/** A home on a small file system of its own, which is filled while work is under way and emptied again. */
const place = mkdtempSync(join(tmpdir(), "full-"));
const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=192m", "none", place]).status === 0;
let stage: FaultStage | undefined;

beforeAll(async () => {
  if (mounted) stage = await startFaultStage({ within: place });
}, 600_000);
afterAll(async () => {
  await stage?.end();
  if (mounted) spawnSync("umount", ["-l", place]);
  rmSync(place, { recursive: true, force: true });
});

/** Writes until not one byte more is taken. */
const fill = (): (() => void) => {
  const path = join(place, "filler");
  const file = openSync(path, "w");
  for (let size = 1024 * 1024; size >= 1; ) {
    try {
      writeSync(file, Buffer.alloc(size, 1));
    } catch {
      size = Math.floor(size / 2);
    }
  }
  closeSync(file);
  return () => rmSync(path);
};
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test.skipIf(!mounted)(
  `a full disk loses nothing that was acknowledged, and work goes on when there is room again${mounted ? "" : " (needs the right to mount a tmpfs: not here)"}`,
  { timeout: 900_000 },
  async () => {
    if (stage === undefined) throw new Error("the home did not start");
    const { home } = stage;
    await submitPhotograph(home, "while there is room");
    expect(await stage.disagreements()).toEqual([]);
    for (const milliseconds of [200, 1500, 4000]) {
      const path = submitPhotograph(home, `full after ${milliseconds} ms`);
      await pause(milliseconds);
      const empty = fill();
      await pause(12_000);
      empty();
      await path;
      expect(await stage.disagreements()).toEqual([]);
    }
    // It was the same home all along: a full disk ends no process.
    expect(home.kills()).toBe(0);
  },
);
