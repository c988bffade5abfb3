import { type Play, seen } from "./played.ts";
import { type Answer, until } from "./stage.ts";

/** Writes the finding with the texts now chosen. */
const write = async (play: Play, why: string, substance: boolean): Promise<Answer> => {
  const { stage, one } = play;
  const now = await seen(play);
  const figures = one.finding.figures.flatMap((figure) => {
    const exhibit = play.refs.get(figure.exhibit);
    return exhibit === undefined || play.leftOut.has(figureId(exhibit)) ? [] : [{ ...figure, exhibit }];
  });
  return stage.as(one.lead, "write-finding", {
    case: one.id,
    version: now.version,
    title: one.finding.title,
    sentences: one.finding.sentences
      .filter((sentence) => !play.leftOut.has(sentence.id))
      .map((sentence) => ({
        id: sentence.id,
        text: sentence.texts[play.chosen.get(sentence.id) ?? 0] ?? "",
        claims: sentence.claims,
        paragraph: sentence.paragraph,
      })),
    recommendations: one.finding.recommendations,
    figures,
    why,
    substance,
  });
};

const refuse = (play: Play, sentence: string, fault: string, why: string): void => {
  const { one, stage, tried, chosen } = play;
  const texts = one.finding.sentences.find((other) => other.id === sentence)?.texts ?? [];
  const at = chosen.get(sentence) ?? 0;
  tried.texts.set(sentence, [...(tried.texts.get(sentence) ?? []), fault]);
  stage.tell(one.lead, `writes ${sentence}: “${short(texts[at] ?? "")}”: does not stand (${fault})`, why);
  const next = texts[at + 1];
  if (next === undefined && fault === "G13.refused") {
    play.leftOut.add(sentence);
    stage.tell(one.lead, `leaves ${sentence} out: its originator does not release it in any text`);
    return;
  }
  if (next === undefined)
    throw new Error(
      `${one.id}, sentence ${sentence}: none of its ${texts.length} texts stands; the last was refused with ${fault}`,
    );
  chosen.set(sentence, at + 1);
};
/** As the rules name a figure that is put to its originator. */
const figureId = (exhibit: string): string => `figure-${exhibit.replace("/", "-")}`;
const short = (text: string): string => (text.length > 90 ? `${text.slice(0, 88)}…` : text);

/** Writes every sentence in its strongest text, reads what does not stand, and goes on to the next text until all do. */
export const settleWording = async (play: Play): Promise<void> => {
  for (let round = 0; round < 60; round += 1) {
    const now = await seen(play);
    if (now.finding === null) {
      await write(play, "first text", true);
      continue;
    }
    const faults: readonly Answer[] = now.finding.faults;
    if (faults.length === 0) {
      if (round > 0)
        for (const sentence of now.finding.sentences)
          play.stage.tell(play.one.lead, `${sentence.id} stands: “${short(sentence.text)}”`);
      return;
    }
    for (const sentence of new Set(faults.map((fault) => String(fault.sentence)))) {
      const first = faults.find((fault) => fault.sentence === sentence);
      refuse(
        play,
        sentence,
        String(first.key),
        `the evidence carries: ${(first.allowed as readonly string[]).join("  or  ") || "another wording"}`,
      );
    }
    await write(play, "the wording says no more than the evidence carries", false);
  }
  throw new Error(`${play.one.id}: the wording does not settle`);
};

/** Puts the sentences to their originators and answers for them, rewording what is not released as it stands, until the case is cleared. */
export const clear = async (play: Play, left: "clearance" | "adoption"): Promise<void> => {
  for (let round = 0; round < 40; round += 1) {
    const now = await seen(play);
    const missing: readonly Answer[] = now.allGates.find((gate: Answer) => gate.gate === "G13").missing ?? [];
    if (missing.length === 0 || (left === "clearance" && now.at !== left)) return;
    await supply(play, missing);
  }
  throw new Error(`${play.one.id}: clearance does not come to an end`);
};

