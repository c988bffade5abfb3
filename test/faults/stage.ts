import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileKeys } from "#local/keys.ts";
import { currentAssembly } from "#local/synthesis.ts";
import { type KilledHome, startKilledHome } from "#test/fixtures/killed-home.ts";
import { divergences, vkeysFrom } from "./agree.ts";

/** A home under faults: its folder, and the judgement over all that it keeps. */
export interface FaultStage {
  readonly home: KilledHome;
  readonly data: string;
  /** What does not agree once nothing is under way; waits for that as long as something still moves. */
  disagreements(): Promise<readonly string[]>;
  end(): Promise<void>;
}

/** How long what was disturbed may take to come to rest, milliseconds. */
const REST_MILLISECONDS = 90_000;
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** `faulty` puts the faulty ports between functions and stores; `within` is the folder that the home's own is made in. */
export const startFaultStage = async ({ faulty = false, within = tmpdir() } = {}): Promise<FaultStage> => {
  const folder = await mkdtemp(join(within, "faults-"));
  const data = join(folder, "data");
  const assembly = await currentAssembly({ root: join(import.meta.dirname, "..", ".."), say: () => undefined });
  const ports = faulty ? { ports: join(import.meta.dirname, "faulty-ports.ts") } : {};
  const home = await startKilledHome({ data, assembly, ...ports });
  return {
    home,
    data,
    disagreements: async () => {
      const end = Date.now() + REST_MILLISECONDS;
      const keys = await signingKey(data);
      for (;;) {
        const found = atRest(data) ? await divergences({ home, data, vkeys: vkeysFrom(keys) }).catch(told) : ["it does not rest"];
        if (found.length === 0 || Date.now() > end) return found;
        await pause(250);
      }
    },
    end: async () => {
      await home.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const told = (error: unknown): readonly string[] => [
  `the stores cannot be read: ${error instanceof Error ? error.message : error}`,
];

/** No message waits and no task is under way: a cheap look before everything is read. */
const atRest = (data: string): boolean => {
  const database = new DatabaseSync(join(data, "home.db"), { readOnly: true });
  try {
    const count = (sql: string) => Number(database.prepare(sql).get()?.["n"]);
    return (
      count("SELECT count(*) AS n FROM queue_message") === 0 &&
      count("SELECT count(*) AS n FROM execution WHERE status = 'running' AND phase <> 'token'") === 0
    );
  } finally {
    database.close();
  }
};

/** The public key that the ledger is signed with: of the key folders, the one that holds a signing key. */
const signingKey = async (data: string): Promise<Uint8Array> => {
  const keys = join(data, "keys");
  const named = readdirSync(keys).find((name) => existsSync(join(keys, name, "ed25519.pem")));
  if (named === undefined) throw new Error("the home has no signing key yet");
  return fileKeys({ folder: join(keys, named) }).publicKey();
};

/** Makes the hourly sweeps due now: they run within a second. */
export const sweepNow = (data: string): void => {
  const database = new DatabaseSync(join(data, "home.db"));
  database.exec("PRAGMA busy_timeout = 5000; UPDATE schedule SET last_run = 0, next_run = 0, attempt = 0");
  database.close();
};
/** When every schedule ran last, milliseconds; 0 while one has not. */
export const sweptAt = (data: string): number => {
  const database = new DatabaseSync(join(data, "home.db"), { readOnly: true });
  try {
    return Number(database.prepare("SELECT min(last_run) AS n FROM schedule").get()?.["n"]);
  } finally {
    database.close();
  }
};
