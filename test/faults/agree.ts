import { createHash } from "node:crypto";
import { receiptOf } from "#functions/delegation/receipt.ts";
import { outKey, repeatKey } from "#shared/adapters/keys.ts";
import type { CrossingBody } from "#shared/domain/crossings.ts";
import { isStage, REPORT_STAGES } from "#shared/domain/stages.ts";
import { FileRefused, type Item } from "#shared/ports.ts";
import { vkeyOf } from "#shared/record/checkpoint.ts";
import { commit } from "#shared/record/entry.ts";
import { nameOf } from "#shared/record/log-name.ts";
import { receiptFaults } from "#shared/record/receipt.ts";
import { ROOT_LOG } from "#shared/record/sequence.ts";
import { logPaths } from "#shared/record/tiles.ts";
import { verifyLog } from "#shared/record/verify-log.ts";
import type { KilledHome } from "#test/fixtures/killed-home.ts";
import { threadFaults } from "./threads.ts";
import { type Execution, type World, worldOf } from "./world.ts";

type Divergences = readonly string[];
const text = (value: unknown): string => String(value);
const where = (item: Item): string => `${item.pk} ${item.sk}`;

/**
 * Holds all that a home keeps against itself, once nothing is under way: every acknowledged write is there; every entry stands in its
 * log once, and the logs verify; each message arrived once; each receipt verifies; files are those of the records, and none is without
 * one; executions stand where their records do; nothing waits and nothing lies among the dead. Answers what does not agree, in words.
 */
export const divergences = async (at: { home: KilledHome; data: string; vkeys: Vkeys }): Promise<Divergences> => {
  const world = await worldOf(at.data);
  return [
    ...acknowledgedFaults(at.home, world),
    ...(await ledgerFaults(world, at.vkeys)),
    ...messageFaults(world),
    ...threadFaults(world),
    ...(await submissionFaults(world)),
    ...(await registerFaults(world)),
    ...stageFaults(world),
    ...(await draftFaults(world)),
    ...orphanFaults(world),
    ...world.waiting.map(({ queue, body }) => `a message waits in ${queue}: ${body.slice(0, 120)}`),
  ];
};

/** Answers the verification key of a log. */
export type Vkeys = (log: string) => string;
export const vkeysFrom =
  (publicKey: Uint8Array): Vkeys =>
  (log) =>
    vkeyOf(nameOf(log), publicKey);

/** What was answered was kept under its key with that answer: nothing acknowledged is lost or was done under another answer. */
const acknowledgedFaults = (home: KilledHome, { items }: World): Divergences => {
  const answers = new Map(items.filter((item) => item.sk === "IDEM").map((item) => [item.pk, text(item["answer"])]));
  return home.acknowledged().flatMap(({ person, name, key, state, answer }) => {
    const kept = answers.get(repeatKey(person, key, state).pk);
    if (kept === undefined) return [`${name} was acknowledged to ${person} and is not there`];
    return kept === JSON.stringify(answer) ? [] : [`${name} was acknowledged to ${person} with another answer than the one kept`];
  });
};

const sha256 = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");

const ledgerFaults = async (world: World, vkeys: Vkeys): Promise<Divergences> => {
  const { items } = world;
  const entries = items.filter((item) => item.sk.startsWith("ENTRY#"));
  const leaves = Map.groupBy(
    items.filter((item) => item.sk.startsWith("LEAF#")),
    (item) => text(item["id"]),
  );
  const known = new Set(entries.map((item) => (item["entry"] as { id: string }).id));
  const strangers = [...leaves].filter(([id, [leaf]]) => leaf?.pk !== `LOG#${ROOT_LOG}` && !known.has(id));
  const heads = items.filter((item) => item.sk === "HEAD" && item.pk.startsWith("LOG#"));
  return [
    ...entries.flatMap((item) => entryFaults(item, leaves.get((item["entry"] as { id: string }).id) ?? [])),
    ...strangers.map(([id]) => `a log holds an entry that no record has: ${id}`),
    ...(await Promise.all(heads.map((head) => logFaults(world, head, vkeys)))).flat(),
  ];
};

/** An entry stands in its log once, with the commitment that it has. */
const entryFaults = (item: Item, leaves: readonly Item[]): Divergences => {
  const entry = item["entry"] as { id: string; log: string };
  const [leaf] = leaves;
  if (leaf === undefined || leaves.length > 1) return [`entry ${where(item)} stands in the logs ${leaves.length} times`];
  const made = Buffer.from(commit(entry, new Uint8Array(Buffer.from(text(item["random"]), "hex")))).toString("hex");
  return leaf.pk === `LOG#${entry.log}` && leaf["commitment"] === item["commitment"] && made === item["commitment"]
    ? []
    : [`entry ${where(item)} stands in another log or with another commitment`];
};

