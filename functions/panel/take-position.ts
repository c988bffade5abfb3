import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import { part } from "./case-file.ts";
import { workOn } from "./work.ts";

/** A position names the hash of the text it is about: it says nothing about any other text. */
export const run: Run<"take-position"> = ({ input, actor, ...work }) =>
  workOn(work, ({ file }) => {
    if (file.at !== input.stage) throw new Problem("WRONG_STAGE", { allowed: input.stage, actual: file.at });
    if (file.finding === undefined) throw new Problem("NOT_READY", { what: "no text is written" });
    if (file.finding.hash !== input.hash) throw new Problem("HASH_MISMATCH", { given: input.hash, actual: file.finding.hash });
    if (input.says !== "agree" && input.reasons === undefined)
      throw new Problem("INVALID", { where: "reasons", what: "an objection or a return needs its reasons" });
    if (input.stage === "peer-review" && (actor.id === file.lead || actor.id === file.verifier)) {
      throw new Problem("SAME_PERSON", { first: "a reviewer", second: "the lead or second expert" });
    }
    const position = {
      stage: input.stage,
      person: actor.id,
      role: actor.role,
      says: input.says,
      hash: input.hash,
      at: work.now,
      ...(input.reasons === undefined ? {} : { reasons: input.reasons }),
    };
    return {
      parts: [part(file.id, "POSITION", `${input.stage}#${actor.id}`, position)],
      event: "case.position",
      data: { stage: input.stage, says: input.says, hash: input.hash },
    };
  });
