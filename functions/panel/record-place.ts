import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import { exactHash } from "#shared/record/exact.ts";
import { part } from "./case-file.ts";
import { exhibitOf, workOn } from "./work.ts";

/** A place is cited from exhibits of the case; the entry of the record holds its hash, not where it is. */
export const run: Run<"record-place"> = ({ input, ...work }) =>
  workOn(work, ({ file }) => {
    for (const ref of input.cites) {
      if (exhibitOf(file, ref) === undefined)
        throw new Problem("INVALID", { where: "cites", what: `${ref} is not an exhibit of this case` });
    }
    const { case: _case, place, ...body } = input;
    return {
      parts: [part(file.id, "PLACE", place, { id: place, ...body })],
      event: "case.place",
      data: { place, placeSha256: exactHash({ ...body, id: place }, 1) },
    };
  });
