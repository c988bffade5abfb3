import { caseKey, casePartKey, casePk, pointerKey } from "#shared/adapters/keys.ts";
import type { Letter } from "#shared/domain/case.ts";
import type { CrossingBody } from "#shared/domain/crossings.ts";
import { isCleared } from "#shared/domain/decide.ts";
import { type Item, type Ports, WriteConflict } from "#shared/ports.ts";
import { type Recorded, writesOf } from "#shared/record/change.ts";
import { exactHash } from "#shared/record/exact.ts";
import { loadCase, nextHead, part, type ReleasePart } from "../panel/case-file.ts";
import { CLEARED, move } from "../panel/moves.ts";

/** A State's reply, verbatim, into the letter that it answers. A reply that came by another way before stands. */
export const applyReply = async (ports: Ports, message: Item): Promise<void> => {
  const body = message["body"] as unknown as CrossingBody<"reply">;
  const id = await caseOf(ports, "LETTER", body.letter);
  await onCase(ports, id, async (head) => {
    const [item] = await ports.records.read([casePartKey(id, "LETTER", body.letter)]);
    const letter = item?.["body"] as unknown as Letter | undefined;
    if (letter === undefined) throw new Error(`case ${id} has no letter ${body.letter}`);
    if (letter.reply !== undefined || letter.state !== body.state) return undefined;
    return {
      writes: [nextHead(head), part(id, "LETTER", letter.id, { ...letter, reply: { text: body.text, at: body.at } })],
      entries: [
        {
          pk: casePk(id),
          event: "letter.replied",
          subject: id,
          data: { letter: letter.id, textSha256: exactHash(body.text, 1) },
        },
      ],
    };
  });
};

/** An originator's answers, sentence by sentence. When nothing is left to be released, the case goes on to adoption by itself. */
export const applyRelease = async (ports: Ports, message: Item): Promise<void> => {
  const body = message["body"] as unknown as CrossingBody<"release-answer">;
  const id = await caseOf(ports, "RELEASE", body.request);
  const partId = `${body.request}#${body.state}`;
  await onCase(ports, id, async (head) => {
    const [item] = await ports.records.read([casePartKey(id, "RELEASE", partId)]);
    const request = item?.["body"] as unknown as ReleasePart | undefined;
    if (request === undefined) throw new Error(`case ${id} has no release request ${partId}`);
    if (request.answers !== undefined) return undefined;
    const answered = { ...request, answers: body.answers, answeredAt: body.at };
    return {
      writes: [nextHead(head), part(id, "RELEASE", partId, answered)],
      entries: [{ pk: casePk(id), event: "release.recorded", subject: id, data: { request: body.request } }],
    };
  });
  await onCase(ports, id, async (head) => {
    const now = ports.clock.now();
    const { file } = await loadCase(ports.records, head, now);
    if (!isCleared(file, now)) return undefined;
    const moved = move({ head, file, now }, CLEARED);
    return { writes: [nextHead(head, moved.head), ...moved.steps], entries: moved.entries };
  });
};

const caseOf = async (ports: Ports, kind: "LETTER" | "RELEASE", id: string): Promise<string> => {
  const [pointer] = await ports.records.read([pointerKey(kind, id)]);
  if (pointer === undefined) throw new Error(`nothing was asked under ${id}`);
  return String(pointer["case"]);
};

/** Changes a case as people do: through its head, again when somebody else was faster. `undefined` says that there is nothing to do. */
const onCase = async (ports: Ports, id: string, change: (head: Item) => Promise<Recorded | undefined>): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    const [head] = await ports.records.read([caseKey(id)]);
    if (head === undefined) throw new Error(`there is no case ${id}`);
    const recorded = await change(head);
    if (recorded === undefined) return;
    try {
      await ports.records.write(writesOf(recorded, { actor: "system", now: ports.clock.now(), ports }));
      return;
    } catch (error) {
      if (!(error instanceof WriteConflict) || attempt >= 12) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 25 * attempt));
    }
  }
};
