import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import { workOn } from "./work.ts";

/** Verifier ≠ lead, both appointed to this Panel; a national of a State concerned cannot be the only verifier (BRIEF 9.1). */
export const run: Run<"assign-team"> = ({ input, ...work }) =>
  workOn(work, ({ file }) => {
    if (file.version !== input.version) throw new Problem("STALE", { given: input.version, actual: file.version });
    if (input.lead === input.verifier) throw new Problem("SAME_PERSON", { first: "the lead", second: "the second expert" });
    for (const [function_, person] of [
      ["lead", input.lead],
      ["verifier", input.verifier],
    ] as const) {
      const member = file.team.find((one) => one.person === person);
      if (member === undefined)
        throw new Problem("INVALID", { where: function_, what: `${person} is not an expert of this Panel today` });
      if (member.recused) throw new Problem("INVALID", { where: function_, what: `${person} is recused from this case` });
    }
    const verifier = file.team.find((one) => one.person === input.verifier);
    if (verifier?.nationality !== undefined && file.statesConcerned.includes(verifier.nationality)) {
      throw new Problem("CONFLICT_OF_INTEREST", { function: "verifier" });
    }
    return {
      parts: [],
      head: { lead: input.lead, verifier: input.verifier },
      event: "case.team",
      data: { lead: input.lead, verifier: input.verifier },
    };
  });
