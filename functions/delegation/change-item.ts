import { submissionPk } from "#shared/adapters/keys.ts";
import type { Run } from "#shared/endpoint.ts";
import { exactHash } from "#shared/record/exact.ts";
import { checkDescription } from "./description.ts";
import { draftOf, oneItem, shownItem, versionOf } from "./submission.ts";

/**
 * What is said of a file while its submission is a draft, arrived or not. The draft counts on too: a seal that was asked for on what was
 * said before is refused as stale.
 */
export const run: Run<"change-item"> = async ({ input, record, ports, commit }) => {
  const draft = draftOf(record);
  const item = await oneItem(ports.records, input);
  const { kind, title, metadata, handling } = input;
  checkDescription({ kind, metadata, mediaType: String(item["mediaType"]), bytes: Number(item["bytes"]) });
  const changed = {
    ...item,
    version: versionOf(item) + 1,
    kind,
    title,
    metadata,
    ...(handling === undefined ? {} : { handling }),
  };
  return commit(
    {
      writes: [
        { put: changed, ifVersion: versionOf(item) },
        { put: { ...draft, version: versionOf(draft) + 1 }, ifVersion: versionOf(draft) },
      ],
      entries: [
        {
          pk: submissionPk(input.state, input.reference),
          event: "item.described",
          state: input.state,
          subject: input.reference,
          data: { item: input.item, descriptionSha256: exactHash({ kind, title, metadata }, 1) },
        },
      ],
    },
    { ...shownItem(changed, draft), submissionVersion: versionOf(draft) + 1 },
  );
};
