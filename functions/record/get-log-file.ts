import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import { FileRefused } from "#shared/ports.ts";
import { base64 } from "#shared/record/checkpoint.ts";
import { bytesOf } from "../bytes.ts";
import { logOf } from "./log-of.ts";

/** What a log's folder may hold, and nothing beside it. */
const PUBLISHED = /^(?:checkpoint(?:\/\d{1,16})?|tile\/(?:\d{1,2}|entries)(?:\/x\d{3}){0,5}\/\d{3}(?:\.p\/\d{1,3})?)$/;

export const run: Run<"get-log-file"> = async ({ input, ports }) => {
  if (!PUBLISHED.test(input.path)) throw new Problem("NOT_FOUND");
  await logOf(ports, input.log);
  try {
    return {
      path: input.path,
      base64: base64(await bytesOf(await ports.files("ledger").read({ key: `${input.log}/${input.path}` }))),
    };
  } catch (error) {
    if (error instanceof FileRefused && error.reason === "absent") throw new Problem("NOT_FOUND", {}, { cause: error });
    throw error;
  }
};
