import { Problem } from "#shared/domain/problems.ts";
import { isWritable, WRITABLE } from "#shared/domain/threads.ts";
import type { Run } from "#shared/endpoint.ts";
import { exactHash } from "#shared/record/exact.ts";
import { added, headOf, type Message, shownMessage } from "../thread.ts";
import { ownThread } from "./thread.ts";

/** The Panel is told the text; who of the mission wrote it stays in the State's own records. */
export const run: Run<"write-message"> = async ({ input, record, actor, ports, commit, now }) => {
  if (record === undefined) throw new Problem("NOT_FOUND");
  if (!isWritable(record["status"]))
    throw new Problem("WRONG_STAGE", { allowed: WRITABLE.join(", "), actual: String(record["status"]) });
  const { state, reference, text, seen } = input;
  const place = ownThread(state, reference);
  const message: Message = { id: ports.newId(), at: now, from: "state", by: actor.id, text };
  const { writes, count } = added({ place, head: await headOf(ports, place.pk), message, seen });
  const body = { state, reference, regime: String(record["regime"]), message: message.id, text, at: now };
  return commit(
    {
      writes,
      entries: [
        {
          pk: place.pk,
          event: "message.written",
          state,
          subject: reference,
          data: { message: message.id, textSha256: exactHash(text, 1) },
        },
      ],
      messages: [{ pk: place.pk, kind: "state-message", id: message.id, body }],
    },
    { ...shownMessage(message), count },
  );
};
