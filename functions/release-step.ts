import { stepKey, tokenKey } from "#shared/adapters/keys.ts";
import { logged } from "#shared/log.ts";
import type { Ports } from "#shared/ports.ts";

/**
 * Releases the token of a step with the decision that the record holds. `waiting`: one of the two is not there yet. A token that is gone
 * is fine: the record decides, and a wait that timed out is opened again with a fresh token, which sees the decision.
 */
export const releaseStep = async (
  { records, workflow }: Ports,
  pk: string,
  step: number,
): Promise<"released" | "gone" | "waiting"> => {
  const [decision, token] = await records.read([stepKey(pk, step), tokenKey(pk, step)]);
  if (decision === undefined || token === undefined) return "waiting";
  const outcome = await workflow.succeed({ token: String(token["token"]), output: { decision: String(decision["decision"]) } });
  logged("work", { work: "release", record: pk, step, outcome });
  return outcome;
};
