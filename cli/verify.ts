import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { codeOf } from "#local/files/disk.ts";
import { receiptSchema } from "#shared/domain/receipt.ts";
import { base64 } from "#shared/record/checkpoint.ts";
import { receiptFaults } from "#shared/record/receipt.ts";
import { verifyLog } from "#shared/record/verify-log.ts";

const USAGE = "usage: corroborate verify <receipt.json | log folder> …";
const INTACT = 0;
const ALTERED = 1;
const UNREADABLE = 2;

/**
 * Checks receipts and log folders, offline. Exit code 0: all intact; 1: at least one altered, with what and where; 2: none altered, but
 * at least one not readable as such.
 */
export const verifyCommand = async (argv: readonly string[]): Promise<number> => {
  if (argv.length === 0 || argv.some((path) => path.startsWith("-"))) return unreadable(USAGE);
  const codes: number[] = [];
  for (const path of argv) codes.push(await verifyOne(path));
  return codes.includes(ALTERED) ? ALTERED : Math.max(...codes);
};

const verifyOne = async (path: string): Promise<number> => {
  try {
    return (await stat(path)).isDirectory() ? await verifyFolder(path) : await verifyReceiptFile(path);
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    return unreadable(`${path} cannot be read (${code})`);
  }
};

const say = (line: string) => process.stdout.write(`${line}\n`);
const unreadable = (why: string): number => {
  process.stderr.write(`${why}\n`);
  return UNREADABLE;
};
const altered = (what: string, faults: readonly string[]): number => {
  say(`ALTERED  ${what}`);
  for (const fault of faults) say(`  ${fault}`);
  return ALTERED;
};

const verifyReceiptFile = async (path: string): Promise<number> => {
  let given: unknown;
  const text = await readFile(path, "utf8");
  try {
    given = JSON.parse(text);
  } catch (error) {
    return unreadable(`${path} is not a receipt: it is not JSON (${error instanceof Error ? error.message : String(error)})`);
  }
  const parsed = receiptSchema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return unreadable(`${path} is not a receipt: ${issue?.path.join(".") || "it"}: ${issue?.message ?? "not as described"}`);
  }
  const { reference, items, entry, vkey } = parsed.data;
  const faults = await receiptFaults(parsed.data);
  if (faults.length > 0) return altered(`receipt of ${reference}`, faults);
  const held = items.filter((item) => item.verdict === "quarantined").length;
  say(
    `INTACT  receipt of ${reference}: ${items.length} items${held === 0 ? "" : `, ${held} of them held back`}, registered ${entry.at}`,
  );
  say(`  signed by the log ${vkey.trim()}`);
  say("  compare this key with the one that the Secretariat publishes");
  return INTACT;
};

const verifyFolder = async (folder: string): Promise<number> => {
  const verdict = await verifyLog(async (path) => {
    try {
      return new Uint8Array(await readFile(join(folder, path)));
    } catch (error) {
      if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR" || codeOf(error) === "EISDIR") return undefined;
      throw error;
    }
  });
  if (verdict.kind === "unreadable") return unreadable(`${folder} is not a log folder: ${verdict.why}`);
  if (verdict.kind === "altered") return altered(`log folder ${folder}`, verdict.faults);
  say(`INTACT  log ${verdict.origin}: ${verdict.size} entries, root ${base64(verdict.root)}`);
  say("  compare the key in vkey with the one that the Secretariat publishes");
  return INTACT;
};
