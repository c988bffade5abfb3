import type { Scenario } from "./scenario.ts";
import { type Answer, hoursAfter, type Stage, until } from "./stage.ts";

type Submission = Scenario["submissions"][number];
interface Place {
  readonly state: string;
  readonly reference: string;
  readonly registered: string;
}

/** Minutes of business time between one message and the next. */
const MINUTES = 10;

/** What the delegation and the Panel's side write to each other about a submission, one after the other; each has come before the next is written. */
export const exchange = async (stage: Stage, one: Submission, { state, reference, registered }: Place): Promise<void> => {
  const own = { state, reference };
  const there = { reference: registered };
  const counts = async () => [
    Number((await stage.as(one.by, "list-messages", own)).count),
    Number((await stage.as(stage.roleOf("officer"), "list-thread", there)).count),
  ];
  for (const [seen, { by, text }] of one.messages.entries()) {
    await stage.advanceTo(hoursAfter(stage.now(), MINUTES / 60));
    const isDelegate = stage.scenario.people.find((person) => person.id === by)?.role === "delegate";
    if (isDelegate) await stage.as(by, "write-message", { ...own, text, seen });
    else await stage.as(by, "answer-state", { ...there, text, seen });
    stage.tell(by, `writes about ${isDelegate ? reference : registered}`, "it crosses without the name of its writer");
    await until(`message ${seen + 1} about ${reference}`, async () =>
      (await counts()).every((count) => count > seen) ? true : undefined,
    );
  }
};

/** How a thread stands: “2 messages, the State is asked”. */
export const threadOf = async (stage: Stage, by: string, { state, reference, registered }: Place): Promise<string> => {
  const { count } = await stage.as(by, "list-messages", { state, reference });
  const asked = (await stage.as(by, "list-asked", { state })).rows;
  const waiting = (await stage.as(stage.roleOf("officer"), "list-unanswered", { regime: stage.scenario.regime })).rows;
  const stateIsAsked = asked.some((row: Answer) => row.kind === "message" && row.reference === reference);
  const panelIsAsked = waiting.some((row: Answer) => row.reference === registered);
  return `${count} ${count === 1 ? "message" : "messages"}, ${stateIsAsked ? "the State is asked" : panelIsAsked ? "the Panel is asked" : "nobody is asked"}`;
};
