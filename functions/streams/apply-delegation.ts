import { homePorts } from "#shared/adapters/home.ts";
import { askedKey, askedList, askedPk, submissionKey, submissionPk } from "#shared/adapters/keys.ts";
import type { CrossingBody } from "#shared/domain/crossings.ts";
import { type Item, type Json, type Ports, WriteConflict } from "#shared/ports.ts";
import { record } from "#shared/record/change.ts";
import { applyPanelMessage } from "./apply-message.ts";
import { type Messages, queueHandler } from "./messages.ts";

/** Puts what arrived for a State into its own records. */
export const handler = queueHandler<Messages["apply"]>("apply-delegation", async ({ pk, sk, state }) => {
  const ports = (await homePorts())(state);
  const [message] = await ports.records.read([{ pk, sk }]);
  if (message === undefined) throw new Error(`there is no message ${pk}`);
  const apply = APPLY[String(message["crossing"])];
  if (apply === undefined) throw new Error(`a message of the kind ${String(message["crossing"])} does not come here`);
  await apply(ports, message["body"]);
});

type Apply = (ports: Ports, body: Json | undefined) => Promise<void>;

const APPLY: Readonly<Record<string, Apply>> = {
  enquiry: async (ports, body) => {
    const letter = body as unknown as CrossingBody<"enquiry">;
    const { state, letter: id, reference, purpose, asks, sentAt, dueAt } = letter;
    const asked = { ...askedItem(state, id, sentAt), kind: "letter", reference, purpose, asks, dueAt };
    await record(ports, {
      writes: [{ put: asked, ifAbsent: true }],
      entries: [{ pk: askedPk(state, id), event: "letter.received", state, subject: id, data: { letter: id } }],
    });
  },
  "release-request": async (ports, body) => {
    const { state, request, askedAt, sentences } = body as unknown as CrossingBody<"release-request">;
    const asked = { ...askedItem(state, request, askedAt), kind: "release", sentences: sentences as unknown as Json };
    await record(ports, {
      writes: [{ put: asked, ifAbsent: true }],
      entries: [{ pk: askedPk(state, request), event: "release.asked", state, subject: request, data: { request } }],
    });
  },
  opening: async (ports, body) => {
    const { state, opening, reference, number } = body as unknown as CrossingBody<"opening">;
    // The entry has the message's id: told twice, it is one opening.
    await record(ports, {
      writes: [],
      entries: [
        { pk: submissionPk(state, reference), event: "material.seen", state, subject: reference, data: { number }, id: opening },
      ],
    });
  },
  "panel-message": applyPanelMessage,
  proof: async (ports, body) => {
    const { state, reference, ...proof } = body as unknown as CrossingBody<"proof">;
    // The proof is derived from the log: it is no event of its own, and a later one replaces an earlier one.
    for (let attempt = 1; ; attempt += 1) {
      const [submission] = await ports.records.read([submissionKey(state, reference)]);
      if (submission === undefined || submission["receiptEntry"] !== proof.entry)
        throw new Error(`${reference} has no entry ${proof.entry}`);
      try {
        const next = { ...submission, version: Number(submission.version) + 1, proof: proof as unknown as Json };
        await ports.records.write([{ put: next, ifVersion: Number(submission.version) }]);
        return;
      } catch (error) {
        if (!(error instanceof WriteConflict) || attempt >= 8) throw error;
      }
    }
  },
};

const askedItem = (state: string, id: string, askedAt: string) =>
  ({
    ...askedKey(state, id),
    schema: 1,
    version: 1,
    listPk: askedList(state),
    listSk: `${askedAt}#${id}`,
    id,
    askedAt,
  }) satisfies Item;