/** A log has as many leaves as its head counts, all announced, and its published files verify over all of them. */
const logFaults = async ({ items, bucket }: World, head: Item, vkeys: Vkeys): Promise<Divergences> => {
  const log = text(head["log"]);
  const size = Number(head["size"]);
  const own = items.filter((item) => item.pk === head.pk && item.sk.startsWith("LEAF#"));
  const indexes = new Set(own.map((item) => Number(item["index"])));
  const files = bucket("ledger");
  const paths = new Set(["checkpoint", ...logPaths(size)]);
  const verdict = await verifyLog(async (path) => {
    if (path === "vkey") return new TextEncoder().encode(vkeys(log));
    return paths.has(path) ? bytesOf(files, `${log}/${path}`) : undefined;
  });
  const told = verdict.kind === "altered" ? verdict.faults.join("; ") : verdict.kind === "unreadable" ? verdict.why : "";
  return [
    ...(own.length === size && indexes.size === size ? [] : [`log ${log} counts ${size} entries and holds ${own.length}`]),
    ...(head["published"] === size ? [] : [`log ${log} holds ${size} entries and announced ${text(head["published"])}`]),
    ...(verdict.kind === "intact" && verdict.size === size
      ? []
      : [`log ${log} does not verify over its ${size} entries: ${told}`]),
  ];
};

const bytesOf = async (files: ReturnType<World["bucket"]>, key: string, version?: string): Promise<Uint8Array | undefined> => {
  try {
    const chunks: Uint8Array[] = [];
    for await (const chunk of await files.read({ key, ...(version === undefined ? {} : { version }) })) chunks.push(chunk);
    return Buffer.concat(chunks);
  } catch (error) {
    if (error instanceof FileRefused) return undefined;
    throw error;
  }
};

/** Every message sent arrived, and what arrived was sent. */
const messageFaults = ({ items }: World): Divergences => {
  const sent = items.filter((item) => item.sk.startsWith(outKey("", "").sk)).map((item) => text(item["message"]));
  const arrived = items.filter((item) => item.sk === "IN").map((item) => text(item["message"]));
  return [
    ...sent.filter((id) => !arrived.includes(id)).map((id) => `message ${id} did not arrive`),
    ...arrived.filter((id) => !sent.includes(id)).map((id) => `message ${id} arrived and was not sent`),
    ...sent.filter((id, index) => sent.indexOf(id) !== index).map((id) => `message ${id} was sent twice`),
  ];
};

/** A sealed submission is registered, has one registration entry and a receipt that verifies; its files are those that were declared. */
const submissionFaults = async (world: World): Promise<Divergences> => {
  const sealed = world.items.filter((item) => item.sk === "SUBMISSION" && item["status"] !== "draft");
  return (await Promise.all(sealed.map((submission) => oneSubmission(world, submission)))).flat();
};

const oneSubmission = async ({ items, bucket }: World, submission: Item): Promise<Divergences> => {
  const own = items.filter((item) => item.pk === submission.pk);
  const files = own.filter((item) => item.sk.startsWith("ITEM#"));
  const entries = own.filter((item) => item.sk.startsWith("ENTRY#"));
  const counted = (event: string, expected: number): Divergences => {
    const count = entries.filter((item) => (item["entry"] as { event: string }).event === event).length;
    return count === expected ? [] : [`${submission.pk} has ${count} entries ${event} and should have ${expected}`];
  };
  const damaged = await Promise.all(
    files.map(async (file) => {
      const bytes = await bytesOf(bucket("uploads"), text(file["key"]), text(file["fileVersion"]));
      return bytes !== undefined && sha256(bytes) === file["sha256"] ? [] : [`${where(file)} does not have the bytes declared`];
    }),
  );
  return [
    ...(submission["status"] === "sealed" ? [`${submission.pk} is sealed and was not registered`] : []),
    ...["submission.drafted", "submission.sealed", "submission.registered"].flatMap((event) => counted(event, 1)),
    ...["item.declared", "item.received", "file.verified"].flatMap((event) => counted(event, files.length)),
    ...damaged.flat(),
    ...(await receiptDivergences(submission, files, entries)),
  ];
};

const receiptDivergences = async (submission: Item, items: readonly Item[], entries: readonly Item[]): Promise<Divergences> => {
  const proof = submission["proof"] as unknown as CrossingBody<"proof"> | undefined;
  const entry = entries.find((item) => item.sk === `ENTRY#${text(submission["receiptEntry"])}`);
  if (proof === undefined || entry === undefined) return [`${submission.pk} has no receipt`];
  const wrong = await receiptFaults(receiptOf({ submission, items, entry, proof }));
  return wrong.map((fault) => `receipt of ${submission.pk}: ${fault}`);
};

