import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Disk, realDisk } from "#local/files/disk.ts";
import { sweepPartials } from "#local/files/sweep.ts";
import { storePart } from "#local/files/uploads.ts";
import { FileRefused, type Files } from "#shared/ports.ts";
import { collected, partOf } from "#test/contract/files.contract.ts";
import { filesIn } from "#test/contract/files-directory.ts";
import { type Cut, faultyDisk, PowerCut } from "./faulty-disk.ts";

const KEY = "STATE/GB/1";
const bytes = (text: string) => new TextEncoder().encode(text);
const put = (files: Files, text: string, once = false) =>
  files.put({ key: KEY, body: bytes(text), mediaType: "text/plain", once });

/** What is there: the current bytes, `nothing`, or why they cannot be read. */
const current = async (files: Files): Promise<string> => {
  if ((await files.head({ key: KEY })) === undefined) return "nothing";
  return (await collected(await files.read({ key: KEY }))).toString("utf8");
};
const send = (folder: string, disk: Disk, uploadId: string, text: string) =>
  storePart(
    { folder, bucket: "evidence", disk, now: () => Date.now() },
    { key: KEY, uploadId },
    partOf(1, bytes(text)),
    chunks(text),
  );
async function* chunks(text: string) {
  yield bytes(text.slice(0, 2));
  yield bytes(text.slice(2));
}
const begun = async (files: Files) => (await files.begin({ key: KEY, mediaType: "text/plain" })).uploadId;
const partsOr = (files: Files, uploadId: string): Promise<string> =>
  files.parts({ key: KEY, uploadId }).then(
    (parts) => `${parts.length} parts`,
    (error: unknown) => {
      if (error instanceof FileRefused) return error.reason;
      throw error;
    },
  );

interface World {
  readonly folder: string;
  readonly files: Files;
  readonly disk: Disk;
}
interface Scenario {
  readonly name: string;
  /** Answers what `change` and `state` need, such as an upload's id. */
  readonly before: (world: World) => Promise<string>;
  /** Can be done again after a cut. */
  readonly change: (world: World, given: string) => Promise<unknown>;
  readonly state: (world: World, given: string) => Promise<string>;
  readonly old: string;
  readonly new: string;
}
const nothing = async () => "";
const shown = ({ files }: World) => current(files);

const SCENARIOS: readonly Scenario[] = [
  {
    name: "writing a new file",
    before: nothing,
    change: ({ files }) => put(files, "new"),
    state: shown,
    old: "nothing",
    new: "new",
  },
  {
    name: "writing a file once",
    before: nothing,
    change: ({ files }) => put(files, "new", true),
    state: shown,
    old: "nothing",
    new: "new",
  },
  {
    name: "writing over a file",
    before: async ({ files }) => (await put(files, "old")).version,
    change: ({ files }) => put(files, "new"),
    state: shown,
    old: "old",
    new: "new",
  },
  {
    name: "removing a file",
    before: async ({ files }) => (await put(files, "old")).version,
    change: ({ files }) => files.remove({ key: KEY }),
    state: shown,
    old: "old",
    new: "nothing",
  },
  {
    name: "beginning an upload and sending its part",
    before: nothing,
    change: async ({ files, folder, disk }) => {
      const uploadId = await begun(files);
      await send(folder, disk, uploadId, "part");
      await files.complete({ key: KEY, uploadId, parts: [partOf(1, bytes("part"))] });
    },
    state: shown,
    old: "nothing",
    new: "part",
  },
  {
    name: "sending a part",
    before: ({ files }) => begun(files),
    change: ({ folder, disk }, uploadId) => send(folder, disk, uploadId, "part"),
    state: ({ files }, uploadId) => partsOr(files, uploadId),
    old: "0 parts",
    new: "1 parts",
  },
  {
    name: "completing an upload",
    before: async ({ files, folder, disk }) => {
      const uploadId = await begun(files);
      await send(folder, disk, uploadId, "joined");
      return uploadId;
    },
    change: ({ files }, uploadId) => files.complete({ key: KEY, uploadId, parts: [partOf(1, bytes("joined"))] }),
    state: async ({ files }, uploadId) => `${await current(files)}, ${await partsOr(files, uploadId)}`,
    old: "nothing, 1 parts",
    new: "joined, absent",
  },
  {
    name: "giving an upload up",
    before: async ({ files, folder, disk }) => {
      const uploadId = await begun(files);
      await send(folder, disk, uploadId, "gone");
      return uploadId;
    },
    change: ({ files }, uploadId) => files.abort({ key: KEY, uploadId }),
    state: ({ files }, uploadId) => partsOr(files, uploadId),
    old: "1 parts",
    new: "absent",
  },
  {
    name: "copying out of another bucket",
    before: async ({ folder }) =>
      (await filesIn(folder, { bucket: "uploads" }).put({ key: "source", body: bytes("copied"), mediaType: "text/plain" }))
        .version,
    change: ({ files }, version) => files.copyFrom({ bucket: "uploads", key: "source", version, to: KEY }),
    state: shown,
    old: "nothing",
    new: "copied",
  },
  {
    name: "holding a version",
    before: async ({ files }) => (await put(files, "held")).version,
    change: ({ files }, version) => files.lock({ key: KEY, version }),
    state: async ({ folder }, version) => {
      const paths = await readdir(folder, { recursive: true });
      return paths.some((path) => path.endsWith(`held-${version}`)) ? "held" : "free";
    },
    old: "free",
    new: "held",
  },
];

