import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { currentAssembly } from "#local/synthesis.ts";
import { receiptSchema } from "#shared/domain/receipt.ts";
import { receiptFaults } from "#shared/record/receipt.ts";
import { adoptCase } from "#test/fixtures/adopt-case.ts";
import { type KilledHome, startKilledHome } from "#test/fixtures/killed-once-home.ts";

/**
 * Kills the home at every named write of a path and lets it start again. `KILL=every` does so at each single write of the path, before
 * the store has seen it and after; otherwise once at each name, after.
 */
const EVERY = process.env["KILL"] === "every";
const STATE = "GB";
const handling = { classification: "unclassified", tlp: "AMBER", panelOnly: true, attribution: "a Member State" } as const;

let folder: string;
let home: KilledHome;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "killed-writes-"));
  const assembly = await currentAssembly({ root: join(import.meta.dirname, "..", ".."), say: () => undefined });
  home = await startKilledHome({ data: join(folder, "data"), assembly });
}, 120_000);
afterAll(async () => {
  await home?.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Moment {
  readonly write: string;
  readonly when: "before" | "after";
  readonly skip: number;
}
/** Every moment of a path as it was seen once without a kill. */
const momentsOf = (writes: readonly string[]): readonly Moment[] => {
  if (!EVERY) return [...new Set(writes)].map((write) => ({ write, when: "after", skip: 0 }));
  return writes.flatMap((write, index) => {
    const skip = writes.slice(0, index).filter((one) => one === write).length;
    return [
      { write, when: "before" as const, skip },
      { write, when: "after" as const, skip },
    ];
  });
};

/** Plays a path undisturbed, then once for each moment with a kill at it; `check` holds what must be true afterwards. */
const enumerate = async <T>(
  path: (run: number) => Promise<T>,
  check: (done: T) => Promise<void>,
): Promise<{ kills: number; moments: number }> => {
  home.writes();
  await check(await path(0));
  await settled();
  const moments = momentsOf(home.writes());
  const before = home.kills();
  let run = 0;
  for (const { write, when, skip } of moments) {
    run += 1;
    home.arm(write, when, skip);
    await check(await path(run));
    await settled();
  }
  return { kills: home.kills() - before, moments: moments.length };
};

/** Nothing is under way any more: the logs hold what is published, and no message waits. */
const settled = async (): Promise<void> => {
  await home.eventually("the logs to be published", async () => {
    const { logs } = await home.as("auditor", "list-logs", {});
    return logs.every((one: { size: number; published: number }) => one.size === one.published) ? true : undefined;
  });
  await home.eventually("the queues to be empty", async () =>
    database((db) => Number(db.prepare("SELECT count(*) AS n FROM queue_message").get()?.["n"])) === 0 ? true : undefined,
  );
};

const database = <T>(ask: (db: DatabaseSync) => T): T => {
  const db = new DatabaseSync(join(folder, "data", "home.db"), { readOnly: true });
  try {
    return ask(db);
  } finally {
    db.close();
  }
};

/** Events of a log about one subject, in order. */
const eventsOf = async (log: string, subject: string): Promise<readonly string[]> => {
  const events: string[] = [];
  for (let after: string | undefined; ; ) {
    const page = await home.as("auditor", "list-entries", { log, ...(after === undefined ? {} : { after }) });
    events.push(
      ...page.rows.filter((row: { subject: string }) => row.subject === subject).map((row: { event: string }) => row.event),
    );
    if (page.next === null) return events;
    after = page.next;
  }
};

const photograph = (run: number): Uint8Array => {
  // The smallest JPEG that says its size: start of image, one frame header of 3 by 2 pixels, end; then bytes of its own.
  const head = [0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 2, 0, 3, 1, 1, 0x11, 0, 0xff, 0xd9];
  return Uint8Array.from([...head, ...Buffer.from(`photograph ${run}`)]);
};

const submitPhotograph = async (run: number): Promise<{ reference: string; sha256: string }> => {
  const bytes = photograph(run);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const { reference } = await home.as("delegate-gb", "create-submission", {
    state: STATE,
    regime: "1718",
    title: `Photograph ${run}`,
    handling,
  });
  const at = { state: STATE, reference: String(reference) };
  const item = await home.as("delegate-gb", "declare-item", {
    ...at,
    kind: "photograph",
    name: "a.jpg",
    title: "A quay",
    bytes: bytes.length,
    sha256,
    mediaType: "image/jpeg",
    metadata: {},
  });
  const place = { ...at, item: String(item.id) };
  await home.eventually("the part to be taken", async () => {
    const { links, arrived } = await home.as("delegate-gb", "link-parts", {
      ...place,
      parts: [{ part: 1, bytes: bytes.length, sha256 }],
    });
    if (arrived.length > 0) return true;
    const sent = await fetch(links[0].url, { method: "PUT", headers: links[0].headers, body: new Uint8Array(bytes) });
    return sent.ok ? true : undefined;
  });
  await home.as("delegate-gb", "complete-item", place);
  const now = await home.as("delegate-gb", "get-submission", at);
  await home.as("delegate-gb", "seal-submission", { ...at, version: now.version });
  await home.eventually(`the receipt of ${at.reference}`, () => home.as("delegate-gb", "get-receipt", at));
  await home.eventually(`the registration of ${at.reference}`, async () => (await registrationsOf(at.reference)).at(0));
  return { reference: at.reference, sha256 };
};

const registrationsOf = async (reference: string): Promise<readonly { reference: string }[]> => {
  const { rows } = await home.as("coordinator", "list-register", { regime: "1718" });
  return rows.filter((row: { stateReference: string }) => row.stateReference === reference);
};

test("killed at any write from draft to receipt, a photograph is registered once, with one receipt that holds", {
  timeout: 900_000,
}, async () => {
  const { kills, moments } = await enumerate(submitPhotograph, async ({ reference, sha256 }) => {
    const at = { state: STATE, reference };
    const receipt = receiptSchema.parse(await home.as("delegate-gb", "get-receipt", at));
    expect(await receiptFaults(receipt)).toEqual([]);
    expect(receipt.items).toMatchObject([{ sha256, storedSha256: sha256, verdict: "verified" }]);
    const registrations = await registrationsOf(reference);
    expect(registrations).toHaveLength(1);
    const evidence = await home.as("coordinator", "get-evidence", { reference: String(registrations[0]?.reference), item: "1" });
    expect(evidence).toMatchObject({ sha256Declared: sha256, sha256Stored: sha256, status: "verified" });
    const events = await home.eventually("the entries", async () => {
      const found = await eventsOf(`state-${STATE.toLowerCase()}`, reference);
      return found.includes("submission.registered") ? found : undefined;
    });
    expect(events.toSorted()).toEqual([
      "file.verified",
      "item.declared",
      "item.received",
      "submission.drafted",
      "submission.registered",
      "submission.sealed",
    ]);
  });
  expect(moments).toBeGreaterThan(10);
  expect(kills).toBe(moments);
});

test("killed at any write of a review, the case stands where people put it and its execution waits there", {
  timeout: 900_000,
}, async () => {
  const registered = (await home.as("coordinator", "list-register", { regime: "1718" })).rows[0].reference;
  const { kills, moments } = await enumerate(
    async (run) => {
      const id = `CASE-${run}`;
      const at = { case: id };
      await home.as("coordinator", "open-case", {
        id,
        title: "A case",
        regime: "1718",
        section: "sectoral-maritime",
        statesConcerned: ["KP"],
        exhibits: [`${registered}/1`],
      });
      const opened = await home.as("coordinator", "get-case", at);
      await home.as("coordinator", "assign-team", {
        ...at,
        version: opened.version,
        lead: "expert-maritime",
        verifier: "expert-missile",
      });
      const assigned = await home.as("coordinator", "get-case", at);
      await home.as("coordinator", "decide-stage", {
        ...at,
        version: assigned.version,
        stage: "triage",
        decision: "open",
        reasons: "within the mandate",
      });
      await home.as("expert-maritime", "record-claim", {
        ...at,
        claim: "CL-1",
        text: "A quay is seen.",
        kinds: ["observation"],
        supportedBy: [`${registered}/1`],
        unknowns: ["when"],
      });
      const enquiry = await home.as("expert-maritime", "get-case", at);
      await home.as("expert-maritime", "decide-stage", {
        ...at,
        version: enquiry.version,
        stage: "enquiry",
        decision: "proceed",
        reasons: "nothing to ask",
      });
      return id;
    },
    async (id) => {
      const now = await home.as("coordinator", "get-case", { case: id });
      expect(now).toMatchObject({
        at: "verification",
        lead: "expert-maritime",
        verifier: "expert-missile",
        claims: [{ id: "CL-1" }],
      });
      const execution = await home.eventually(`the execution of ${id} to wait at verification`, async () => {
        const rows = database((db) =>
          db.prepare("SELECT name, state, phase, status FROM execution WHERE name LIKE ?").all(`${id}-%`),
        );
        return rows.some((row) => row["state"] === "verification" && row["phase"] === "token") ? rows : undefined;
      });
      expect(execution).toMatchObject([{ name: `${id}-1`, status: "running" }]);
      const events = await home.eventually("the entries", async () => {
        const found = await eventsOf("panel", id);
        return found.filter((event) => event === "case.decided").length >= 2 ? found : undefined;
      });
      expect(events.toSorted()).toEqual(["case.claim", "case.decided", "case.decided", "case.opened", "case.team"]);
    },
  );
  expect(moments).toBeGreaterThan(5);
  expect(kills).toBe(moments);
});

test("killed at any write of drafting, the draft is made once, from the findings as ordered, and its files are those of the record", {
  timeout: 900_000,
}, async () => {
  const registered = (await home.as("coordinator", "list-register", { regime: "1718" })).rows.find((row: { reference: string }) =>
    row.reference.startsWith("SUB-"),
  ).reference;
  await adoptCase(home, { id: "CASE-ADOPTED", photograph: `${registered}/1` });
  await home.as("officer", "open-report", {
    id: "REPORT-FIRST",
    regime: "1718",
    kind: "incident",
    introduction: ["A report."],
    methodology: [],
    date: "2024-02-02",
  });
  await home.eventually("the adopted finding", async () =>
    (await home.as("officer", "get-report", { report: "REPORT-FIRST" })).findings.length > 0 ? true : undefined,
  );
  await settled();
  const { kills, moments } = await enumerate(
    async (run) => {
      const at = { report: `REPORT-${run}` };
      await home.as("officer", "open-report", {
        id: at.report,
        regime: "1718",
        kind: "incident",
        introduction: ["A report."],
        methodology: [],
        date: "2024-02-02",
      });
      const ordered = await home.as("officer", "draft-report", { ...at, version: 1 });
      await home.eventually(`the draft of ${at.report}`, async () =>
        (await home.as("officer", "get-draft", { ...at, draft: ordered.draft })).status === "made" ? true : undefined,
      );
      const now = await home.as("officer", "get-report", at);
      await home.as("officer", "decide-report", {
        ...at,
        version: now.version,
        stage: "collecting",
        decision: "draft",
        reasons: "it is made",
      });
      return at;
    },
    async (at) => {
      const now = await home.as("officer", "get-report", at);
      expect(now).toMatchObject({
        at: "drafted",
        drafts: [{ draft: "1", status: "made", faultCount: 0, findings: [{ case: "CASE-ADOPTED" }] }],
      });
      const link = await home.as("officer", "open-draft", { ...at, draft: "1", format: "docx" });
      const bytes = await home.eventually("the file", async () => new Uint8Array(await (await fetch(link.url)).arrayBuffer()));
      expect(createHash("sha256").update(bytes).digest("hex")).toBe(now.drafts[0].files.docx.sha256);
      await home.eventually(`the execution of ${at.report} to wait at drafted`, async () => {
        const rows = database((db) => db.prepare("SELECT state, phase FROM execution WHERE name LIKE ?").all(`${at.report}-%`));
        return rows.length === 1 && rows[0]?.["state"] === "drafted" && rows[0]?.["phase"] === "token" ? true : undefined;
      });
      const events = await home.eventually("the entries", async () => {
        const found = await eventsOf("panel", at.report);
        return found.includes("report.opened-file") && found.includes("report.decided") ? found : undefined;
      });
      expect(events.toSorted()).toEqual([
        "report.decided",
        "report.drafted",
        "report.drafting",
        "report.opened",
        "report.opened-file",
      ]);
    },
  );
  expect(moments).toBeGreaterThan(5);
  expect(kills).toBe(moments);
});

test("after all kills, every log that the home gives out verifies and no message lies among the dead", async () => {
  const described = (await (await fetch(`${home.url}/home.json`)).json()) as { deadLetters: number };
  expect(described.deadLetters).toBe(0);
  const { logs } = await home.as("auditor", "list-logs", {});
  for (const { log, size, published } of logs) expect({ log, published }).toEqual({ log, published: size });
});
