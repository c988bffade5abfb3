import { readFile } from "node:fs/promises";
import { strFromU8, unzipSync } from "fflate";
import { receiptSchema } from "#shared/domain/receipt.ts";
import { receiptFaults } from "#shared/record/receipt.ts";
import type { ExportedLog } from "./export-logs.ts";
import { threadOf } from "./messages.ts";
import type { Left } from "./play-report.ts";
import { type Play, seen } from "./played.ts";
import type { Read, Scenario } from "./scenario.ts";
import type { Answer, Stage } from "./stage.ts";
import type { Submitted } from "./submit.ts";

export interface Outcome {
  readonly id: string;
  readonly says: string;
  readonly expected: string | number | boolean;
  readonly actual: string | number | boolean;
  readonly ok: boolean;
}
/** What was played, for reading it back. */
export interface PlayedAll {
  readonly stage: Stage;
  readonly submitted: readonly Submitted[];
  readonly plays: ReadonlyMap<string, Play>;
  readonly left: Left;
  readonly logs: readonly ExportedLog[];
}

/** Reads every outcome back through the API, or from the files that it gave out, and holds it against what the scenario expects. */
export const readOutcomes = async (all: PlayedAll): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (const { id, says, read, expected } of all.stage.scenario.outcomes) {
    const actual = await readOne(read, all);
    outcomes.push({ id, says, expected, actual, ok: actual === expected });
  }
  return outcomes;
};

type Value = string | number | boolean;
const STRENGTH = ["nothing", "reports", "assesses", "confirms"];

const readOne = async (read: Read, all: PlayedAll): Promise<Value> => {
  if (read.what === "logs")
    return all.logs.every((log) => log.verdict === "intact")
      ? "intact"
      : all.logs.map((log) => `${log.name}: ${log.verdict}`).join("; ");
  if (read.what === "report") return reportPart(read.part, all);
  if ("submission" in read) return ofSubmission(read, all);
  const play = all.plays.get(read.case);
  if (play === undefined) throw new Error(`case ${read.case} was not played`);
  if (read.what === "reply") return decisionAt(play, "reply");
  return ofCase(read, play, await seen(play));
};

/** The last decision taken at a stage, from the ledger entries of the case. */
const decisionAt = async ({ stage, one }: Play, at: string): Promise<string> => {
  let last = "not reached";
  let after: string | null | undefined;
  do {
    const page: Answer = await stage.as(one.lead, "get-history", {
      case: one.id,
      ...(typeof after === "string" ? { after } : {}),
    });
    for (const { event, data } of page.rows) if (event === "case.decided" && data.stage === at) last = String(data.decision);
    after = page.next;
  } while (typeof after === "string");
  return last;
};

type OfSubmission = Extract<Read, { submission: string }>;
const ofSubmission = async (read: OfSubmission, { stage, submitted }: PlayedAll): Promise<Value> => {
  const found = submitted.find((one) => one.id === read.submission);
  if (found === undefined) throw new Error(`${read.submission} was not submitted`);
  const at = { state: found.state, reference: found.reference };
  if (read.what === "receipt") {
    const faults = await receiptFaults(receiptSchema.parse(await stage.as(found.by, "get-receipt", at)));
    return faults.length === 0 ? "intact" : faults.join("; ");
  }
  if (read.what === "thread") return threadOf(stage, found.by, { ...at, registered: found.registered });
  const now = await stage.as(found.by, "get-submission", at);
  if (read.what === "item") {
    const item = now.items.find((one: Answer) => one.number === read.item);
    return item?.status === "verified" ? "verified" : `held back: ${item?.reason}`;
  }
  const registration = await stage.as(stage.roleOf("officer"), "get-registration", { reference: found.registered });
  return `${now.status}, ${registration.heldBack} held back`;
};

