import fc from "fast-check";
import { expect, test } from "vitest";
import { sequenceLog } from "#functions/streams/sequence.ts";
import { leafKey, logKey, logPk, outKey } from "#shared/adapters/keys.ts";
import { fromBase64, openCheckpoint } from "#shared/record/checkpoint.ts";
import { sha256Hex } from "#shared/record/exact.ts";
import { headOf, leavesOf } from "#shared/record/log-store.ts";
import { leafHash, rootFromProof } from "#shared/record/merkle.ts";
import { claim, publish, publishPending } from "#shared/record/sequence.ts";
import { verifyLog } from "#shared/record/verify-log.ts";
import { type Happening, type MemoryPorts, memoryKeys, memoryPorts } from "../fixtures/memory-ports.ts";
import { filledLog, folderOf, messageNumbered, type SequenceMessage, sizesOf } from "../fixtures/sequenced.ts";

const LOG = "state-gb";
const MESSAGES = [0, 1, 2, 3, 4, 5].map((number) =>
  messageNumbered(number, number === 4 ? { event: "submission.registered" } : {}),
);

const leavesIn = async (ports: MemoryPorts, log: string) => {
  const { size } = headOf((await ports.records.read([logKey(log)]))[0]);
  return (await leavesOf(ports, log, 0, size)).map((leaf) => Buffer.from(leaf).toString("hex"));
};
/** Published whole, verified as anybody would, and every one of its checkpoints a leaf of the root log. */
const expectWhole = async (ports: MemoryPorts, messages: readonly SequenceMessage[]) => {
  const ids = new Map(messages.map((message) => [message.id, message.commitment]));
  expect((await leavesIn(ports, LOG)).toSorted()).toEqual([...ids.values()].toSorted());
  for (const log of [LOG, "root"]) {
    const head = headOf((await ports.records.read([logKey(log)]))[0]);
    expect(head.published).toBe(head.size);
    const folder = await folderOf(ports, log);
    const read = async (path: string) => folder.get(path) ?? ports.stored.get(`ledger/${log}/${path}`);
    expect(await verifyLog(read, sizesOf(ports, log))).toMatchObject({ kind: "intact", size: head.size });
  }
  const rooted = await leavesIn(ports, "root");
  for (const size of sizesOf(ports, LOG))
    expect(rooted).toContain(sha256Hex(ports.stored.get(`ledger/${LOG}/checkpoint/${size}`) ?? new Uint8Array()));
  expect(rooted).toHaveLength(new Set(rooted).size);
};
const proofsIn = (ports: MemoryPorts) => [...ports.items.values()].filter((item) => item.sk.startsWith("OUT#"));

test("entries stand in the log in the order of their ids, each once, however often they arrive", async () => {
  const ports = memoryPorts();
  await sequenceLog(ports, LOG, MESSAGES.toReversed());
  await sequenceLog(ports, LOG, [...MESSAGES, ...MESSAGES]);
  expect(await leavesIn(ports, LOG)).toEqual(MESSAGES.map((message) => message.commitment));
  expect(await ports.records.read([leafKey(LOG, 4)])).toMatchObject([
    { id: MESSAGES[4]?.id, event: "submission.registered", subject: "GB-001" },
  ]);
  await expectWhole(ports, MESSAGES);
});

test("a registration is answered with one proof, and the proof leads to the signed root", async () => {
  const ports = memoryPorts();
  await sequenceLog(ports, LOG, MESSAGES);
  await sequenceLog(ports, LOG, [messageNumbered(6)]);
  await sequenceLog(ports, LOG, MESSAGES);
  const proofs = proofsIn(ports);
  expect(proofs).toHaveLength(1);
  const id = String(MESSAGES[4]?.id);
  const [message] = await ports.records.read([outKey(logPk(LOG), `proof-${id}`)]);
  expect(message).toMatchObject({ crossing: "proof", message: `proof-${id}` });
  const body = message?.["body"] as unknown as { leafIndex: number; proof: string[]; checkpoint: string; vkey: string };
  expect(body).toMatchObject({ state: "GB", reference: "GB-001", entry: id, leafIndex: 4 });
  const opened = await openCheckpoint(body.checkpoint, body.vkey);
  if ("fault" in opened) throw new Error(opened.fault);
  const leaf = leafHash(new Uint8Array(Buffer.from(String(MESSAGES[4]?.commitment), "hex")));
  const proof = body.proof.map((hash) => fromBase64(hash) ?? new Uint8Array());
  expect(rootFromProof(leaf, { index: 4, size: opened.checkpoint.size }, proof)).toEqual(opened.checkpoint.root);
});

