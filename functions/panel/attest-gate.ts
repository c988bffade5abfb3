import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import { exactHash } from "#shared/record/exact.ts";
import { part } from "./case-file.ts";
import { workOn } from "./work.ts";

/** Stored as attested by name; shown as "attested, not computed". The lead cannot attest the own work. */
export const run: Run<"attest-gate"> = ({ input, actor, ...work }) =>
  workOn(work, ({ file }) => {
    if (actor.id === file.lead) throw new Problem("SAME_PERSON", { first: "the lead", second: "who attests a gate" });
    const attestation = {
      gate: input.gate,
      by: actor.id,
      ...(actor.nationality === undefined ? {} : { nationality: actor.nationality }),
      reasons: input.reasons,
      at: work.now,
    };
    return {
      parts: [part(file.id, "ATTESTATION", `${input.gate}#${actor.id}`, attestation)],
      event: "case.attestation",
      data: { gate: input.gate, reasonsSha256: exactHash(input.reasons, 1) },
    };
  });
