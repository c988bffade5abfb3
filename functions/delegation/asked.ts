import type { Item } from "#shared/ports.ts";
import { versionOf } from "./submission.ts";

/** What the Panel asked a State, as the State sees it. */
export const shownAsked = (item: Item) => ({
  id: item["id"],
  kind: item["kind"],
  version: versionOf(item),
  askedAt: item["askedAt"],
  dueAt: item["dueAt"] ?? null,
  reference: item["reference"] ?? null,
  purpose: item["purpose"] ?? null,
  /** Of a thread, what the Panel wrote last. */
  asks: item["asks"] ?? item["text"] ?? null,
  sentences: item["sentences"] ?? null,
  answeredAt: item["answeredAt"] ?? null,
  reply: item["reply"] ?? null,
  answers: item["answers"] ?? null,
});
