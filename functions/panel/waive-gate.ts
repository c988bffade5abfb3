import { GATES } from "#shared/domain/gates.ts";
import { Problem } from "#shared/domain/problems.ts";
import type { GateId } from "#shared/domain/stages.ts";
import type { Run } from "#shared/endpoint.ts";
import { exactHash } from "#shared/record/exact.ts";
import { part } from "./case-file.ts";
import { workOn } from "./work.ts";

export const run: Run<"waive-gate"> = ({ input, actor, ...work }) =>
  workOn(work, ({ file }) => {
    const gate = input.gate as GateId;
    const waivable = Object.entries(GATES)
      .filter(([, row]) => row.waivable)
      .map(([id]) => id);
    if (!waivable.includes(gate))
      throw new Problem("OUT_OF_BOUNDS", { where: "gate", given: gate, allowed: waivable.join(", ") });
    return {
      parts: [part(file.id, "WAIVER", `${gate}#${actor.id}`, { gate, by: actor.id, reasons: input.reasons, at: work.now })],
      event: "case.waiver",
      data: { gate, reasonsSha256: exactHash(input.reasons, 1) },
    };
  });
