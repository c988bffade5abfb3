import { duePk, submissionPk } from "#shared/adapters/keys.ts";
import { addDays } from "#shared/domain/clock.ts";
import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import { exactBytes, sha256Hex } from "#shared/record/exact.ts";
import { draftOf, itemsOf, sameVersion, shownItem, shownSubmission } from "./submission.ts";

/** An hour: longer than the files of most submissions take. */
const VERIFICATION_DAYS = 1 / 24;

/** Seals: the manifest of everything declared is written first, under its own hash; the record then names that hash. */
export const run: Run<"seal-submission"> = async ({ input, record, ports, actor, commit, now }) => {
  const draft = sameVersion(draftOf(record), input.version);
  const items = await itemsOf(ports.records, input.state, input.reference);
  if (items.length === 0) throw new Problem("NOTHING_TO_SEAL");
  const waiting = items.find((item) => item["status"] !== "received");
  if (waiting !== undefined) {
    throw new Problem("UPLOAD_INCOMPLETE", { item: String(waiting["number"]), have: "not all", need: Number(waiting["parts"]) });
  }
  const manifest = exactBytes(
    {
      reference: input.reference,
      title: draft["title"],
      regime: draft["regime"],
      handling: draft["handling"],
      items: items.map((item) => ({ ...shownItem(item, draft), status: "received" })),
    },
    1,
  );
  const manifestSha256 = sha256Hex(manifest);
  const key = `STATE/${input.state}/${input.reference}/manifest-${manifestSha256}.json`;
  await ports.files("uploads").put({ key, body: manifest, mediaType: "application/json", once: true });
  const sealed = {
    ...draft,
    version: input.version + 1,
    status: "sealed",
    sealedAt: now,
    sealedBy: actor.id,
    manifestSha256,
    manifestKey: key,
    // Looked at again by the sweep if its files are not concluded by then.
    duePk: duePk(input.state),
    dueAt: addDays(now, VERIFICATION_DAYS),
  };
  return commit(
    {
      writes: [{ put: sealed, ifVersion: input.version }],
      entries: [
        {
          pk: submissionPk(input.state, input.reference),
          event: "submission.sealed",
          state: input.state,
          subject: input.reference,
          data: { manifestSha256 },
        },
      ],
    },
    shownSubmission(sealed),
  );
};
