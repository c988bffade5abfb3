import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import { exactHash } from "#shared/record/exact.ts";
import { part } from "./case-file.ts";
import { exhibitOf, workOn } from "./work.ts";

/** Notes are added, never changed: what an expert pointed at stays what others answered to. */
export const run: Run<"annotate-exhibit"> = ({ input, ...work }) =>
  workOn(work, ({ file }) => {
    const ref = `${input.reference}/${input.item}`;
    const exhibit = exhibitOf(file, ref);
    if (exhibit === undefined) throw new Problem("NOT_FOUND");
    const { text, x, y, w, h } = input;
    if (exhibit.figure === undefined)
      throw new Problem("INVALID", { where: "item", what: `${ref} is no picture with a known size` });
    const { width, height } = exhibit.figure;
    if (x + w > width || y + h > height)
      throw new Problem("OUT_OF_BOUNDS", {
        where: "the rectangle",
        given: `${x},${y} to ${x + w},${y + h}`,
        allowed: `0,0 to ${width},${height} pixels`,
      });
    const id = work.ports.newId();
    const note = { id, exhibit: ref, sha256: exhibit.sha256Stored, text, x, y, w, h, by: work.actor.id, at: work.now };
    return {
      parts: [part(file.id, "ANNOTATION", id, note)],
      event: "case.annotation",
      data: { reference: ref, annotation: id, textSha256: exactHash(text, 1) },
      answer: { annotation: id },
    };
  });
