import { logsList } from "#shared/adapters/keys.ts";
import type { Run } from "#shared/endpoint.ts";
import { headOf } from "#shared/record/log-store.ts";
import { everyLog } from "./log-of.ts";

export const run: Run<"list-logs"> = async ({ ports }) => ({
  logs: (await everyLog(ports, logsList)).map((item) => ({
    log: item["log"],
    size: headOf(item).size,
    published: headOf(item).published,
  })),
});
