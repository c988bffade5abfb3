import { askedList } from "#shared/adapters/keys.ts";
import type { Run } from "#shared/endpoint.ts";
import { listed } from "../listed.ts";
import { shownAsked } from "./asked.ts";

export const run: Run<"list-asked"> = ({ input, ports }) =>
  listed({
    ports,
    query: { pk: askedList(input.state), index: "list", newestFirst: true },
    cursor: input.after,
    show: shownAsked,
  });
