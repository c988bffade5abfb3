import { Problem } from "#shared/domain/problems.ts";
import { imoCheck } from "#shared/domain/vessels.ts";
import type { Run } from "#shared/endpoint.ts";
import { part } from "./case-file.ts";
import { workOn } from "./work.ts";

/** A number whose check digit fails is a typing error or worse; it is refused. Passing proves nothing about identity (BRIEF 5.2). */
export const run: Run<"record-vessel"> = ({ input, ...work }) =>
  workOn(work, ({ file }) => {
    for (const imo of [input.imo, ...input.excluded.map((one) => one.imo)]) {
      if (imo !== undefined && !imoCheck(imo))
        throw new Problem("INVALID", { where: "imo", what: `the check digit of IMO number ${imo} does not hold` });
    }
    const { case: _case, vessel, ...body } = input;
    return {
      parts: [part(file.id, "VESSEL", vessel, { id: vessel, ...body })],
      event: "case.vessel",
      data: { vessel, imo: input.imo ?? null },
    };
  });
