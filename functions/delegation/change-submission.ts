import { submissionPk } from "#shared/adapters/keys.ts";
import type { Run } from "#shared/endpoint.ts";
import { exactHash } from "#shared/record/exact.ts";
import { draftOf, sameVersion, shownSubmission } from "./submission.ts";

export const run: Run<"change-submission"> = async ({ input, record, commit }) => {
  const { noteVerbale: _replaced, ...draft } = sameVersion(draftOf(record), input.version);
  const changed = {
    ...draft,
    pk: draft.pk as string,
    sk: draft.sk as string,
    schema: 1,
    version: input.version + 1,
    title: input.title,
    handling: input.handling,
    ...(input.noteVerbale === undefined ? {} : { noteVerbale: input.noteVerbale }),
  };
  return commit(
    {
      writes: [{ put: changed, ifVersion: input.version }],
      entries: [
        {
          pk: submissionPk(input.state, input.reference),
          event: "submission.changed",
          state: input.state,
          subject: input.reference,
          data: { titleSha256: exactHash(input.title, 1) },
        },
      ],
    },
    shownSubmission(changed),
  );
};
