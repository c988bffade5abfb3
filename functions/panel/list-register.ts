import { registerList } from "#shared/adapters/keys.ts";
import type { Run } from "#shared/endpoint.ts";
import { listed } from "../listed.ts";
import { shownRegistration } from "./register.ts";

export const run: Run<"list-register"> = ({ input, ports }) =>
  listed({
    ports,
    query: { pk: `${registerList}#${input.regime}`, index: "list", newestFirst: true },
    cursor: input.after,
    show: shownRegistration,
  });
