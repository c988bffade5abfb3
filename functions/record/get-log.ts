import type { Run } from "#shared/endpoint.ts";
import { vkeyOf } from "#shared/record/checkpoint.ts";
import { nameOf } from "#shared/record/log-name.ts";
import { logPaths } from "#shared/record/tiles.ts";
import { logOf } from "./log-of.ts";

/**
 * The files of a log as it stands at one size: with `vkey` and `checkpoint` in files of those names they are a folder that anybody can
 * verify. The checkpoint is named by its size, since the file `checkpoint` moves on while the others are being read.
 */
export const run: Run<"get-log"> = async ({ input, ports }) => {
  const { size, published } = await logOf(ports, input.log);
  return {
    log: input.log,
    size,
    published,
    origin: nameOf(input.log),
    vkey: vkeyOf(nameOf(input.log), await ports.keys.publicKey()),
    checkpoint: published === 0 ? null : `checkpoint/${published}`,
    paths: published === 0 ? [] : logPaths(published),
  };
};
