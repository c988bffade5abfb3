import { askedPk } from "#shared/adapters/keys.ts";
import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import { exactHash } from "#shared/record/exact.ts";
import { shownAsked } from "./asked.ts";
import { versionOf } from "./submission.ts";

export const run: Run<"answer-letter"> = async ({ input, record, ports, commit, now }) => {
  if (record === undefined || record["kind"] !== "letter") throw new Problem("NOT_FOUND");
  if (record["answeredAt"] !== undefined)
    throw new Problem("WRONG_STAGE", { allowed: "a letter without reply", actual: "answered" });
  const pk = askedPk(input.state, input.asked);
  const answered = { ...record, version: versionOf(record) + 1, reply: input.text, answeredAt: now };
  return commit(
    {
      writes: [{ put: answered, ifVersion: versionOf(record) }],
      entries: [
        {
          pk,
          event: "letter.answered",
          state: input.state,
          subject: input.asked,
          data: { letter: input.asked, textSha256: exactHash(input.text, 1) },
        },
      ],
      messages: [
        { pk, kind: "reply", id: ports.newId(), body: { state: input.state, letter: input.asked, text: input.text, at: now } },
      ],
    },
    shownAsked(answered),
  );
};
