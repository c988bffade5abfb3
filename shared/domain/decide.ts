import type { CaseFile, Member, Standing } from "./case.ts";
import { replyWindow } from "./clock.ts";
import { inWords } from "./gate-words.ts";
import { gatesOf } from "./gates.ts";
import { sharedBetween } from "./merge.ts";
import { Problem } from "./problems.ts";
import { isStage, STAGES, type StageId, type StageRow } from "./stages.ts";

export interface Decided {
  readonly to: string;
  readonly standing?: Standing;
  readonly retaliatory?: true;
  readonly mergedInto?: string;
}
interface Ask {
  readonly stage: string;
  readonly decision: string;
  readonly now: string;
  readonly into?: CaseFile;
}

/** Takes a decision on a case or throws the refusal; changes nothing itself. Separation of duties and gates: BRIEF 9.1, 9.2. */
export const decide = (file: CaseFile, ask: Ask): Decided => {
  if (file.at !== ask.stage || !isStage(file.at)) throw new Problem("WRONG_STAGE", { allowed: ask.stage, actual: file.at });
  const row: StageRow = STAGES[file.at];
  const target = Object.hasOwn(row.on, ask.decision) ? row.on[ask.decision] : undefined;
  if (target === undefined)
    throw new Problem("NO_SUCH_DECISION", { given: ask.decision, stage: file.at, allowed: Object.keys(row.on).join(", ") });
  RULES[file.at]?.(file, ask);
  if (target.forward) mustMeetGates(file.at, file, ask.now);
  const standing = STANDING[ask.decision];
  return {
    to: target.to,
    ...(standing === undefined ? {} : { standing }),
    ...(ask.decision === "open-retaliatory" ? { retaliatory: true } : {}),
    ...(ask.decision === "merge" && ask.into !== undefined ? { mergedInto: ask.into.id } : {}),
  };
};

const STANDING: Readonly<Record<string, Standing>> = {
  corroborated: "corroborated",
  "under-investigation": "under investigation",
  unsubstantiated: "unsubstantiated",
  "include-under-investigation": "under investigation",
};

const mustMeetGates = (stage: StageId, file: CaseFile, now: string): void => {
  const unmet = gatesOf(stage, file, now).flatMap(({ gate, result }) =>
    result.state === "missing" ? [{ gate, missing: result.missing.map((one) => ({ ...one, ...inWords(one) })) }] : [],
  );
  if (unmet.length > 0) throw new Problem("GATE_UNMET", { gates: unmet.map((one) => one.gate).join(", ") }, { details: unmet });
};

const national = (member: Member | undefined, file: CaseFile) =>
  member?.nationality !== undefined && file.statesConcerned.includes(member.nationality);

const mergeNeedsIdentity = (file: CaseFile, { decision, into }: Ask) => {
  if (decision !== "merge") return;
  if (into === undefined) throw new Problem("INVALID", { where: "into", what: "name the case to merge into" });
  if (into.id === file.id) throw new Problem("INVALID", { where: "into", what: "a case is not merged into itself" });
  if (sharedBetween(file, into).length === 0) throw new Problem("NOTHING_SHARED");
};

const verifierIsFree = (file: CaseFile, { decision }: Ask) => {
  const verifier = file.team.find((one) => one.person === file.verifier);
  if (decision !== "return" && national(verifier, file)) throw new Problem("CONFLICT_OF_INTEREST", { function: "verifier" });
  if (decision === "disputed" && !file.exhibits.some((one) => one.disputed !== undefined)) {
    throw new Problem("NOT_READY", { what: "no exhibit is disputed; name the item and the reason first" });
  }
};

/** Late replies: a window that can still close in time is waited for; one that cannot leaves two honest choices. */
export const replyRules = (
  file: Pick<CaseFile, "letters" | "committeeDeadline">,
  { decision, now }: { readonly decision: string; readonly now: string },
): void => {
  const offered = file.letters.filter((letter) => letter.purpose === "opportunity to reply");
  const window = replyWindow(
    offered.map((letter) => ({ dueAt: letter.dueAt, replied: letter.reply !== undefined })),
    { now, committeeDeadline: file.committeeDeadline },
  );
  const due = (window.closesAt ?? now).slice(0, 10);
  const deadline = file.committeeDeadline.slice(0, 10);
  const early = decision === "include-under-investigation" || decision === "hold";
  if (early && offered.length === 0)
    throw new Problem("NOT_READY", { what: "no State concerned was offered an opportunity to reply" });
  if (early && window.canCloseInTime) throw new Problem("REPLY_CAN_CLOSE", { due, deadline });
  if (decision === "answered" && !window.allReplied) throw new Problem("NOT_READY", { what: "a reply is missing" });
  // Where no State is concerned nobody is owed an opportunity, and there is no window to wait for.
  if (decision === "expired" && offered.length > 0 && !window.allClosed) throw new Problem("REPLY_NOT_EXPIRED", { due });
};

/** Agreement needs the coordinator and an expert of another specialism than the lead's who is no national of a State concerned. */
const reviewRules = (file: CaseFile, { decision }: Ask) => {
  if (decision !== "agree") return;
  const hash = file.finding?.hash;
  const agreed = file.positions.filter((one) => one.stage === "peer-review" && one.says === "agree" && one.hash === hash);
  const members = agreed.flatMap((one) => file.team.filter((member) => member.person === one.person));
  const lead = file.team.find((one) => one.person === file.lead);
  const others = members.filter((one) => one.role === "expert" && one.specialism !== lead?.specialism);
  if (others.length > 0 && others.every((one) => national(one, file)))
    throw new Problem("CONFLICT_OF_INTEREST", { function: "approver" });
  if (others.length === 0)
    throw new Problem("NOT_READY", { what: "no expert of another specialism has agreed to the text as it stands" });
  if (!members.some((one) => one.role === "coordinator"))
    throw new Problem("NOT_READY", { what: "the coordinator has not agreed to the text as it stands" });
};

const RULES: Partial<Record<StageId, (file: CaseFile, ask: Ask) => void>> = {
  triage: mergeNeedsIdentity,
  verification: verifierIsFree,
  reply: replyRules,
  "peer-review": reviewRules,
};

/** At clearance nobody decides: the originators' answers do. True when every sentence is released as it stands. */
export const isCleared = (file: CaseFile, now: string): boolean =>
  file.at === "clearance" && gatesOf("clearance", file, now).every(({ result }) => result.state === "met");

/**
 * Where a change of the text leads. Substance goes back to where origins and unknowns are tested; form after adoption returns to adoption
 * (DESIGN 3). While the reply is awaited the text may still follow it: peer review comes after.
 */
export const reopenedBy = (
  file: CaseFile,
  substance: boolean,
): { readonly decision?: string; readonly to: StageId } | undefined => {
  if (file.at === "adopted" || file.at === "incident-report") return { to: substance ? "corroboration" : "adoption" };
  if (!substance) return undefined;
  const back = { legal: "return", "peer-review": "return", clearance: "reworded", adoption: "reworded" } as const;
  if (!Object.hasOwn(back, file.at)) return undefined;
  const stage = file.at as keyof typeof back;
  const row: StageRow = STAGES[stage];
  return { decision: back[stage], to: row.on[back[stage]]?.to as StageId };
};
