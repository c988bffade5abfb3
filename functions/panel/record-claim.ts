import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import { exactHash } from "#shared/record/exact.ts";
import { part } from "./case-file.ts";
import { exhibitOf, workOn } from "./work.ts";

export const run: Run<"record-claim"> = ({ input, ...work }) =>
  workOn(work, ({ file }) => {
    const absent = [...input.supportedBy, ...input.contradictedBy].find((ref) => exhibitOf(file, ref) === undefined);
    if (absent !== undefined)
      throw new Problem("INVALID", { where: "supportedBy", what: `${absent} is not an exhibit of this case` });
    const { case: _case, claim, ...body } = input;
    return {
      parts: [part(file.id, "CLAIM", claim, { id: claim, ...body })],
      event: "case.claim",
      data: { claim, textSha256: exactHash(input.text, 1) },
    };
  });
