import type { Run } from "#shared/endpoint.ts";
import { part } from "./case-file.ts";
import { exhibitsFor } from "./exhibits.ts";
import { exhibitOf, workOn } from "./work.ts";

/** Linking again what is linked keeps the origin and grades that were set. */
export const run: Run<"link-exhibits"> = ({ input, ...work }) =>
  workOn(work, async ({ file }) => {
    const fresh = input.exhibits.filter((ref) => exhibitOf(file, ref) === undefined);
    const exhibits = await exhibitsFor(work.ports.records, fresh, file.regime);
    return {
      parts: exhibits.map((one) => part(file.id, "EXHIBIT", one.ref, one)),
      event: "case.exhibits",
      data: { references: fresh },
    };
  });
