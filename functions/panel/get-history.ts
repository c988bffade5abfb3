import { casePk } from "#shared/adapters/keys.ts";
import type { Run } from "#shared/endpoint.ts";
import { listed } from "../listed.ts";

export const run: Run<"get-history"> = ({ input, ports }) =>
  listed({
    ports,
    query: { pk: casePk(input.case), prefix: "ENTRY#" },
    cursor: input.after,
    show: (item) => ({ ...(item["entry"] as object), commitment: item["commitment"] }),
  });
