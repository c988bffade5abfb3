import { leafKey, logKey, logsList, sequencedKey } from "../adapters/keys.ts";
import { type Item, type Ports, type Write, WriteConflict } from "../ports.ts";
import { sha256Hex } from "./exact.ts";
import { headOf } from "./log-store.ts";
import { announce, isAnnounced, writeLog } from "./publish.ts";

/** A ledger entry on its way into a log: its commitment, and what the entry list of the log tells. */
export interface Sequenced {
  readonly id: string;
  readonly log: string;
  /** 32 bytes in lower-case hexadecimal. */
  readonly commitment: string;
  readonly event: string;
  readonly subject: string;
  /** Account that acted, as the entry names it: an auditor searches by it. A checkpoint has none. */
  readonly actor?: string;
}
/** Checkpoints of every other log are leaves of this one; delegations never see it. */
export const ROOT_LOG = "root";

/** Two items for each entry and the head: at most ten writes in one transaction. */
const ENTRIES_AT_ONCE = 4;
const ATTEMPTS = 40;

/**
 * Puts entries into one log, each once, in the order given. Several may do this at the same moment: one conditional write on the head
 * claims the indexes, and who comes second looks again. Durable when it resolves.
 */
export const claim = async (ports: Ports, log: string, entries: readonly Sequenced[]): Promise<void> => {
  for (let from = 0; from < entries.length; from += ENTRIES_AT_ONCE)
    await claimSome(ports, log, entries.slice(from, from + ENTRIES_AT_ONCE));
};

const claimSome = async ({ records }: Ports, log: string, entries: readonly Sequenced[]): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    const [found, ...seen] = await records.read([logKey(log), ...entries.map((entry) => sequencedKey(entry.id))]);
    const fresh = entries.filter(
      (entry, index) => seen[index] === undefined && entries.findIndex((other) => other.id === entry.id) === index,
    );
    if (fresh.length === 0) return;
    try {
      await records.write(claimed(log, found, fresh));
      return;
    } catch (error) {
      if (!(error instanceof WriteConflict) || attempt >= ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt));
    }
  }
};

const claimed = (log: string, found: Item | undefined, fresh: readonly Sequenced[]): readonly Write[] => {
  const { size, published, version } = headOf(found);
  const head = {
    ...logKey(log),
    schema: 1,
    version: version + 1,
    log,
    size: size + fresh.length,
    published,
    listPk: logsList,
    listSk: log,
  };
  return [
    found === undefined ? { put: head, ifAbsent: true } : { put: head, ifVersion: version },
    ...fresh.flatMap((entry, offset): readonly Write[] => {
      const index = size + offset;
      const { id, commitment, event, subject, actor } = entry;
      const told = { index, id, commitment, event, subject, ...(actor === undefined ? {} : { actor }) };
      return [
        { put: { ...leafKey(log, index), schema: 1, ...told }, ifAbsent: true },
        { put: { ...sequencedKey(id), schema: 1, log, index }, ifAbsent: true },
      ];
    }),
  ];
};

/**
 * Publishes what a log holds. Its checkpoint is a leaf of the root log before it is announced, so that no announced checkpoint can be
 * missing there; then the root log is published too.
 */
export const publish = async (ports: Ports, log: string): Promise<void> => {
  const done = await writeLog(ports, log);
  if (done === undefined) return;
  if (log !== ROOT_LOG) {
    const commitment = sha256Hex(new TextEncoder().encode(done.checkpoint));
    await claim(ports, ROOT_LOG, [
      { id: `checkpoint-${log}-${done.size}`, log: ROOT_LOG, commitment, event: "checkpoint", subject: `${log}/${done.size}` },
    ]);
  }
  await announce(ports, log, done);
  if (log !== ROOT_LOG) await publish(ports, ROOT_LOG);
};

/** Publishes every log that holds more than it has announced: what a crash on the way left. One log that fails does not keep the others. */
export const publishPending = async (ports: Ports): Promise<void> => {
  const failed: unknown[] = [];
  for (const log of await pending(ports)) await publish(ports, log).catch((error: unknown) => failed.push(error));
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} logs could not be published`);
};

const pending = async (ports: Ports): Promise<readonly string[]> => {
  const logs: string[] = [];
  const files = ports.files("ledger");
  for (let after: string | undefined; ; ) {
    const page = await ports.records.list({ pk: logsList, index: "list", limit: 100, ...(after === undefined ? {} : { after }) });
    for (const item of page.items) {
      const { size, published } = headOf(item);
      const log = String(item["log"]);
      if (published < size || !(await isAnnounced(files, log, published))) logs.push(log);
    }
    // The root log last: publishing the others adds to it.
    if (page.next === undefined) return logs.toSorted((a, b) => Number(a === ROOT_LOG) - Number(b === ROOT_LOG));
    after = page.next;
  }
};
