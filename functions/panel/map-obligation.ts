import { OBLIGATIONS } from "#shared/domain/obligations.ts";
import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import type { Json } from "#shared/ports.ts";
import { exactHash } from "#shared/record/exact.ts";
import { part } from "./case-file.ts";
import { workOn } from "./work.ts";

/** An obligation is a row of the table, or the case brings its own, which stays unverified and is shown so. */
export const run: Run<"map-obligation"> = ({ input, ...work }) =>
  workOn(work, ({ file }) => {
    const known = Object.hasOwn(OBLIGATIONS, input.obligation)
      ? OBLIGATIONS[input.obligation as keyof typeof OBLIGATIONS]
      : undefined;
    if (known === undefined && input.own === undefined) {
      throw new Problem("OUT_OF_BOUNDS", {
        where: "obligation",
        given: input.obligation,
        allowed: `${Object.keys(OBLIGATIONS).join(", ")}; or bring it as "own"`,
      });
    }
    const needed = Object.keys((known ?? input.own)?.elements ?? {});
    const given = input.elements.map((one) => one.element);
    const wrong = given.find((one) => !needed.includes(one));
    if (wrong !== undefined) throw new Problem("OUT_OF_BOUNDS", { where: "elements", given: wrong, allowed: needed.join(", ") });
    const absent = input.elements.flatMap((one) => one.claims).find((claim) => !file.claims.some((one) => one.id === claim));
    if (absent !== undefined) throw new Problem("INVALID", { where: "claims", what: `${absent} is not a claim of this case` });
    const mapping = {
      obligation: input.obligation,
      elements: input.elements,
      ...(known === undefined ? { own: input.own } : {}),
    };
    return {
      parts: [part(file.id, "MAPPING", input.obligation, mapping)],
      event: "case.mapping",
      data: { obligation: input.obligation, mappingSha256: exactHash(JSON.parse(JSON.stringify(mapping)) as Json, 1) },
    };
  });
