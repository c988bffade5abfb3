import { submissionPk } from "#shared/adapters/keys.ts";
import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import { exactHash } from "#shared/record/exact.ts";
import { sameVersion, shownSubmission } from "./submission.ts";

/** Withdrawal is a status; the Panel learns of it and what was cited stays citable by id and hash. */
export const run: Run<"withdraw-submission"> = async ({ input, record, ports, commit, now }) => {
  const registered = sameVersion(record, input.version);
  if (registered["status"] !== "registered") {
    throw new Problem("WRONG_STAGE", { allowed: "registered", actual: String(registered["status"]) });
  }
  const pk = submissionPk(input.state, input.reference);
  const withdrawn = { ...registered, version: input.version + 1, status: "withdrawn", withdrawnAt: now };
  return commit(
    {
      writes: [{ put: withdrawn, ifVersion: input.version }],
      entries: [
        {
          pk,
          event: "submission.withdrawn",
          state: input.state,
          subject: input.reference,
          data: { reasonSha256: exactHash(input.reason, 1) },
        },
      ],
      messages: [
        {
          pk,
          kind: "withdrawal",
          id: ports.newId(),
          body: { state: input.state, reference: input.reference, reason: input.reason, at: now },
        },
      ],
    },
    shownSubmission(withdrawn),
  );
};
