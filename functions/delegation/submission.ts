import { itemKey, submissionPk } from "#shared/adapters/keys.ts";
import { Problem } from "#shared/domain/problems.ts";
import type { Item, Records } from "#shared/ports.ts";
import { everything } from "../everything.ts";

/** Where a submission stands, in the order it passes through. */
export type SubmissionStatus = "draft" | "sealed" | "registered" | "withdrawn";
/** Where one file stands. */
export type FileStatus = "expected" | "received" | "verified" | "quarantined";

/** All items of a submission, in the order they were declared. */
export const itemsOf = (records: Records, state: string, reference: string): Promise<readonly Item[]> =>
  everything(records, submissionPk(state, reference), "ITEM#");

export const oneItem = async (records: Records, at: { state: string; reference: string; item: string }): Promise<Item> => {
  const [item] = await records.read([itemKey(at.state, at.reference, at.item)]);
  if (item === undefined) throw new Problem("NOT_FOUND");
  return item;
};

export const versionOf = (record: Item | undefined): number => Number(record?.version ?? 0);

/** The record, provided that it is a draft still. */
export const draftOf = (record: Item | undefined): Item => {
  if (record === undefined) throw new Problem("NOT_FOUND");
  if (record["status"] !== "draft") throw new Problem("NOT_DRAFT");
  return record;
};

export const sameVersion = (record: Item | undefined, given: number): Item => {
  if (record === undefined) throw new Problem("NOT_FOUND");
  if (versionOf(record) !== given) throw new Problem("STALE", { given, actual: versionOf(record) });
  return record;
};

/** What a delegate sees of a submission: its own words and status, nothing of the Panel's. */
export const shownSubmission = (record: Item) => ({
  reference: record["reference"],
  version: versionOf(record),
  status: record["status"],
  regime: record["regime"],
  title: record["title"],
  noteVerbale: record["noteVerbale"] ?? null,
  supplements: record["supplements"] ?? null,
  handling: record["handling"],
  items: record["items"],
  heldBack: record["heldBack"] ?? 0,
  draftedAt: record["draftedAt"],
  sealedAt: record["sealedAt"] ?? null,
  registeredAt: record["registeredAt"] ?? null,
  withdrawnAt: record["withdrawnAt"] ?? null,
  manifestSha256: record["manifestSha256"] ?? null,
});

/** The handling of one file: its own where it was given one, else the submission's as that stands at its seal. */
export const handlingOf = (item: Item, submission: Item) => item["handling"] ?? submission["handling"];

export const shownItem = (item: Item, submission: Item) => ({
  id: item["id"],
  number: item["number"],
  kind: item["kind"],
  name: item["name"],
  title: item["title"],
  bytes: item["bytes"],
  sha256: item["sha256"],
  mediaType: item["mediaType"],
  metadata: item["metadata"],
  handling: handlingOf(item, submission),
  status: item["status"],
  reason: item["reason"] ?? null,
  reasonParams: item["reasonParams"] ?? null,
  partBytes: item["partBytes"],
  parts: item["parts"],
});
