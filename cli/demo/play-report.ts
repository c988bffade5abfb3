import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Answer, hoursAfter, type Stage, until } from "./stage.ts";

/** What the demonstration leaves on the disk; absolute paths. Null: no finding was adopted, so there is no report. */
export interface Left {
  readonly docx: string | null;
  readonly html: string | null;
}

/** The Secretariat's part: opens the report, has it drafted, takes it through review and adoption, provides it; downloads it. */
export const playReport = async (stage: Stage, folder: string): Promise<Left> => {
  const { report, regime } = stage.scenario;
  const officer = stage.roleOf("officer");
  await stage.advanceTo(report.opened);
  await stage.advanceTo(hoursAfter(stage.now(), 4));
  stage.heading(`${report.id}: the report`);
  const at = { report: report.id };
  const adopted = await adoptedCases(stage);
  await stage.as(officer, "open-report", {
    id: report.id,
    regime,
    kind: report.kind,
    introduction: report.introduction,
    methodology: report.methodology,
    date: report.date,
    ...(report.symbol === undefined ? {} : { symbol: report.symbol }),
  });
  stage.tell(officer, `opens the report; cases adopted: ${adopted.map((one) => one.case).join(", ") || "none"}`);
  if (adopted.length === 0) return { docx: null, html: null };
  const opened = await until("the adopted findings", async () => {
    const now = await stage.as(officer, "get-report", at);
    const held = (one: Adopted) =>
      now.findings.some((other: Answer) => other.case === one.case && other.state === "adopted" && other.hash === one.hash);
    return adopted.every(held) ? now : undefined;
  });
  const ordered = await stage.as(officer, "draft-report", { ...at, version: opened.version, demonstration: true });
  const draft = await until(`draft ${ordered.draft}`, async () => {
    const now = await stage.as(officer, "get-draft", { ...at, draft: ordered.draft });
    return now.status === "made" ? now : undefined;
  });
  stage.tell(
    officer,
    `has draft ${draft.draft}: model ${String(draft.modelSha256).slice(0, 12)}…, ${draft.faultCount} faults that block, ${draft.faults.length - draft.faultCount} to look at`,
  );
  for (const fault of draft.faults) stage.tell("Preflight", `${fault.code} ${fault.severity}, ${fault.where}`, filled(fault));
  await decide(stage, officer, "draft");
  await decide(stage, officer, "send-to-review");
  await decide(stage, stage.roleOf("coordinator"), "send-to-adoption");
  for (const person of stage.scenario.people.filter((one) => one.role === "expert" || one.role === "coordinator")) {
    await stage.as(person.id, "position-report", { ...at, says: "agree", hash: draft.modelSha256 });
  }
  stage.tell(
    "every expert",
    `agrees to the model ${String(draft.modelSha256).slice(0, 12)}…`,
    "it lists the hash of every finding",
  );
  await decide(stage, stage.roleOf("coordinator"), "adopt");
  await decide(stage, officer, "provide");
  const committee = stage.roleOf("committee");
  const copy = await stage.as(committee, "get-report", at);
  stage.tell(committee, `sees the report, ${copy.at}, draft ${copy.adoptedDraft}`);
  const docx = join(folder, "report.docx");
  const html = join(folder, "report.html");
  await download(stage, committee, { ...at, draft: draft.draft, format: "docx" }, docx);
  await download(stage, committee, { ...at, draft: draft.draft, format: "html" }, html);
  stage.tell(committee, "downloads it; the hashes are those that the record names");
  return { docx, html };
};

const filled = ({ says, params }: Answer): string =>
  String(says).replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? name));

interface Adopted {
  readonly case: string;
  readonly hash: string;
}

/** The adopted cases, each with the hash of its text as it stands: an earlier adoption may still be on its way to the Secretariat. */
const adoptedCases = async (stage: Stage): Promise<readonly Adopted[]> => {
  const coordinator = stage.roleOf("coordinator");
  const seen = await Promise.all(stage.scenario.cases.map((one) => stage.as(coordinator, "get-case", { case: one.id })));
  return seen.filter((one) => one.at === "adopted").map((one) => ({ case: String(one.case), hash: String(one.finding.hash) }));
};

const decide = async (stage: Stage, who: string, decision: string): Promise<void> => {
  const at = { report: stage.scenario.report.id };
  const now = await stage.as(who, "get-report", at);
  const answer = await stage.as(who, "decide-report", {
    ...at,
    version: now.version,
    stage: now.at,
    decision,
    reasons: "As the Panel agreed.",
  });
  stage.tell(who, `decides ${now.at}: ${decision} → ${answer.at}`);
};

const download = async (
  stage: Stage,
  who: string,
  what: { report: string; draft: string; format: "docx" | "html" },
  path: string,
): Promise<void> => {
  const link = await stage.as(who, "open-draft", what);
  const answer = await fetch(link.url, { headers: link.headers });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if (!answer.ok || sha256 !== link.sha256)
    throw new Error(`${what.format} came with hash ${sha256}; the record names ${link.sha256}`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
};
