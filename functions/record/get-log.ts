import type { Run } from "#shared/endpoint.ts";
import { vkeyOf } from "#shared/record/checkpoint.ts";
import { nameOf } from "#shared/record/log-name.ts";
import { logPaths } from "#shared/record/tiles.ts";
import { logOf } from "./log-of.ts";

/** The files of a log as its newest checkpoint has them: with `vkey` in a file of that name they are a folder that anybody can verify. */
export const run: Run<"get-log"> = async ({ input, ports }) => {
  const { size, published } = await logOf(ports, input.log);
  return {
    log: input.log,
    size,
    published,
    origin: nameOf(input.log),
    vkey: vkeyOf(nameOf(input.log), await ports.keys.publicKey()),
    paths: published === 0 ? [] : ["checkpoint", ...logPaths(published)],
  };
};
