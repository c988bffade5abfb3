import { createHash } from "node:crypto";
import { adoptCase } from "#test/fixtures/adopt-case.ts";
import type { KilledHome } from "#test/fixtures/killed-home.ts";

const STATE = "GB";
const handling = { classification: "unclassified", tlp: "AMBER", panelOnly: true, attribution: "a Member State" } as const;

/** The smallest JPEG that says its size: start of image, one frame header of 3 by 2 pixels, end; then bytes of its own. */
const photograph = (name: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 2, 0, 3, 1, 1, 0x11, 0, 0xff, 0xd9, ...Buffer.from(name)]);

export interface SubmittedPhotograph {
  readonly reference: string;
  readonly sha256: string;
  /** The Panel's number. */
  readonly registered: string;
}

/** Path of the intake machine: a delegate drafts, sends, seals; the receipt comes and the Panel has it in its register. */
export const submitPhotograph = async (home: KilledHome, name: string): Promise<SubmittedPhotograph> => {
  const bytes = photograph(name);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const drafted = await home.as("delegate-gb", "create-submission", { state: STATE, regime: "1718", title: name, handling });
  const at = { state: STATE, reference: String(drafted.reference) };
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
    const sent = await fetch(links[0].url, { method: "PUT", headers: links[0].headers, body: bytes });
    return sent.ok ? true : undefined;
  });
  await home.as("delegate-gb", "complete-item", place);
  const now = await home.as("delegate-gb", "get-submission", at);
  await home.as("delegate-gb", "seal-submission", { ...at, version: now.version });
  await home.eventually(`the receipt of ${at.reference}`, () => home.as("delegate-gb", "get-receipt", at));
  const registered = await home.eventually(`the registration of ${at.reference}`, async () => {
    const { rows } = await home.as("coordinator", "list-register", { regime: "1718" });
    return rows.find((row: { stateReference: string }) => row.stateReference === at.reference)?.reference;
  });
  return { reference: at.reference, sha256, registered: String(registered) };
};

/** Path of the review machine: from triage through every stage to adoption, with the release that crosses to the State and back. */
export const reviewCase = (home: KilledHome, at: { id: string; registered: string }): Promise<void> =>
  adoptCase(home, { id: at.id, photograph: `${at.registered}/1` });

/** A letter to a State and its reply, on a case that is under enquiry. */
export const exchangeLetters = async (home: KilledHome, at: { id: string; registered: string }): Promise<void> => {
  const { id } = at;
  await home.as("coordinator", "open-case", {
    id,
    title: "A quay",
    regime: "1718",
    section: "sectoral-maritime",
    statesConcerned: [],
    exhibits: [`${at.registered}/1`],
  });
  const see = () => home.as("coordinator", "get-case", { case: id });
  await home.as("coordinator", "assign-team", {
    case: id,
    version: (await see()).version,
    lead: "expert-maritime",
    verifier: "expert-missile",
  });
  await home.as("coordinator", "decide-stage", {
    case: id,
    version: (await see()).version,
    stage: "triage",
    decision: "open",
    reasons: "within the mandate",
  });
  const sent = await home.as("expert-maritime", "send-letter", {
    case: id,
    purpose: "enquiry",
    state: STATE,
    asks: "What is it?",
    days: 21,
  });
  await home.eventually("the letter", async () => {
    const { rows } = await home.as("delegate-gb", "list-asked", { state: STATE });
    return rows.find((row: { id: string }) => row.id === sent.letter);
  });
  await home.as("delegate-gb", "answer-letter", { state: STATE, asked: String(sent.letter), text: "A quay." });
  await home.eventually("the reply", async () =>
    (await see()).letters.find(
      (letter: { id: string; reply?: unknown }) => letter.id === sent.letter && letter.reply !== undefined,
    ),
  );
  await home.as("expert-maritime", "assess-reply", { case: id, letter: String(sent.letter), text: "It is plausible." });
};

/** The State writes about its submission, the Panel answers, and each has both messages. */
export const exchangeMessages = async (home: KilledHome, registered: string): Promise<void> => {
  const seen = await home.as("coordinator", "get-registration", { reference: registered });
  const own = { state: STATE, reference: String(seen.stateReference) };
  const at = { reference: registered };
  const before = await home.as("delegate-gb", "list-messages", own);
  const asked = await home.as("delegate-gb", "write-message", { ...own, text: "Of which day is it?", seen: before.count });
  const has = (rows: readonly { id: string }[], id: string) => rows.some((row) => row.id === id) || undefined;
  await home.eventually("the State's message", async () =>
    has((await home.as("officer", "list-thread", at)).rows, String(asked.id)),
  );
  const { count } = await home.as("officer", "list-thread", at);
  const answered = await home.as("officer", "answer-state", { ...at, text: "Of 12 September 2023.", seen: count });
  await home.eventually("the answer", async () =>
    has((await home.as("delegate-gb", "list-messages", own)).rows, String(answered.id)),
  );
};

const report = {
  regime: "1718",
  kind: "incident",
  date: "2024-02-02",
} as const;

/** Path of the report machine: opened, a draft ordered and made of every adopted finding, decided upon, its file opened. */
export const draftReport = async (home: KilledHome, id: string): Promise<void> => {
  const at = { report: id };
  await home.as("officer", "open-report", { id, ...report, introduction: ["A report."], methodology: [] });
  await home.eventually("the adopted findings", async () =>
    (await home.as("officer", "get-report", at)).findings.length > 0 ? true : undefined,
  );
  const now = await home.as("officer", "get-report", at);
  const ordered = await home.as("officer", "draft-report", { ...at, version: now.version });
  await home.eventually(`the draft of ${id}`, async () =>
    (await home.as("officer", "get-draft", { ...at, draft: ordered.draft })).status === "made" ? true : undefined,
  );
  const made = await home.as("officer", "get-report", at);
  await home.as("officer", "decide-report", {
    ...at,
    version: made.version,
    stage: "collecting",
    decision: "draft",
    reasons: "it is made",
  });
  await home.as("officer", "open-draft", { ...at, draft: "1", format: "docx" });
};
