import { originThreadPk, submissionPk, THREAD_MESSAGES } from "#shared/adapters/keys.ts";
import type { Item } from "#shared/ports.ts";
import { exactHash } from "#shared/record/exact.ts";
import type { World } from "./world.ts";

/** Both sides of the wall hold the same messages of a thread, each once, counted, and with one entry that has the hash of its text. */
export const threadFaults = ({ items }: World): readonly string[] =>
  items
    .filter((item) => item.sk === "THREAD" && item.pk.startsWith("STATE#"))
    .flatMap((head) => {
      const [state, reference] = [String(head["state"]), String(head["reference"])];
      const sides = [submissionPk(state, reference), originThreadPk(state, reference)].map((pk) =>
        items.filter((item) => item.pk === pk),
      );
      const [own = [], theirs = []] = sides;
      const agree = JSON.stringify(textsOf(own)) === JSON.stringify(textsOf(theirs));
      return [...(agree ? [] : [`the thread of ${reference} differs on both sides of the wall`]), ...sides.flatMap(sideFaults)];
    });

const messagesOf = (side: readonly Item[]) => side.filter((item) => item.sk.startsWith(THREAD_MESSAGES));
const textsOf = (side: readonly Item[]) => messagesOf(side).map(({ id, from, text }) => [id, from, text]);

const sideFaults = (side: readonly Item[]): readonly string[] => {
  const messages = messagesOf(side);
  const head = side.find((item) => item.sk === "THREAD");
  const entries = side.flatMap(
    (item) => (item["entry"] as { data: { message?: string; textSha256?: string } } | undefined)?.data ?? [],
  );
  const unproved = messages.filter(({ id, text }) => {
    const own = entries.filter((data) => data.message === id);
    return own.length !== 1 || own[0]?.textSha256 !== exactHash(String(text), 1);
  });
  return [
    ...(head?.["count"] === messages.length
      ? []
      : [`${head?.pk} counts ${head?.["count"]} messages and holds ${messages.length}`]),
    ...unproved.map(({ pk, sk }) => `${pk} ${sk} has not one entry with the hash of its text`),
  ];
};
