import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { backUp } from "#local/backup/back-up.ts";
import { checkpointsIn } from "#local/backup/checkpoints.ts";
import { restore } from "#local/backup/restore.ts";
import { currentAssembly } from "#local/synthesis.ts";
import { receiptSchema } from "#shared/domain/receipt.ts";
import { receiptFaults } from "#shared/record/receipt.ts";
import { submitPhotograph } from "#test/faults/paths.ts";
import { type KilledHome, startKilledHome } from "#test/fixtures/killed-home.ts";

/** The restore drill: a home is backed up after a power cut, destroyed, brought back, and goes on where it was. */
let folder: string;
let data: string;
let assembly: string;
let home: KilledHome;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "restored-"));
  data = join(folder, "data");
  assembly = await currentAssembly({ root: join(import.meta.dirname, "..", ".."), say: () => undefined });
  home = await startKilledHome({ data, assembly });
}, 600_000);
afterAll(async () => {
  await home?.stop();
  await rm(folder, { recursive: true, force: true });
});

const logs = async (): Promise<readonly { log: string; size: number; published: number }[]> =>
  home.eventually("the logs to be published", async () => {
    const all = (await home.as("auditor", "list-logs", {})).logs;
    return all.every((one: { size: number; published: number }) => one.size === one.published) ? all : undefined;
  });

test("a home that was destroyed comes back from its backup with its receipts, its checkpoints and its key, and goes on", {
  timeout: 400_000,
}, async () => {
  const { reference, registered } = await submitPhotograph(home, "before the backup");
  const receipt = receiptSchema.parse(await home.as("delegate-gb", "get-receipt", { state: "GB", reference }));
  await expect(backUp({ data, to: join(folder, "running"), now: new Date() })).rejects.toThrow("a home that is stopped");
  const sizes = await logs();
  await home.stop();

  const backup = join(folder, "backup");
  await backUp({ data, to: backup, now: new Date() });
  const before = await checkpointsIn(data);
  expect(before.map((one) => one.log)).toEqual(expect.arrayContaining(["panel", "root", "state-gb"]));
  await rm(data, { recursive: true });
  await restore({ backup, data, replace: false, now: new Date() });
  expect(await checkpointsIn(data)).toEqual(before);
  const key = await keyIn(data);
  expect((await stat(key)).mode & 0o777).toBe(0o600);
  expect(await readFile(key, "utf8")).toContain("PRIVATE KEY");

  home = await startKilledHome({ data, assembly });
  expect(await logs()).toEqual(sizes);
  expect(await home.as("delegate-gb", "get-receipt", { state: "GB", reference })).toEqual(receipt);
  expect(await receiptFaults(receipt)).toEqual([]);
  const evidence = await home.as("coordinator", "get-evidence", { reference: registered, item: "1" });
  expect(evidence.status).toBe("verified");
  const next = await submitPhotograph(home, "after the restore");
  const later = receiptSchema.parse(await home.as("delegate-gb", "get-receipt", { state: "GB", reference: next.reference }));
  expect(await receiptFaults(later)).toEqual([]);
  // One history under one key: the log only grew.
  expect(later.vkey).toBe(receipt.vkey);
  expect(later.leafIndex).toBeGreaterThan(receipt.leafIndex);
});

const keyIn = async (home_: string): Promise<string> => {
  const keys = join(home_, "keys");
  const named = (await readdir(keys)).find((name) => existsSync(join(keys, name, "ed25519.pem")));
  return join(keys, named ?? "", "ed25519.pem");
};
