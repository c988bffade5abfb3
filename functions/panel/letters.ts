import type { CaseFile, Letter } from "#shared/domain/case.ts";
import { Problem } from "#shared/domain/problems.ts";

export const letterOf = (file: CaseFile, id: string): Letter => {
  const letter = file.letters.find((one) => one.id === id);
  if (letter === undefined) throw new Problem("NOT_FOUND");
  return letter;
};
