import { Problem } from "#shared/domain/problems.ts";
import { authorOf, toldTooMuch } from "#shared/domain/threads.ts";
import type { Run } from "#shared/endpoint.ts";
import { exactHash } from "#shared/record/exact.ts";
import { added, headOf, type Message, shownMessage } from "../thread.ts";
import { originThread } from "./thread.ts";

/** The State is told the text, and whether an expert or the Secretariat wrote it. */
export const run: Run<"answer-state"> = async ({ input, record, actor, ports, commit, now }) => {
  if (record === undefined) throw new Problem("NOT_FOUND");
  const { state, submission } = record;
  if (typeof state !== "string" || typeof submission !== "string")
    throw new Problem("INVALID", {
      where: "reference",
      what: `${input.reference} is an open source: no State gave it, so there is nobody to write to`,
    });
  const { text, seen } = input;
  const told = toldTooMuch(text, state);
  if (told !== undefined)
    throw new Problem("INVALID", {
      where: "text",
      what: `${told.text} ${told.what}, which the State must not learn: write ${submission}, or leave it out`,
    });
  const place = originThread(state, submission, String(record["regime"]));
  const from = authorOf(actor.role);
  const message: Message = { id: ports.newId(), at: now, from, by: actor.id, text };
  const { writes, count } = added({ place, head: await headOf(ports, place.pk), message, seen });
  const body = { state, reference: submission, message: message.id, from, text, at: now };
  return commit(
    {
      writes,
      entries: [
        {
          pk: place.pk,
          event: "message.sent",
          subject: input.reference,
          data: { message: message.id, textSha256: exactHash(text, 1) },
        },
      ],
      messages: [{ pk: place.pk, kind: "panel-message", id: message.id, body }],
    },
    { ...shownMessage(message), count },
  );
};