/** Does what the first thing missing asks for. */
const supply = async (play: Play, missing: readonly Answer[]): Promise<void> => {
  const key = String(missing[0].key);
  if (key === "G13.ask") return ask(play);
  if (key === "G13.waiting") return answer(play);
  // Two States may say the same of one sentence: it is reworded once.
  const asked = new Map(
    missing.filter((other) => other.key === key).map((one) => [String(one.params.sentence), String(one.says ?? "")]),
  );
  for (const [sentence, says] of asked) refuse(play, sentence, key, says);
  const before = new Set((await seen(play)).finding.sentences.map((one: Answer) => String(one.id)));
  const isLess = [...play.leftOut].some((id) => before.has(id));
  await write(play, isLess ? "what is not released is left out" : "named as the originator allows", isLess);
};

const ask = async (play: Play): Promise<void> => {
  const { stage, one } = play;
  const now = await seen(play);
  const asked = await stage.refusal(one.lead, "request-release", { case: one.id, version: now.version });
  if (asked === undefined) {
    stage.tell(
      one.lead,
      "puts the sentences to the States whose material they rest on",
      "each in its own references, and none that would tell of another",
    );
    return;
  }
  // A sentence that names one originator and rests on several must not be shown to the others.
  const sentence = /sentences\.([A-Za-z0-9-]+)/.exec(String(asked.params["where"]))?.[1];
  if (asked.code !== "INVALID" || sentence === undefined) throw asked;
  refuse(play, sentence, "names another originator", asked.message);
  await write(play, "no State learns of another", false);
};

const answer = async (play: Play): Promise<void> => {
  const { stage, one } = play;
  for (const release of one.releases) {
    const delegate =
      stage.scenario.people.find((person) => person.role === "delegate" && person.state === release.state)?.id ?? "";
    const open = await openRequests(play, release.state, delegate);
    for (const request of open) {
      await stage.as(delegate, "answer-release", {
        state: release.state,
        asked: request.id,
        answers: request.sentences.map(({ sentence }: { sentence: string }) => ({
          sentence,
          ...(release.as === "refused" ? { says: "refused" as const } : { says: "released" as const, as: release.as }),
          ...(release.note === undefined ? {} : { note: release.note }),
        })),
      });
      stage.tell(
        delegate,
        `answers ${request.sentences.length} sentences: ${release.as === "refused" ? "refused" : `released, to be named as ${release.as}`}`,
      );
    }
  }
  await until(`the answers on ${one.id}`, async () => {
    const now = await seen(play);
    const missing: readonly Answer[] = now.allGates.find((gate: Answer) => gate.gate === "G13").missing ?? [];
    return missing.some((other) => other.key === "G13.waiting") ? undefined : true;
  });
};

/** What a State was asked and has not answered; a request takes moments to cross. */
const openRequests = async (play: Play, state: string, delegate: string): Promise<readonly Answer[]> => {
  const { stage } = play;
  const waits = async () => {
    const now = await seen(play);
    return now.releases.some((one: Answer) => one.state === state && one.answer === undefined);
  };
  if (!(await waits())) return [];
  return until(`the request to ${state}`, async () => {
    const { rows } = await stage.as(delegate, "list-asked", { state });
    const open = rows.filter((row: Answer) => row.kind === "release" && row.answeredAt === null);
    return open.length === 0
      ? undefined
      : Promise.all(open.map((row: Answer) => stage.as(delegate, "get-asked", { state, asked: row.id })));
  });
};

/** One word is changed after adoption: the text goes back, is released again where it rests on others' material, and is adopted again. */
export const changeAfterAdoption = async (play: Play): Promise<void> => {
  const change = play.one.changeAfterAdoption;
  if (change === undefined) return;
  const { stage, one } = play;
  const now = await seen(play);
  const answered = await stage.as(one.lead, "write-finding", {
    case: one.id,
    version: now.version,
    title: now.finding.title,
    sentences: now.finding.sentences.map(({ id, text, claims, paragraph }: Answer) => ({
      id,
      claims,
      paragraph,
      text: id === change.sentence ? String(text).replace(change.replace, change.by) : text,
    })),
    recommendations: now.finding.recommendations,
    figures: now.finding.figures,
    why: change.why,
    substance: false,
  });
  const after = await seen(play);
  play.tried.changedTo = after.at;
  stage.tell(
    one.lead,
    `changes one word of ${change.sentence}: “${change.replace}” to “${change.by}”`,
    `the adopted hash is no longer the text's: it goes back to ${answered.at}`,
  );
};
