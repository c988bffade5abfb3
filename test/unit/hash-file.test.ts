import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { handler } from "#functions/tasks/hash-file.ts";
import { directoryFiles } from "#local/files/directory.ts";
import type { Item } from "#shared/ports.ts";
import { startHash } from "#shared/sha256.ts";

const BODY = new TextEncoder().encode("What the mission has to say.\n".repeat(1000));
const SHA256 = createHash("sha256").update(BODY).digest("hex");
const AT = { state: "GB", reference: "GB-001", item: "1" };
const CONTEXT = { getRemainingTimeInMillis: () => 900_000 } as Parameters<typeof handler>[1];
const HOME = Symbol.for("corroborate.ports");

let folder: string;
let item: Item;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hash-file-"));
  const files = directoryFiles({
    folder,
    bucket: "uploads",
    secret: new Uint8Array(32),
    baseUrl: "http://127.0.0.1",
    now: Date.now,
  });
  const { version } = await files.put({ key: "k", body: BODY, mediaType: "text/plain" });
  item = { pk: "", sk: "", schema: 1, key: "k", fileVersion: version, storedBytes: BODY.length, sha256: SHA256 };
  const ports = () => ({ records: { read: async () => [item] }, files: () => files });
  (globalThis as Record<symbol, unknown>)[HOME] = () => ports;
});
afterAll(async () => {
  delete (globalThis as Record<symbol, unknown>)[HOME];
  await rm(folder, { recursive: true, force: true });
});

const ways = [
  ["in one go", async () => ({})],
  ["in pieces", async () => ({ progress: (await startHash()).save() })],
] as const;

test.for(ways)("the hash of a stored file is that of its bytes, %s", async ([, how]) => {
  expect(await handler({ ...AT, ...(await how()) }, CONTEXT)).toEqual({ done: true, sha256: SHA256, storedBytes: BODY.length });
});

test.for(ways)(
  "bytes other than the sender declared, stored as they came, are hashed and left to be judged, %s",
  async ([, how]) => {
    const before = item;
    item = { ...item, sha256: "0".repeat(64) };
    expect((await handler({ ...AT, ...(await how()) }, CONTEXT)).sha256).toBe(SHA256);
    item = before;
  },
);

test.for(ways)("bytes that were damaged in the store are the store's fault and no verdict on the sender, %s", async ([, how]) => {
  const names = await readdir(folder, { recursive: true });
  const stored = join(folder, names.find((name) => name.includes("whole-")) ?? "");
  const bytes = await readFile(stored);
  const damaged = Buffer.from(bytes);
  damaged[100] = (damaged[100] ?? 0) ^ 1;
  await writeFile(stored, damaged);
  await expect(handler({ ...AT, ...(await how()) }, CONTEXT)).rejects.toThrow("no longer those that were accepted");
  await writeFile(stored, bytes);
});
