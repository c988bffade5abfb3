import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { verifyCommand } from "#cli/verify.ts";
import { memoryPorts } from "../fixtures/memory-ports.ts";
import { filledLog, folderOf } from "../fixtures/sequenced.ts";

const folder = await mkdtemp(join(tmpdir(), "verify-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

let said = "";
beforeEach(() => {
  said = "";
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, "write").mockImplementation((text) => {
      said += String(text);
      return true;
    });
  }
});
afterEach(() => void vi.restoreAllMocks());

const logAt = async (name: string, change: (files: Map<string, Uint8Array>) => void = () => {}): Promise<string> => {
  const ports = memoryPorts();
  await filledLog(ports, 300);
  const files = await folderOf(ports, "state-gb");
  change(files);
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(folder, name, path)), { recursive: true });
    await writeFile(join(folder, name, path), bytes);
  }
  return join(folder, name);
};

test("an intact log folder ends with 0 and says how many entries it has", async () => {
  expect(await verifyCommand([await logAt("intact")])).toBe(0);
  expect(said).toMatch(/^INTACT {2}log corroborate\.example\/[0-9a-f]{16}: 300 entries, root /);
});

test("an altered log folder ends with 1 and says what was altered and where", async () => {
  const altered = await logAt("altered", (files) => files.delete("tile/entries/000"));
  expect(await verifyCommand([altered])).toBe(1);
  expect(said).toBe(`ALTERED  log folder ${altered}\n  tile/entries/000 is missing\n`);
});

test("what is neither a receipt nor a log ends with 2, and so does a wrong call", async () => {
  await writeFile(join(folder, "letter.txt"), "Dear all");
  await writeFile(join(folder, "other.json"), JSON.stringify({ receipt: "corroborate/1" }));
  await mkdir(join(folder, "empty"));
  const expected = {
    "letter.txt": "is not a receipt: it is not JSON",
    "other.json": "is not a receipt: state:",
    empty: "is not a log folder",
    absent: "cannot be read (ENOENT)",
  };
  for (const [name, words] of Object.entries(expected)) {
    said = "";
    expect(await verifyCommand([join(folder, name)])).toBe(2);
    expect(said).toContain(words);
  }
  said = "";
  expect(await verifyCommand([])).toBe(2);
  expect(said).toContain("usage: corroborate verify");
  expect(await verifyCommand(["--help"])).toBe(2);
});

test("of several, one altered decides over one unreadable, and that over the intact ones", async () => {
  const intact = await logAt("one");
  const altered = await logAt("two", (files) => files.delete("tile/0/000"));
  expect(await verifyCommand([intact, join(folder, "absent")])).toBe(2);
  expect(await verifyCommand([join(folder, "absent"), altered, intact])).toBe(1);
  expect(await verifyCommand([intact, intact])).toBe(0);
});
