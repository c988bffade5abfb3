import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import { exactHash } from "#shared/record/exact.ts";
import { part } from "./case-file.ts";
import { letterOf } from "./letters.ts";
import { workOn } from "./work.ts";

/** S/2006/997, paragraph 28: challenges are recorded with an assessment of their credibility. */
export const run: Run<"assess-reply"> = ({ input, actor, ...work }) =>
  workOn(work, ({ file }) => {
    const letter = letterOf(file, input.letter);
    if (letter.reply === undefined) throw new Problem("NOT_READY", { what: "no reply is recorded" });
    return {
      parts: [part(file.id, "LETTER", letter.id, { ...letter, assessment: { text: input.text, by: actor.id } })],
      event: "letter.assessed",
      data: { letter: letter.id, textSha256: exactHash(input.text, 1) },
    };
  });