/** Numbers of the register follow each other, one to each submission; the Panel's copies are whole and held. */
const registerFaults = async (world: World): Promise<Divergences> => {
  const { items, bucket, files } = world;
  const faults: string[] = [];
  const pointers = items.filter((item) => item.pk.startsWith("ORIGIN#"));
  const numbers = pointers.map((item) => text(item["reference"])).sort();
  const expected = numbers.map((_, index) => `SUB-${String(index + 1).padStart(3, "0")}`);
  if (JSON.stringify(numbers) !== JSON.stringify(expected)) faults.push(`the register counts ${numbers.join(", ")}`);
  const registered = items.filter(
    (item) => item.sk === "SUBMISSION" && ["registered", "withdrawn"].includes(text(item["status"])),
  );
  if (registered.length !== pointers.length)
    faults.push(`${registered.length} submissions are registered and ${pointers.length} are in the register`);
  for (const item of items.filter((one) => one.sk === "EVIDENCE" && one["fileVersion"] !== undefined)) {
    const key = text(item["key"]);
    const bytes = await bytesOf(bucket("evidence"), key, text(item["fileVersion"]));
    if (bytes === undefined || (item["sha256Stored"] !== undefined && sha256(bytes) !== item["sha256Stored"]))
      faults.push(`evidence ${text(item["ref"])} does not have its bytes`);
    const copies = files.find((one) => one.bucket === "evidence" && one.key === key)?.commits.length ?? 0;
    if (copies !== 1) faults.push(`evidence ${text(item["ref"])} was copied ${copies} times`);
  }
  return faults;
};

/** The execution of an open case or report waits at its stage; that of a closed one ended well. Steps follow each other. */
const stageFaults = ({ items, executions }: World): Divergences => {
  const faults: string[] = [];
  const heads = items.filter((item) => item.sk === "CASE" || item.sk === "REPORT");
  for (const head of heads) {
    const steps = items.filter((item) => item.pk === head.pk && item.sk.startsWith("STEP#"));
    const decided = items.filter(
      (item) =>
        item.pk === head.pk && /^(?:case|report)\.decided$/.test((item["entry"] as { event?: string } | undefined)?.event ?? ""),
    );
    if (decided.length !== steps.length)
      faults.push(`${head.pk} has ${steps.length} steps and ${decided.length} entries of decisions`);
    const own = executions.filter((one) => one.name.startsWith(`${text(head["id"])}-`) && one.machine !== "intake");
    const current = own.filter((one) => one.name === `${text(head["id"])}-${text(head["execution"])}`);
    if (current.length !== 1) faults.push(`${head.pk} has ${current.length} executions under its current name`);
    for (const execution of current) faults.push(...executionFaults(head, execution));
  }
  for (const one of executions.filter((execution) => execution.machine.toLowerCase().includes("intake")))
    if (one.status === "running") faults.push(`the verification ${one.name} still runs, at ${one.state}`);
  return faults;
};

const executionFaults = (head: Item, { state, phase, status }: Execution): Divergences => {
  const at = text(head["at"]);
  // Both tables know "adopted": a report waits there to be provided, a case is closed by it.
  const open = head.sk === "CASE" ? isStage(at) : Object.hasOwn(REPORT_STAGES, at);
  if (!open) return status === "succeeded" ? [] : [`${head.pk} is closed as ${at} and its execution is ${status} at ${state}`];
  return status === "running" && state === at && phase === "token"
    ? []
    : [`${head.pk} stands at ${at} and its execution is ${status} at ${state} (${phase})`];
};

const draftFaults = async ({ items, bucket }: World): Promise<Divergences> => {
  const faults: string[] = [];
  for (const draft of items.filter((item) => item.sk.startsWith("P#DRAFT#"))) {
    const made = items.filter(
      (item) => item.pk === draft.pk && (item["entry"] as { event?: string } | undefined)?.event === "report.drafted",
    );
    if (draft["status"] !== "made") faults.push(`${where(draft)} was ordered and not made`);
    else if (
      made.filter((item) => (item["entry"] as { data: { draft: number } }).data.draft === Number(draft["draft"])).length !== 1
    )
      faults.push(`${where(draft)} was made more than once`);
    for (const file of Object.values(
      (draft["files"] ?? {}) as Record<string, { key: string; version: string; sha256: string }>,
    )) {
      const bytes = await bytesOf(bucket("reports"), file.key, file.version);
      if (bytes === undefined || sha256(bytes) !== file.sha256)
        faults.push(`${where(draft)}: ${file.key} does not have its bytes`);
    }
  }
  return faults;
};

/**
 * A finding's text is written under its own hash before the decision that adopts it. Of two same decisions at once, or of one that was
 * killed in between, a text stays that no record names and nobody is shown.
 */
const AHEAD = /^evidence\/adopted\/[0-9a-f]{64}\.json$/;

/** Every file is named by a record or by a manifest, but for texts written ahead; an upload that was begun for a record that never came to be is swept in time. */
const orphanFaults = ({ items, files }: World): Divergences => {
  const named = new Set<string>();
  for (const [, name = ""] of JSON.stringify(items).matchAll(/"([^"]*)"/g)) {
    named.add(name);
    named.add(name.split("/").at(-1) ?? name);
  }
  return files.flatMap(({ bucket, key, commits, strays }) => {
    if (bucket === "ledger" || commits.length === 0) return [];
    const whole = strays.filter((name) => name.startsWith("whole-"));
    const faults = whole.map((name) => `${bucket}/${key} keeps ${name}, which no version has`);
    return named.has(key) || AHEAD.test(`${bucket}/${key}`) || named.has(key.split("/").at(-1) ?? key)
      ? faults
      : [...faults, `${bucket}/${key} is named by no record`];
  });
};