describe("a power cut at any step leaves the old or the new, never half, and what was acknowledged stays", () => {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "power-"));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));
  const world = (folder: string, disk: Disk): World => ({ folder, disk, files: filesIn(folder, { disk }) });

  /** Runs one scenario up to its cut and looks at what a restart finds. Answers whether the change was acknowledged. */
  const cutOnce = async (scenario: Scenario, fault: { cutAt: number; cut: Cut; lose: boolean }): Promise<boolean> => {
    const folder = await mkdtemp(join(root, "home-"));
    const given = await scenario.before(world(folder, realDisk));
    const { disk, loseUnsynced } = faultyDisk(fault);
    const acknowledged = await scenario.change(world(folder, disk), given).then(
      () => true,
      (error: unknown) => {
        if (!(error instanceof PowerCut) && !(error instanceof FileRefused)) throw error;
        return false;
      },
    );
    if (fault.lose) await loseUnsynced();
    await sweepPartials(folder);
    const after = world(folder, realDisk);
    const told = `${scenario.name}: ${JSON.stringify(fault)}`;
    expect(acknowledged ? [scenario.new] : [scenario.old, scenario.new], told).toContain(await scenario.state(after, given));
    await scenario.change(after, given);
    expect(await scenario.state(after, given), told).toBe(scenario.new);
    if (scenario.old === "old")
      expect((await collected(await after.files.read({ key: KEY, version: given }))).toString(), told).toBe("old");
    await rm(folder, { recursive: true, force: true });
    return acknowledged;
  };

  test.each(SCENARIOS)("$name", async (scenario) => {
    let cutAt = 1;
    for (let acknowledged = false; !acknowledged; cutAt += 1) {
      expect(cutAt, "the change never ends").toBeLessThan(100);
      for (const cut of ["before", "after", "torn"] as const) await cutOnce(scenario, { cutAt, cut, lose: false });
      await cutOnce(scenario, { cutAt, cut: "after", lose: true });
      acknowledged = await cutOnce(scenario, { cutAt, cut: "before", lose: true });
    }
    // A change of which nothing could be cut would have proved nothing.
    expect(cutAt).toBeGreaterThan(4);
  });

  test("an upload that was begun, and a part that was taken, outlive a power cut right after", async () => {
    const folder = await mkdtemp(join(root, "begun-"));
    const { disk, loseUnsynced } = faultyDisk({ cutAt: Number.POSITIVE_INFINITY, cut: "before" });
    const uploadId = await begun(filesIn(folder, { disk }));
    await loseUnsynced();
    expect(await partsOr(filesIn(folder), uploadId)).toBe("0 parts");
    await send(folder, disk, uploadId, "part");
    await loseUnsynced();
    expect(await partsOr(filesIn(folder), uploadId)).toBe("1 parts");
  });

  test("a file has its bytes on the disk before it has its name", async () => {
    const folder = await mkdtemp(join(root, "order-"));
    const done: string[] = [];
    const noting: Disk = {
      ...realDisk,
      write: async (path, source) => {
        await realDisk.write(path, source);
        done.push(`write ${path}`);
      },
      link: async (from, to) => {
        expect(done, `${to} was named before its bytes were written`).toContain(`write ${from}`);
        const first = await realDisk.link(from, to);
        done.push(`link ${to}`);
        return first;
      },
      syncFolder: async (path) => {
        await realDisk.syncFolder(path);
        done.push(`sync ${path}`);
      },
    };
    await put(filesIn(folder, { disk: noting }), "new");
    const steps = done.map((one) => one.replace(/ .*\//, " "));
    const [bytesNamed, commitNamed] = [steps.findIndex((one) => one.startsWith("link whole-")), steps.indexOf("link commit-1")];
    expect(bytesNamed).toBeGreaterThanOrEqual(0);
    expect(done.slice(bytesNamed, commitNamed).some((one) => one.startsWith("sync "))).toBe(true);
    expect(done.slice(commitNamed).some((one) => one.startsWith("sync "))).toBe(true);
    expect(existsSync(folder)).toBe(true);
  });
});
