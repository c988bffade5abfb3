import type { Run } from "#shared/endpoint.ts";

/** The demonstration's own lever; it changes no record, so there is nothing to write beside it. */
export const run: Run<"set-clock"> = async ({ input, ports }) => {
  await ports.clock.set(input.now);
  return { now: ports.clock.now() };
};
