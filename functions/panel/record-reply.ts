import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import { exactHash } from "#shared/record/exact.ts";
import { part } from "./case-file.ts";
import { letterOf } from "./letters.ts";
import { workOn } from "./work.ts";

export const run: Run<"record-reply"> = ({ input, ...work }) =>
  workOn(work, ({ file }) => {
    const letter = letterOf(file, input.letter);
    if (letter.reply !== undefined) throw new Problem("WRONG_STAGE", { allowed: "a letter without reply", actual: "replied" });
    return {
      parts: [part(file.id, "LETTER", letter.id, { ...letter, reply: { text: input.text, at: work.now } })],
      event: "letter.replied",
      data: { letter: letter.id, textSha256: exactHash(input.text, 1) },
    };
  });