test("signed checkpoints and full tiles are held, partial tiles and the newest checkpoint are not", async () => {
  const ports = memoryPorts();
  await filledLog(ports, 257);
  const held = [...ports.locked].filter((key) => key.startsWith(`ledger/${LOG}/`)).toSorted();
  expect(held).toEqual([`ledger/${LOG}/checkpoint/257`, `ledger/${LOG}/tile/0/000`, `ledger/${LOG}/tile/entries/000`]);
  expect(ports.stored.has(`ledger/${LOG}/tile/0/001.p/1`)).toBe(true);
});

test("one more entry in a log of 600 is published by the right edge alone", async () => {
  const put: string[] = [];
  const ports = memoryPorts({
    before: ({ what, at }) =>
      void (what === "put" && at.startsWith(`ledger/${LOG}/`) && put.push(at.slice(`ledger/${LOG}/`.length))),
  });
  await filledLog(ports, 600);
  put.length = 0;
  let reads = 0;
  const counted = {
    ...ports,
    files: (bucket: string) => ({
      ...ports.files(bucket),
      read: (at: { key: string }) => {
        reads += at.key.startsWith(LOG) ? 1 : 0;
        return ports.files(bucket).read(at);
      },
    }),
  };
  await sequenceLog(counted, LOG, [messageNumbered(600)]);
  expect(put.toSorted()).toEqual(["checkpoint", "checkpoint/601", "tile/0/002.p/89", "tile/1/000.p/2", "tile/entries/002.p/89"]);
  expect(reads).toBeLessThanOrEqual(8);
  const folder = await folderOf(ports, LOG);
  expect(await verifyLog(async (path) => folder.get(path))).toMatchObject({ kind: "intact", size: 601 });
});

test("a log that grew in any steps has the same tiles as one that grew at once", async () => {
  const keys = memoryKeys();
  const whole = memoryPorts({ keys });
  await filledLog(whole, 530);
  const expected = await folderOf(whole, LOG);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 529 }), { maxLength: 6 }), async (steps) => {
      const ports = memoryPorts({ keys });
      for (const size of [...steps.toSorted((a, b) => a - b), 530]) await filledLog(ports, size);
      expect(await folderOf(ports, LOG)).toEqual(expected);
      const read = async (path: string) => expected.get(path) ?? ports.stored.get(`ledger/${LOG}/${path}`);
      expect(await verifyLog(read, sizesOf(ports, LOG))).toMatchObject({ kind: "intact" });
    }),
    { numRuns: 8 },
  );
});

/** Ports that fail, once, before their change number `at` takes effect; `heal` takes the failure back where it did not come yet. */
const failingAt = (at: number, keys: ReturnType<typeof memoryKeys>) => {
  let count = 0;
  let healed = false;
  const happened: Happening[] = [];
  const ports = memoryPorts({
    keys,
    before: (happening) => {
      count += 1;
      if (count === at && !healed) throw new Error("the power failed");
      happened.push(happening);
    },
  });
  const heal = () => {
    healed = true;
  };
  return { ports, happened, heal };
};

test("a crash before any one write, and the work repeated, leaves the same log, files and proofs", async () => {
  const keys = memoryKeys();
  const whole = failingAt(Number.POSITIVE_INFINITY, keys);
  await sequenceLog(whole.ports, LOG, MESSAGES);
  expect(whole.happened.length).toBeGreaterThan(12);
  for (let at = 1; at <= whole.happened.length; at += 1) {
    const { ports } = failingAt(at, keys);
    await expect(sequenceLog(ports, LOG, MESSAGES)).rejects.toThrow("the power failed");
    await sequenceLog(ports, LOG, MESSAGES);
    expect(ports.stored).toEqual(whole.ports.stored);
    expect(ports.locked).toEqual(whole.ports.locked);
    expect(await leavesIn(ports, LOG)).toEqual(await leavesIn(whole.ports, LOG));
    expect(proofsIn(ports).map((item) => item["body"])).toEqual(proofsIn(whole.ports).map((item) => item["body"]));
  }
});

