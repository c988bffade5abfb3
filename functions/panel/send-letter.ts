import { casePk, pointerKey } from "#shared/adapters/keys.ts";
import { addDays } from "#shared/domain/clock.ts";
import { Problem } from "#shared/domain/problems.ts";
import { REGIMES } from "#shared/domain/regimes.ts";
import { STATES } from "#shared/domain/states.ts";
import type { Run } from "#shared/endpoint.ts";
import { exactHash } from "#shared/record/exact.ts";
import { part } from "./case-file.ts";
import { workOn } from "./work.ts";

/** Outgoing letters are numbered within the case; the deadline is set letter by letter (BRIEF 1.4: no number of days is prescribed). */
export const run: Run<"send-letter"> = ({ input, ...work }) =>
  workOn(work, ({ file }) => {
    if (!Object.hasOwn(STATES, input.state))
      throw new Problem("INVALID", { where: "state", what: `${input.state} is not the code of a State` });
    const id = work.ports.newId();
    const regime = REGIMES[file.regime as keyof typeof REGIMES];
    const reference = `${regime.letters}/${work.now.slice(0, 4)}/PE/${file.id}/${file.letters.length + 1}`;
    const letter = {
      id,
      reference,
      purpose: input.purpose,
      state: input.state,
      asks: input.asks,
      sentAt: work.now,
      dueAt: addDays(work.now, input.days),
    };
    const { asks, sentAt, dueAt } = letter;
    const body = { state: input.state, letter: id, reference, purpose: input.purpose, asks, sentAt, dueAt };
    return {
      parts: [
        part(file.id, "LETTER", id, letter),
        { put: { ...pointerKey("LETTER", id), schema: 1, case: file.id }, ifAbsent: true },
      ],
      event: "letter.sent",
      data: { letter: id, asksSha256: exactHash(input.asks, 1), dueAt },
      messages: [{ pk: casePk(file.id), kind: "enquiry", id, body }],
      answer: { letter: id, reference, dueAt },
    };
  });
