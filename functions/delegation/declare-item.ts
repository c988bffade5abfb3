import { itemKey, submissionPk } from "#shared/adapters/keys.ts";
import { SUBMISSION_FILES } from "#shared/domain/limits.ts";
import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import { planUpload } from "#shared/upload-plan.ts";
import { checkDescription } from "./description.ts";
import { draftOf, shownItem, versionOf } from "./submission.ts";

export const run: Run<"declare-item"> = async ({ input, record, ports, commit, now }) => {
  const draft = draftOf(record);
  checkDescription(input);
  const number = Number(draft["lastItem"] ?? 0) + 1;
  if (number > SUBMISSION_FILES)
    throw new Problem("OUT_OF_BOUNDS", { where: "items", given: number, allowed: `at most ${SUBMISSION_FILES}` });

  const id = ports.newId();
  const key = `STATE/${input.state}/${input.reference}/${id}`;
  const plan = planUpload(input.bytes);
  const { uploadId } = await ports.files("uploads").begin({ key, mediaType: input.mediaType });
  const item = {
    ...itemKey(input.state, input.reference, id),
    schema: 1,
    version: 1,
    id,
    number,
    kind: input.kind,
    name: input.name,
    title: input.title,
    bytes: input.bytes,
    sha256: input.sha256,
    mediaType: input.mediaType,
    metadata: input.metadata,
    ...(input.handling === undefined ? {} : { handling: input.handling }),
    status: "expected",
    key,
    uploadId,
    partBytes: plan.partBytes,
    parts: plan.parts,
    declaredAt: now,
  };
  const changed = { ...draft, version: versionOf(draft) + 1, items: Number(draft["items"]) + 1, lastItem: number };
  return commit(
    {
      writes: [
        { put: item, ifAbsent: true },
        { put: changed, ifVersion: versionOf(draft) },
      ],
      entries: [
        {
          pk: submissionPk(input.state, input.reference),
          event: "item.declared",
          state: input.state,
          subject: input.reference,
          data: { item: id, sha256: input.sha256, bytes: input.bytes },
        },
      ],
    },
    { ...shownItem(item, draft), submissionVersion: changed.version },
  );
};
