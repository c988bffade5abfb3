import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { codeOf } from "#local/files/disk.ts";
import { base64 } from "#shared/record/checkpoint.ts";
import { receiptFaults, receiptSchema } from "#shared/record/receipt.ts";
import { verifyLog } from "#shared/record/verify-log.ts";

const USAGE = "usage: corroborate verify <receipt.json | log folder>";
const INTACT = 0;
const ALTERED = 1;
const UNREADABLE = 2;

/** Checks a receipt or a log folder, offline. Exit code 0: intact; 1: altered, with what and where; 2: not readable as such. */
export const verifyCommand = async (argv: readonly string[]): Promise<number> => {
  const [path, ...more] = argv;
  if (path === undefined || more.length > 0) return unreadable(USAGE);
  const kind = await stat(path).catch((error: unknown) => codeOf(error) ?? "unknown");
  if (typeof kind === "string") return unreadable(`${path} cannot be read (${kind})`);
  return kind.isDirectory() ? verifyFolder(path) : verifyReceiptFile(path);
};

const say = (line: string) => process.stdout.write(`${line}\n`);
const unreadable = (why: string): number => {
  process.stderr.write(`${why}\n`);
  return UNREADABLE;
};

const verifyReceiptFile = async (path: string): Promise<number> => {
  let given: unknown;
  try {
    given = JSON.parse(await readFile(path, "utf8"));
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
  if (faults.length > 0) {
    say(`ALTERED  receipt of ${reference}`);
    for (const fault of faults) say(`  ${fault}`);
    return ALTERED;
  }
  const held = items.filter((item) => item.verdict === "quarantined").length;
  say(`INTACT  receipt of ${reference}: ${items.length} items${held === 0 ? "" : `, ${held} of them held back`}, registered ${entry.at}`);
  say(`  signed by the log ${vkey}`);
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
  if (verdict.kind === "altered") {
    say(`ALTERED  log folder ${folder}`);
    for (const fault of verdict.faults) say(`  ${fault}`);
    return ALTERED;
  }
  say(`INTACT  log ${verdict.origin}: ${verdict.size} entries, root ${base64(verdict.root)}`);
  return INTACT;
};
