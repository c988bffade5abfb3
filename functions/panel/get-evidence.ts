import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import { shownEvidence } from "./register.ts";

export const run: Run<"get-evidence"> = async ({ record }) => {
  if (record === undefined) throw new Problem("NOT_FOUND");
  return shownEvidence(record);
};
