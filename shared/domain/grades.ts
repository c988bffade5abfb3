import type { CaseFile, Exhibit } from "./case.ts";
import { originsOf } from "./origins.ts";

export const SOURCE_GRADES = ["A", "B", "C", "D", "E", "F"] as const;
export const INFORMATION_GRADES = [1, 2, 3, 4, 5, 6] as const;
/** Admiralty grading: reliability of the source and credibility of the information, each judged on its own (BRIEF 2.3). */
export const GRADES = {
  source: {
    A: "completely reliable",
    B: "usually reliable",
    C: "fairly reliable",
    D: "not usually reliable",
    E: "unreliable",
    F: "cannot be judged",
  },
  information: {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
  },
} as const;
export interface Grade {
  readonly source: (typeof SOURCE_GRADES)[number];
  readonly information: (typeof INFORMATION_GRADES)[number];
}

/** Undefined when the grade may be given; else what is allowed, in words. "1" needs another independent origin that supports a shared claim. */
export const mayGrade = ({ grade, exhibit, file }: { grade: Grade; exhibit: Exhibit; file: CaseFile }): string | undefined => {
  if (grade.information !== 1) return undefined;
  const other = file.claims
    .filter((claim) => claim.supportedBy.includes(exhibit.ref))
    .some((claim) =>
      originsOf(claim, file.exhibits).origins.some((one) => ![...one.exhibits, ...one.carriers].includes(exhibit.ref)),
    );
  return other ? undefined : "2 to 6, until another independent origin supports the same claim";
};
