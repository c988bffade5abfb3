import { evidenceKey } from "#shared/adapters/keys.ts";
import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import { shownEvidence, shownRegistration } from "./register.ts";

/** The items are read by their keys, at most 100 in one answer. */
export const run: Run<"get-registration"> = async ({ input, record, ports, actor }) => {
  if (record === undefined) throw new Problem("NOT_FOUND");
  const count = Math.min(Number(record["items"]), 100);
  const keys = Array.from({ length: count }, (_, index) => evidenceKey(`${input.reference}/${index + 1}`));
  const items = count === 0 ? [] : await ports.records.read(keys);
  const shown = items.filter((item) => item !== undefined).map(shownEvidence);
  // Officers see names, sizes and checks, not what the material says of the case.
  const evidence = actor.role === "officer" ? shown.map(({ metadata: _metadata, ...rest }) => rest) : shown;
  return { ...shownRegistration(record), evidence };
};