type OfCase = Exclude<Extract<Read, { case: string }>, { what: "reply" }>;
const ofCase = (read: OfCase, play: Play, now: Answer): Value => {
  const claim = "claim" in read ? now.claims.find((one: Answer) => one.id === read.claim) : undefined;
  switch (read.what) {
    case "origins":
      return claim.origins.count;
    case "strength":
      return STRENGTH[claim.strength] ?? String(claim.strength);
    case "element":
      return (
        now.mappings
          .find((one: Answer) => one.obligation === read.obligation)
          ?.elements.find((one: Answer) => one.element === read.element)?.state ?? "not mapped"
      );
    case "wording":
      return wordingOf(read.sentence, play, now);
    case "verification":
      return [
        ...play.tried.verifiers.map((one) => `${one.person} refused (${one.code})`),
        `${play.stage.personOf(now.verifier)} verified`,
      ].join(", ");
    case "approval": {
      const refused = play.tried.reviewers.map((one) => one.person);
      const agreed = now.positions.filter(
        (one: Answer) =>
          one.stage === "peer-review" && one.role === "expert" && !refused.includes(play.stage.personOf(one.person)),
      );
      return (
        [
          ...play.tried.reviewers.map((one) => `${one.person} refused (${one.code})`),
          ...agreed.map((one: Answer) => `${play.stage.personOf(one.person)} approved`),
        ].join(", ") || "not reached"
      );
    }
    case "merge":
      return play.tried.merge ?? "not tried";
    case "attribution":
      return (
        now.releases
          .filter((one: Answer) => one.state === read.state && one.sentence === read.sentence && one.answer !== undefined)
          .at(-1)?.answer.as ?? "not released"
      );
    case "changed":
      return play.tried.changedTo ?? "not changed";
    case "at":
      return now.at;
    case "standing":
      return now.standing ?? "none";
  }
};

/** "3: wording.strong, G13.named": which text stands, and why each before it did not. The text itself is read from the case. */
const wordingOf = (sentence: string, play: Play, now: Answer): string => {
  const texts = play.one.finding.sentences.find((one) => one.id === sentence)?.texts ?? [];
  const change = play.one.changeAfterAdoption;
  const stands = String(now.finding?.sentences.find((one: Answer) => one.id === sentence)?.text);
  const index = texts.findIndex(
    (text) => text === stands || (change?.sentence === sentence && text.replace(change.replace, change.by) === stands),
  );
  const why = play.tried.texts.get(sentence) ?? [];
  return [
    play.leftOut.has(sentence) ? "left out" : `text ${index + 1} stands`,
    ...why.map((fault, at) => `text ${at + 1} refused (${fault})`),
  ].join(", ");
};

const reportPart = async (part: Extract<Read, { what: "report" }>["part"], { stage, left }: PlayedAll): Promise<Value> => {
  const at = { report: stage.scenario.report.id };
  const now = await stage.as(stage.roleOf("officer"), "get-report", at);
  if (part === "at") return now.at;
  const draft = now.drafts.find((one: Answer) => one.draft === now.adoptedDraft) ?? now.drafts.at(-1);
  if (draft === undefined || left.docx === null) return "no report";
  if (part === "faults that block") return draft.faultCount;
  if (part === "cases")
    return draft.findings
      .map((one: Answer) => one.case)
      .toSorted()
      .join(", ");
  const files = unzipSync(new Uint8Array(await readFile(left.docx)));
  const xml = (name: string) => (files[name] === undefined ? "" : strFromU8(files[name]));
  const body = xml("word/document.xml");
  const notes = xml("word/footnotes.xml");
  const styled = (style: string) => body.includes(`w:val="${style}"`);
  switch (part) {
    case "masthead":
      return styled("MastheadName");
    case "summary":
      return />Summary</.test(body);
    case "numbered paragraphs":
      return /<w:numPr>/.test(body) && styled("SingleTxt");
    case "footnotes":
      return /<w:footnoteReference /.test(body) && /<w:footnote [^>]*w:id="1"/.test(notes);
    case "footnotes name hashes":
      return /SHA-256/.test(notes) && /[0-9a-f]{8} … [0-9a-f]{8}/.test(textIn(notes));
    case "figures":
      return Object.keys(files).some((name) => name.startsWith("word/media/")) && styled("FigurePlate");
    case "exhibit list":
      return /List of exhibits/.test(textIn(body)) && /(SUB|OS)-\d{3}\/\d/.test(textIn(body));
    case "exhibit root":
      return textIn(body).replaceAll(" ", "").includes(draft.exhibitRoot);
  }
};
const textIn = (xml: string): string => xml.replace(/<[^>]+>/g, "").replaceAll("\u00a0", " ");

export const casesShown = async (stage: Stage, scenario: Scenario) =>
  Promise.all(
    scenario.cases.map(async ({ id }) => {
      const now = await stage.as(stage.roleOf("coordinator"), "get-case", { case: id });
      return { case: id, at: now.at, standing: now.standing, hash: now.finding?.hash ?? null };
    }),
  );
