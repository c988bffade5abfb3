import { triageAndEnquire } from "./build-case.ts";
import { answerLetters, sendLetter } from "./letters.ts";
import { decide, type Play, seen } from "./played.ts";
import type { ScenarioCase } from "./scenario.ts";
import { type Answer, hoursAfter } from "./stage.ts";
import { changeAfterAdoption, clear, settleWording } from "./wording.ts";

/** Takes a case from triage to its end, stage by stage. */
export const playCase = async (play: Play): Promise<void> => {
  const { stage, one } = play;
  stage.heading(`${one.id} through the stages`);
  await stage.advanceTo(hoursAfter(stage.now(), 2));
  await triageAndEnquire(play);
  if (play.tried.merge === "merged") return;
  if (one.stopsAt === "verification") return;
  await verify(play);
  if (one.stopsAt === "corroboration") return;
  if (!(await toClearance(play))) return;
  await stage.advanceTo(hoursAfter(stage.now(), 4));
  await adopt(play);
  if (one.changeAfterAdoption !== undefined) {
    await changeAfterAdoption(play);
    await clear(play, "adoption");
    await adopt(play);
  }
};

/**
 * From corroboration through clearance; false where the case ends on the way. What an originator refuses is left out of the text, which
 * changes its substance: the case then goes the way once more.
 */
const toClearance = async (play: Play): Promise<boolean> => {
  const { stage, one } = play;
  for (let round = 0; round < 5; round += 1) {
    await stage.advanceTo(hoursAfter(stage.now(), 4));
    await settleWording(play);
    const corroborated = await decide(
      play,
      one.lead,
      one.corroboration,
      "Independent origins counted; what is observed, inferred and unknown told apart.",
    );
    if (corroborated.at === "closed-unsubstantiated") return false;
    await decide(play, one.lead, "mapped", "Every element is mapped with its state.");
    if ((await reply(play)) === "hold") return false;
    await settleWording(play);
    await review(play);
    await clear(play, "clearance");
    if ((await seen(play)).at !== "corroboration") return true;
  }
  throw new Error(`${one.id}: its text does not come through clearance`);
};

const verify = async (play: Play): Promise<void> => {
  const { stage, one } = play;
  const verifier = stage.personOf((await seen(play)).verifier);
  for (const gate of ["G4", "G5", "G7"] as const)
    await stage.as(verifier, "attest-gate", { case: one.id, gate, reasons: one.attestations[gate] });
  stage.tell(verifier, "attests imagery metadata, grades and identity, with reasons", "attested, not computed");
  await decide(play, verifier, "verified", "Attested with reasons.");
};

/** Every letter of the window is sent; who answers in time is assessed; a window that cannot close in time leaves two honest choices. */
const reply = async (play: Play): Promise<string> => {
  const { stage, one } = play;
  const officer = stage.roleOf("officer");
  const letters = one.letters.filter((letter) => letter.purpose === "opportunity to reply");
  const sent: [string, ScenarioCase["letters"][number]][] = [];
  // Who was offered the opportunity once is not asked again because the text went back.
  const offered = (await seen(play)).letters.some((letter: Answer) => letter.purpose === "opportunity to reply");
  if (!offered) for (const letter of letters) sent.push([await sendLetter(play, letter), letter]);
  const window = (await seen(play)).replyWindow;
  if (window.closesAt !== undefined && !window.canCloseInTime) {
    const early = await stage.refusal(officer, "decide-stage", {
      ...(await at(play)),
      decision: "expired",
      reasons: "The report is due.",
    });
    stage.tell(
      officer,
      `the window closes ${String(window.closesAt).slice(0, 10)}, after the Committee's deadline`,
      early?.message,
    );
    await decide(play, officer, one.ifTooLate, "The window for a reply cannot close before the Committee's deadline.");
    return one.ifTooLate;
  }
  await answerLetters(play, sent, "wait");
  const decision = letters.length > 0 && letters.every((letter) => letter.reply !== undefined) ? "answered" : "expired";
  await decide(play, officer, decision, "Offered, and answered or expired.");
  return decision;
};

const at = async (play: Play) => {
  const now = await seen(play);
  return { case: play.one.id, version: Number(now.version), stage: String(now.at) };
};

const review = async (play: Play): Promise<void> => {
  const { stage, one, tried } = play;
  tried.reviewers.length = 0;
  const coordinator = stage.roleOf("coordinator");
  const hash = (await seen(play)).finding.hash;
  await stage.as(coordinator, "take-position", { case: one.id, stage: "peer-review", says: "agree", hash });
  for (const reviewer of one.reviewers) {
    await stage.as(reviewer, "take-position", { case: one.id, stage: "peer-review", says: "agree", hash });
    const now = await seen(play);
    const refused = await stage.refusal(coordinator, "decide-stage", {
      case: one.id,
      version: now.version,
      stage: "peer-review",
      decision: "agree",
      reasons: "Read and agreed to, over the hash of the text.",
    });
    const after = await seen(play);
    if (refused === undefined) {
      stage.tell(reviewer, `agrees over ${String(hash).slice(0, 12)}…; peer review: agree → ${after.at}`);
      return;
    }
    if (after.at !== "peer-review") throw refused;
    tried.reviewers.push({ person: reviewer, code: refused.code });
    stage.tell(reviewer, "agrees, but may not be the sole approver", refused.message);
  }
  throw new Error(`${one.id}: none of ${one.reviewers.join(", ")} may approve`);
};

const adopt = async (play: Play): Promise<void> => {
  const { stage, one } = play;
  const { hash } = (await seen(play)).finding;
  const panel = stage.scenario.people.filter((person) => person.role === "expert" || person.role === "coordinator");
  for (const person of panel)
    await stage.as(person.id, "take-position", { case: one.id, stage: "adoption", says: "agree", hash });
  stage.tell("every expert", `agrees to the exact text ${String(hash).slice(0, 12)}…`);
  await decide(play, stage.roleOf("coordinator"), "adopted", "Consensus over the hash of the exact text.");
};
