import type { Run } from "#shared/endpoint.ts";
import { exactHash } from "#shared/record/exact.ts";
import { part } from "./case-file.ts";
import { workOn } from "./work.ts";

/** The reason of a recusal is sealed: only its hash is kept with the case, so that it can be proved later and read by nobody now. */
export const run: Run<"declare-interest"> = ({ input, actor, ...work }) =>
  workOn(work, ({ head, file }) => {
    const others = (head["recused"] as readonly string[]).filter((person) => person !== actor.id);
    const own = {
      person: actor.id,
      role: actor.role,
      interest: input.interest,
      recused: input.recused,
      ...(input.reason === undefined ? {} : { reasonSha256: exactHash(input.reason, 1) }),
    };
    return {
      parts: [part(file.id, "MEMBER", actor.id, own)],
      head: { recused: input.recused ? [...others, actor.id] : others },
      event: "case.interest",
      data: { interest: input.recused ? "recused" : input.interest },
    };
  });
