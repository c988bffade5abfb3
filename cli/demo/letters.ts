import { type Play, seen } from "./played.ts";
import { type Answer, hoursAfter, until } from "./stage.ts";

type Letter = Play["one"]["letters"][number];

/** Sends a letter; the lead writes enquiries, the Secretariat offers the opportunity to reply. Answers its id. */
export const sendLetter = async ({ stage, one }: Play, letter: Letter): Promise<string> => {
  const { purpose, state, asks, days } = letter;
  const by = purpose === "enquiry" ? one.lead : stage.roleOf("officer");
  const sent = await stage.as(by, "send-letter", { case: one.id, purpose, state, asks, days });
  stage.tell(by, `sends ${sent.reference} to ${state}: ${purpose}, due ${String(sent.dueAt).slice(0, 10)}`);
  return String(sent.letter);
};

/** Sends letters and lets time pass until each is answered or, where `silence` is waited for, overdue. Replies are recorded and assessed. */
export const answerLetters = async (
  play: Play,
  sent: readonly (readonly [id: string, letter: Letter])[],
  silence: "wait" | "go on",
): Promise<void> => {
  const { stage } = play;
  const sentAt = stage.now();
  const dayOf = ({ reply, days }: Letter) => reply?.afterDays ?? days + 1;
  for (const [id, letter] of sent.toSorted(([, a], [, b]) => dayOf(a) - dayOf(b))) {
    if (letter.reply === undefined && silence === "go on") continue;
    await stage.advanceTo(hoursAfter(sentAt, dayOf(letter) * 24));
    if (letter.reply === undefined) stage.tell("Corroborate", `${letter.state} has not replied`);
    else await answer(play, id, letter.state, letter.reply);
  }
};

const answer = async (play: Play, id: string, state: string, given: { text: string; assessment: string }): Promise<void> => {
  const { stage, one } = play;
  const delegate = stage.scenario.people.find((person) => person.role === "delegate" && person.state === state)?.id ?? "";
  await until(`the letter to ${state}`, async () => {
    const { rows } = await stage.as(delegate, "list-asked", { state });
    return rows.find((row: Answer) => row.id === id);
  });
  await stage.as(delegate, "answer-letter", { state, asked: id, text: given.text });
  stage.tell(delegate, "replies; the text is recorded verbatim");
  await until(`the reply of ${state}`, async () =>
    (await seen(play)).letters.find((letter: Answer) => letter.id === id && letter.reply !== undefined),
  );
  await stage.as(one.lead, "assess-reply", { case: one.id, letter: id, text: given.assessment });
  stage.tell(one.lead, "assesses the reply");
};
