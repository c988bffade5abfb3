import { mayGrade } from "#shared/domain/grades.ts";
import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import { onExhibit } from "./on-exhibit.ts";

/** Source and information are graded apart; "confirmed by other sources" needs another independent origin (BRIEF 2.3). */
export const run: Run<"grade-exhibit"> = ({ input, actor, ...work }) =>
  onExhibit(work, input, (exhibit, { file }) => {
    const refused = mayGrade({ grade: { source: input.source, information: input.information }, exhibit, file });
    if (refused !== undefined)
      throw new Problem("OUT_OF_BOUNDS", { where: "information", given: input.information, allowed: refused });
    const grade = { source: input.source, information: input.information, by: actor.id, at: work.now, reasons: input.reasons };
    return {
      exhibit: { ...exhibit, grades: [...exhibit.grades.filter((one) => one.by !== actor.id), grade] },
      event: "case.grade",
      data: { grade: `${input.source}${input.information}` },
    };
  });
