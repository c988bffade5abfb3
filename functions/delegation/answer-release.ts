import { askedPk } from "#shared/adapters/keys.ts";
import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import type { Json } from "#shared/ports.ts";
import { exactHash } from "#shared/record/exact.ts";
import { shownAsked } from "./asked.ts";
import { versionOf } from "./submission.ts";

export const run: Run<"answer-release"> = async ({ input, record, ports, commit, now }) => {
  if (record === undefined || record["kind"] !== "release") throw new Problem("NOT_FOUND");
  if (record["answeredAt"] !== undefined)
    throw new Problem("WRONG_STAGE", { allowed: "a request without answer", actual: "answered" });
  const asked = (record["sentences"] as unknown as readonly { sentence: string }[]).map((one) => one.sentence);
  const given = input.answers.map((one) => one.sentence);
  if (asked.length !== given.length || asked.some((one) => !given.includes(one))) {
    throw new Problem("OUT_OF_BOUNDS", {
      where: "answers",
      given: given.join(", "),
      allowed: `one answer each for ${asked.join(", ")}`,
    });
  }
  const bare = input.answers.find((one) => one.says === "released" && one.as === undefined);
  if (bare !== undefined)
    throw new Problem("INVALID", { where: `answers.${bare.sentence}.as`, what: "a release says how the source may be named" });
  const pk = askedPk(input.state, input.asked);
  const answers = JSON.parse(JSON.stringify(input.answers)) as Json;
  const answered = { ...record, version: versionOf(record) + 1, answers, answeredAt: now };
  const body = { state: input.state, request: input.asked, at: now, answers: input.answers };
  return commit(
    {
      writes: [{ put: answered, ifVersion: versionOf(record) }],
      entries: [
        {
          pk,
          event: "release.answered",
          state: input.state,
          subject: input.asked,
          data: { request: input.asked, answersSha256: exactHash(answers, 1) },
        },
      ],
      messages: [{ pk, kind: "release-answer", id: ports.newId(), body }],
    },
    shownAsked(answered),
  );
};
