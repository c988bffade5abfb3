import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import { shownAsked } from "./asked.ts";

export const run: Run<"get-asked"> = async ({ record }) => {
  if (record === undefined) throw new Problem("NOT_FOUND");
  return shownAsked(record);
};
