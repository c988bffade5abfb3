import { pointerKey, unansweredList } from "#shared/adapters/keys.ts";
import type { Run } from "#shared/endpoint.ts";
import { listed } from "../listed.ts";

/** A message that came before its submission was registered is left out until then: nobody here can read it yet. A page may hold few. */
export const run: Run<"list-unanswered"> = async ({ input, ports }) => {
  const query = { pk: unansweredList(input.regime), index: "list" } as const;
  const { rows: heads, next } = await listed({ ports, query, cursor: input.after, show: (item) => item });
  const pointers =
    heads.length === 0
      ? []
      : await ports.records.read(heads.map((head) => pointerKey("ORIGIN", `${head["state"]}#${head["reference"]}`)));
  const rows = heads.flatMap((head, index) => {
    const reference = pointers[index]?.["reference"];
    if (reference === undefined) return [];
    return [{ reference, state: head["state"], stateReference: head["reference"], text: head["text"], at: head["askedAt"] }];
  });
  return { rows, next };
};
