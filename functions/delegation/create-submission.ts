import { counterKey, submissionKey, submissionPk, submissionsList } from "#shared/adapters/keys.ts";
import { Problem } from "#shared/domain/problems.ts";
import { isRegime } from "#shared/domain/regimes.ts";
import type { Run } from "#shared/endpoint.ts";
import { exactHash } from "#shared/record/exact.ts";
import { shownSubmission, versionOf } from "./submission.ts";

/** References count within the State, from a counter that the same transaction moves on. */
export const run: Run<"create-submission"> = async ({ input, record: counter, now, commit, ports }) => {
  if (!isRegime(input.regime))
    throw new Problem("INVALID", { where: "regime", what: `${input.regime} is not a regime of this system` });
  const number = Number(counter?.["last"] ?? 0) + 1;
  const reference = `${input.state}-${String(number).padStart(3, "0")}`;
  if (input.supplements !== undefined) await mustExist(ports, input.state, input.supplements);
  const submission = {
    ...submissionKey(input.state, reference),
    schema: 1,
    version: 1,
    listPk: submissionsList(input.state),
    listSk: `${now}#${reference}`,
    state: input.state,
    reference,
    status: "draft",
    regime: input.regime,
    title: input.title,
    ...(input.noteVerbale === undefined ? {} : { noteVerbale: input.noteVerbale }),
    ...(input.supplements === undefined ? {} : { supplements: input.supplements }),
    handling: input.handling,
    items: 0,
    draftedAt: now,
  };
  const nextCounter = { ...counterKey(input.state), schema: 1, version: versionOf(counter) + 1, last: number };
  return commit(
    {
      writes: [
        { put: submission, ifAbsent: true },
        counter === undefined ? { put: nextCounter, ifAbsent: true } : { put: nextCounter, ifVersion: versionOf(counter) },
      ],
      entries: [
        {
          pk: submissionPk(input.state, reference),
          event: "submission.drafted",
          state: input.state,
          subject: reference,
          data: { titleSha256: exactHash(input.title, 1) },
        },
      ],
    },
    shownSubmission(submission),
  );
};

const mustExist = async (ports: Parameters<Run<"create-submission">>[0]["ports"], state: string, reference: string) => {
  const [found] = await ports.records.read([submissionKey(state, reference)]);
  if (found === undefined)
    throw new Problem("INVALID", { where: "supplements", what: `${reference} is not a submission of your State` });
};
