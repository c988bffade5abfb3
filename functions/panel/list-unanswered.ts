import { unansweredList } from "#shared/adapters/keys.ts";
import type { Run } from "#shared/endpoint.ts";
import { listed } from "../listed.ts";

/** A message that came before its submission was registered is left out until then: nobody here can read it yet. A page may hold few. */
export const run: Run<"list-unanswered"> = async ({ input, ports }) => {
  const query = { pk: unansweredList(input.regime), index: "list" } as const;
  const { rows: heads, next } = await listed({ ports, query, cursor: input.after, show: (item) => item });
  const rows = heads.flatMap(({ registered: reference, state, reference: stateReference, text, askedAt: at }) =>
    reference === undefined ? [] : [{ reference, state, stateReference, text, at }],
  );
  return { rows, next };
};
