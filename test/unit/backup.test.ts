import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { backUp } from "#local/backup/back-up.ts";
import { checkpointLine, checkpointsIn } from "#local/backup/checkpoints.ts";
import { BackupRefused } from "#local/backup/manifest.ts";
import { restore } from "#local/backup/restore.ts";
import { filesBelow, hashFile } from "#local/backup/walk.ts";
import { openDatabase } from "#local/database.ts";
import { directoryFiles } from "#local/files/directory.ts";
import { fileKeys } from "#local/keys.ts";
import { takeLock } from "#local/lock.ts";

let root: string;
let data: string;
const now = new Date("2026-11-27T12:00:00.000Z");
const checkpoint = (size: number) => `corroborate.example/state-gb\n${size}\ncm9vdA==\n\n— corroborate.example/state-gb c2ln\n`;

/** What a home keeps, without running one: databases, keys, secrets and stored files. */
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "backup-"));
  data = join(root, "data");
  await mkdir(join(data, "records"), { recursive: true, mode: 0o700 });
  const home = openDatabase(join(data, "home.db"));
  home.exec("CREATE TABLE kept (text TEXT) STRICT; INSERT INTO kept VALUES ('an execution')");
  home.close();
  const records = new DatabaseSync(join(data, "records", "records.db"));
  records.exec("PRAGMA journal_mode = WAL; CREATE TABLE items (text TEXT) STRICT; INSERT INTO items VALUES ('a record')");
  records.close();
  await fileKeys({ folder: join(data, "keys", "sign") }).publicKey();
  await writeFile(join(data, "files.secret"), "secret", { mode: 0o600 });
  const folder = join(data, "files");
  const bucket = (name: string) =>
    directoryFiles({ folder, bucket: name, secret: new Uint8Array(32), baseUrl: "http://127.0.0.1:1", now: Date.now });
  const put = (name: string, key: string, text: string) =>
    bucket(name).put({ key, body: new TextEncoder().encode(text), mediaType: "text/plain" });
  await put("evidence", "registered/GB/1", "a photograph");
  await put("ledger", "state-gb/checkpoint", checkpoint(1));
  await put("ledger", "state-gb/checkpoint", checkpoint(2));
  await put("ledger", "state-gb/checkpoint/1", checkpoint(1));
  // What is no data: left over by a running home.
  await mkdir(join(folder, ".partial"), { recursive: true });
  await writeFile(join(folder, ".partial", "1-unfinished"), "half of wh");
  await writeFile(join(data, "records", "store.pid"), "");
});
afterAll(() => rm(root, { recursive: true, force: true }));

let count = 0;
const fresh = (): string => {
  count += 1;
  return join(root, `fresh-${count}`);
};
const backedUp = async (): Promise<string> => {
  const to = fresh();
  await backUp({ data, to, now });
  return to;
};
const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(BackupRefused);
  return (error as Error).message;
};

test("a backup restores every file of the data, to its owner only, with the same checkpoints", async () => {
  const backup = await backedUp();
  const to = fresh();
  const { manifest } = await restore({ backup, data: to, replace: false, now });
  expect(await checkpointsIn(to)).toEqual(await checkpointsIn(data));
  expect(manifest.checkpoints.map(checkpointLine)).toEqual(["state-gb: 2 entries, root cm9vdA=="]);
  const left = ["files/.partial/1-unfinished", "records/store.pid"];
  const expected = (await filesBelow(data)).filter((path) => !left.includes(path));
  expect(await filesBelow(to)).toEqual(expected);
  expect(expected).toContain("keys/sign/ed25519.pem");
  for (const path of expected) {
    expect(await hashFile(join(to, path))).toEqual(await hashFile(join(data, path)));
    expect((await stat(join(to, path))).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(join(to, path)))).mode & 0o777).toBe(0o700);
    expect((await stat(join(backup, "data", path))).mode & 0o077).toBe(0);
  }
  const records = new DatabaseSync(join(to, "records", "records.db"), { readOnly: true });
  expect(records.prepare("SELECT text FROM items").get()).toMatchObject({ text: "a record" });
  records.close();
});

