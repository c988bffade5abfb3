import { itemKey, submissionPk } from "#shared/adapters/keys.ts";
import type { Run } from "#shared/endpoint.ts";
import { draftOf, oneItem, versionOf } from "./submission.ts";

export const run: Run<"remove-item"> = async ({ input, record, ports, commit }) => {
  const draft = draftOf(record);
  const item = await oneItem(ports.records, input);
  const changed = { ...draft, version: versionOf(draft) + 1, items: Number(draft["items"]) - 1 };
  return commit(
    {
      writes: [
        { remove: itemKey(input.state, input.reference, input.item), ifVersion: versionOf(item) },
        { put: changed, ifVersion: versionOf(draft) },
      ],
      entries: [
        {
          pk: submissionPk(input.state, input.reference),
          event: "item.removed",
          state: input.state,
          subject: input.reference,
          data: { item: input.item },
        },
      ],
    },
    { removed: input.item, submissionVersion: changed.version },
  );
};
