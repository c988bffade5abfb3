import { originThreadPk } from "#shared/adapters/keys.ts";
import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import { shownThread } from "../thread.ts";

/** An open source came from no State: its thread is empty. */
export const run: Run<"list-thread"> = async ({ input, record, ports }) => {
  if (record === undefined) throw new Problem("NOT_FOUND");
  return shownThread(ports, originThreadPk(String(record["state"]), String(record["submission"])), input.after);
};
