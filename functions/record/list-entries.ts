import { LEAVES, logPk } from "#shared/adapters/keys.ts";
import type { Run } from "#shared/endpoint.ts";
import { listed } from "../listed.ts";
import { logOf } from "./log-of.ts";

export const run: Run<"list-entries"> = async ({ input, ports }) => {
  await logOf(ports, input.log);
  return listed({
    ports,
    query: { pk: logPk(input.log), prefix: LEAVES },
    cursor: input.after,
    show: ({ index, id, event, subject, commitment }) => ({ index, id, event, subject, commitment }),
  });
};