test("after a crash before any one write the hourly sweep alone publishes all that was claimed", async () => {
  const keys = memoryKeys();
  const total = failingAt(Number.POSITIVE_INFINITY, keys);
  await sequenceLog(total.ports, LOG, MESSAGES);
  for (let at = 2; at <= total.happened.length; at += 1) {
    const { ports } = failingAt(at, keys);
    await expect(sequenceLog(ports, LOG, MESSAGES)).rejects.toThrow("the power failed");
    await publishPending(ports);
    const claimed = MESSAGES.slice(0, headOf((await ports.records.read([logKey(LOG)]))[0]).size);
    await expectWhole(ports, claimed);
    // What was swept stays as it is when the messages come again.
    await sequenceLog(ports, LOG, MESSAGES);
    await expectWhole(ports, MESSAGES);
    expect(proofsIn(ports)).toHaveLength(1);
  }
});

test("sequencers at once, with shared messages and one of them failing, put each entry into the log once", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 0, max: 11 }),
      fc.integer({ min: 1, max: 12 }),
      async (fails, from, count) => {
        const { ports, heal } = failingAt(fails, memoryKeys());
        const all = Array.from({ length: 12 }, (_, number) =>
          messageNumbered(number, number % 5 === 0 ? { event: "submission.registered" } : {}),
        );
        const some = all.slice(from, from + count);
        await Promise.allSettled([
          sequenceLog(ports, LOG, all),
          sequenceLog(ports, LOG, some.toReversed()),
          publishPending(ports),
        ]);
        heal();
        await Promise.all([sequenceLog(ports, LOG, all), sequenceLog(ports, LOG, some)]);
        await expectWhole(ports, all);
        expect(proofsIn(ports)).toHaveLength(3);
      },
    ),
    { numRuns: 15 },
  );
});

/** Ports that do `meanwhile` once, just before the first change that `when` picks takes effect. */
const interrupted = (when: (happening: Happening) => boolean, meanwhile: (ports: MemoryPorts) => Promise<void>): MemoryPorts => {
  let done = false;
  const ports: MemoryPorts = memoryPorts({
    before: async (happening) => {
      if (done || !when(happening)) return;
      done = true;
      await meanwhile(ports);
    },
  });
  return ports;
};
const headIn = async (ports: MemoryPorts) => headOf((await ports.records.read([logKey(LOG)]))[0]);

test("a claim that overlaps with a publication does not take back what was published", async () => {
  const ports = interrupted(
    ({ what, at }) => what === "write" && at.includes(leafKey(LOG, 4).sk),
    (same) => publish(same, LOG),
  );
  await claim(ports, LOG, MESSAGES.slice(0, 4));
  await claim(ports, LOG, MESSAGES.slice(4));
  expect(await headIn(ports)).toMatchObject({ size: 6, published: 4 });
});

test("a slow publisher does not leave an older checkpoint in place of the newest", async () => {
  const ports = interrupted(
    ({ what, at }) => what === "put" && at === `ledger/${LOG}/checkpoint`,
    (same) => sequenceLog(same, LOG, MESSAGES),
  );
  await sequenceLog(ports, LOG, MESSAGES.slice(0, 2));
  expect(ports.stored.get(`ledger/${LOG}/checkpoint`)).toEqual(ports.stored.get(`ledger/${LOG}/checkpoint/6`));
  await expectWhole(ports, MESSAGES);
});

test("logs are apart: a State's log holds nothing of another's, and each checkpoint is in the root log", async () => {
  const ports = memoryPorts();
  const some = (log: string, first: number) => [first, first + 1, first + 2].map((number) => messageNumbered(number, { log }));
  const logs = [
    [LOG, some(LOG, 0)],
    ["state-cn", some("state-cn", 10)],
    ["panel", some("panel", 20)],
  ] as const;
  await Promise.all(logs.map(([log, messages]) => sequenceLog(ports, log, messages)));
  const rooted = await leavesIn(ports, "root");
  for (const [log, messages] of logs) {
    expect(await leavesIn(ports, log)).toEqual(messages.map((message) => message.commitment));
    expect(rooted).toContain(sha256Hex(ports.stored.get(`ledger/${log}/checkpoint`) ?? new Uint8Array()));
  }
  expect(rooted).toHaveLength(3);
});