describe("a damaged backup is refused by the name of what is damaged, and nothing is written", () => {
  const KEY = join("data", "keys", "sign", "ed25519.pem");
  const damages: readonly (readonly [string, (backup: string) => Promise<unknown>, string])[] = [
    [
      "one bit is flipped",
      async (backup) => {
        const bytes = await readFile(join(backup, KEY));
        bytes[40] = (bytes[40] ?? 0) ^ 0x01;
        await writeFile(join(backup, KEY), bytes);
      },
      "data/keys/sign/ed25519.pem does not have the bytes that were backed up",
    ],
    ["a file is missing", (backup) => rm(join(backup, KEY)), "data/keys/sign/ed25519.pem is missing"],
    ["a file is cut off", (backup) => truncate(join(backup, KEY), 10), "data/keys/sign/ed25519.pem has 10 bytes and should have"],
    [
      "a file was added to the data",
      (backup) => writeFile(join(backup, "data", "keys", "other.pem"), "x"),
      "data/keys/other.pem is not in the manifest: it was added",
    ],
    [
      "a file was added beside the data",
      (backup) => writeFile(join(backup, "note.txt"), "x"),
      "note.txt does not belong to a backup",
    ],
    ["the data is missing", (backup) => rm(join(backup, "data"), { recursive: true }), "data/home.db is missing"],
    ["the manifest is missing", (backup) => rm(join(backup, "manifest.json")), "manifest.json is missing"],
    [
      "the manifest is cut off",
      async (backup) => truncate(join(backup, "manifest.json"), (await stat(join(backup, "manifest.json"))).size - 20),
      "manifest.json is cut off or is no JSON",
    ],
    ["the manifest is empty", (backup) => truncate(join(backup, "manifest.json"), 0), "manifest.json is cut off or is no JSON"],
    [
      "a file and its line of the manifest were changed together",
      async (backup) => {
        await writeFile(join(backup, KEY), "another key");
        const { bytes, sha256 } = await hashFile(join(backup, KEY));
        const manifest = JSON.parse(await readFile(join(backup, "manifest.json"), "utf8"));
        const line = manifest.files.find((file: { path: string }) => file.path === "keys/sign/ed25519.pem");
        Object.assign(line, { bytes, sha256 });
        await writeFile(join(backup, "manifest.json"), JSON.stringify(manifest));
      },
      "manifest.json was altered",
    ],
    [
      "the manifest names a file outside the data",
      async (backup) => {
        const text = await readFile(join(backup, "manifest.json"), "utf8");
        await writeFile(join(backup, "manifest.json"), text.replace('"home.db"', '"../home.db"'));
      },
      "manifest.json is not a manifest of this kind: files",
    ],
  ];
  test.for(damages)("%s", async ([, damage, words]) => {
    const backup = await backedUp();
    await damage(backup);
    const to = fresh();
    expect(await refusal(restore({ backup, data: to, replace: false, now }))).toContain(words);
    expect(await readdir(root)).not.toContain(to.split("/").at(-1));
    expect(existsSync(`${to}.restoring`)).toBe(false);
  });
});

test("a folder that is not empty is kept as it is unless told otherwise, and then moved aside whole", async () => {
  const backup = await backedUp();
  const to = fresh();
  await mkdir(to, { mode: 0o700 });
  await writeFile(join(to, "mine"), "kept");
  expect(await refusal(restore({ backup, data: to, replace: false, now }))).toContain("is not empty; nothing was written");
  expect(await readdir(to)).toEqual(["mine"]);
  const { before } = await restore({ backup, data: to, replace: true, now });
  expect(await readdir(before ?? "")).toEqual(["mine"]);
  expect(await filesBelow(to)).toContain("home.db");
});

test("a home that runs is neither backed up nor restored over", async () => {
  const backup = await backedUp();
  const to = fresh();
  await restore({ backup, data: to, replace: false, now });
  const lock = await takeLock(to);
  await lock.announce("http://127.0.0.1:1");
  const target = fresh();
  expect(await refusal(backUp({ data: to, to: target, now }))).toContain("a backup is made of a home that is stopped");
  expect(existsSync(target)).toBe(false);
  expect(await refusal(restore({ backup, data: to, replace: true, now }))).toContain("a home runs on");
  await lock.release();
});

test("a backup is not made into a folder in use, into the data itself, or of what is no home", async () => {
  const backup = await backedUp();
  expect(await refusal(backUp({ data, to: backup, now }))).toContain("each backup takes a new one");
  expect(await refusal(backUp({ data, to: join(data, "inner"), now }))).toContain("lie inside each other");
  expect(await refusal(backUp({ data: root, to: fresh(), now }))).toContain("is not the data folder of a home");
});

test("data that is damaged already is told by name instead of being backed up", async () => {
  const backup = await backedUp();
  const broken = async (name: string, change: (path: string) => Promise<unknown>): Promise<string> => {
    const to = fresh();
    await restore({ backup, data: to, replace: false, now });
    const path = (await filesBelow(to)).find((one) => one.includes(name)) ?? "";
    await chmod(join(to, path), 0o600);
    await change(join(to, path));
    const target = fresh();
    const said = await refusal(backUp({ data: to, to: target, now }));
    expect(existsSync(join(target, "manifest.json"))).toBe(false);
    return said;
  };
  expect(await broken("records.db", (path) => writeFile(path, "no database at all, but long enough"))).toContain(
    "records/records.db: ",
  );
  expect(await broken("whole-", (path) => writeFile(path, "a photomontage"))).toContain(
    "no longer has the bytes that were stored",
  );
});
