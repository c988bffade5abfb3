import { createHash } from "node:crypto";
import { parseArgs } from "node:util";
import { backUp } from "#local/backup/back-up.ts";
import { checkpointLine } from "#local/backup/checkpoints.ts";
import { BackupRefused, type Manifest, manifestText } from "#local/backup/manifest.ts";
import { restore } from "#local/backup/restore.ts";

const DATA = { type: "string", default: process.env["CORROBORATE_DATA"] ?? "./.corroborate" } as const;
const USAGE = {
  backup: "usage: corroborate backup <new folder> [--data folder]",
  restore: "usage: corroborate restore <backup folder> [--data folder] [--replace]",
} as const;

/** Exit codes of both commands. */
const DONE = 0;
const REFUSED = 1;
const WRONG_CALL = 2;

const say = (line: string) => process.stdout.write(`${line}\n`);
const complain = (line: string) => process.stderr.write(`${line}\n`);

/** `corroborate backup <folder>`; 0 made, 1 refused (why and, where a file is damaged, which), 2 a wrong call. */
export const backupCommand = async (given: readonly string[]): Promise<number> => {
  const asked = askedFor("backup", () => parseArgs({ args: [...given], allowPositionals: true, options: { data: DATA } }));
  if (asked === undefined) return WRONG_CALL;
  return told(async () => {
    const manifest = await backUp({ data: asked.values.data, to: asked.folder, now: new Date() });
    say(`Backed up ${summary(manifest)} to ${asked.folder}`);
    tellCheckpoints(manifest);
    say(`The manifest has SHA-256 ${createHash("sha256").update(manifestText(manifest)).digest("hex")}: note it elsewhere.`);
    say("The backup holds the signing key: keep it as the home itself is kept.");
  });
};

/** `corroborate restore <folder>`; exit codes as `backup`. */
export const restoreCommand = async (given: readonly string[]): Promise<number> => {
  const options = { data: DATA, replace: { type: "boolean", default: false } } as const;
  const asked = askedFor("restore", () => parseArgs({ args: [...given], allowPositionals: true, options }));
  if (asked === undefined) return WRONG_CALL;
  return told(async () => {
    const { data, replace } = asked.values;
    const { manifest, before } = await restore({ backup: asked.folder, data, replace, now: new Date() });
    say(`Restored ${summary(manifest)} of ${manifest.madeAt} to ${data}`);
    if (before !== undefined) say(`What stood there was moved to ${before}`);
    tellCheckpoints(manifest);
    say("Compare these checkpoints with the newest that somebody outside holds (a State's receipt) before anybody works on it.");
  });
};

const askedFor = <V>(
  name: keyof typeof USAGE,
  parse: () => { values: V; positionals: string[] },
): { values: V; folder: string } | undefined => {
  try {
    const { values, positionals } = parse();
    const [folder] = positionals;
    if (folder !== undefined && positionals.length === 1) return { values, folder };
    complain(USAGE[name]);
  } catch (error) {
    complain(`${error instanceof Error ? error.message : String(error)}\n${USAGE[name]}`);
  }
  return undefined;
};

const told = async (work: () => Promise<void>): Promise<number> => {
  try {
    await work();
    return DONE;
  } catch (error) {
    if (!(error instanceof BackupRefused)) throw error;
    complain(error.message);
    return REFUSED;
  }
};

const summary = ({ files }: Manifest): string =>
  `${files.length} files (${files.reduce((sum, file) => sum + file.bytes, 0)} bytes)`;

const tellCheckpoints = ({ checkpoints }: Manifest): void => {
  for (const one of checkpoints) say(`  log ${checkpointLine(one)}`);
};
