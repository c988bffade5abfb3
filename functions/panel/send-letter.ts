import { casePk, letterCounterKey, pointerKey } from "#shared/adapters/keys.ts";
import { addDays } from "#shared/domain/clock.ts";
import { Problem } from "#shared/domain/problems.ts";
import { REGIMES } from "#shared/domain/regimes.ts";
import { STATES } from "#shared/domain/states.ts";
import type { Run } from "#shared/endpoint.ts";
import { exactHash } from "#shared/record/exact.ts";
import { part } from "./case-file.ts";
import { workOn } from "./work.ts";

/**
 * Outgoing letters are numbered through the year, as the Panel's are (`S/AC.56/2016/PE/OC.1`, BRIEF 1.4): a State reads the reference, and
 * it must not tell how the Panel names its case. The deadline is set letter by letter (BRIEF 1.4: no number of days is prescribed).
 */
export const run: Run<"send-letter"> = ({ input, ...work }) =>
  workOn(work, async ({ file }) => {
    if (!Object.hasOwn(STATES, input.state))
      throw new Problem("INVALID", { where: "state", what: `${input.state} is not the code of a State` });
    const id = work.ports.newId();
    const regime = REGIMES[file.regime as keyof typeof REGIMES];
    const year = work.now.slice(0, 4);
    const counterKey = letterCounterKey(file.regime, year);
    const [counter] = await work.ports.records.read([counterKey]);
    const number = Number(counter?.["last"] ?? 0) + 1;
    const version = Number(counter?.version ?? 0);
    const counted = { ...counterKey, schema: 1, version: version + 1, last: number };
    const reference = `${regime.letters}/${year}/PE/OC.${number}`;
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
        counter === undefined ? { put: counted, ifAbsent: true } : { put: counted, ifVersion: version },
        { put: { ...pointerKey("LETTER", id), schema: 1, case: file.id }, ifAbsent: true },
      ],
      event: "letter.sent",
      data: { letter: id, asksSha256: exactHash(input.asks, 1), dueAt },
      messages: [{ pk: casePk(file.id), kind: "enquiry", id, body }],
      answer: { letter: id, reference, dueAt },
    };
  });
