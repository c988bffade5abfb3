import { homePorts } from "#shared/adapters/home.ts";
import { itemKey, submissionKey, submissionPk } from "#shared/adapters/keys.ts";
import { guarded } from "#shared/log.ts";
import { type Item, type Json, type Ports, WriteConflict } from "#shared/ports.ts";
import { record } from "#shared/record/change.ts";
import { versionOf } from "../delegation/submission.ts";
import type { UnderVerification } from "./file-under.ts";
import type { Hashed } from "./hash-file.ts";
import type { Inspected } from "./inspect-file.ts";
import { registerSubmission } from "./register-submission.ts";

type Concluding = UnderVerification &
  Partial<Hashed> & { readonly inspected?: Inspected; readonly failed?: { readonly error: string; readonly cause: string } };

/** Reasons for holding a file back; the portal's catalogue has the sentences. */
export type QuarantineReason = "size-differs" | "hash-differs" | "type-differs" | "unreadable";

/**
 * Writes the verdict of one file with its ledger entry and counts it in the submission; the last one registers the submission. Every
 * part bears repetition: a verdict stands once given.
 */
export const handler = guarded("conclude-file", async (input: Concluding): Promise<{ readonly verdict: string }> => {
  const ports = (await homePorts())(input.state);
  const item = await concluded(ports, input);
  const [submission] = await ports.records.read([submissionKey(input.state, input.reference)]);
  const left = Number(submission?.["items"]) - Number(submission?.["concluded"] ?? 0);
  if (submission?.["status"] === "sealed" && left === 0) await registerSubmission(ports, submission);
  return { verdict: String(item["status"]) };
});

const ATTEMPTS = 12;

const concluded = async (ports: Ports, input: Concluding): Promise<Item> => {
  for (let attempt = 1; ; attempt += 1) {
    const [item, submission] = await ports.records.read([
      itemKey(input.state, input.reference, input.item),
      submissionKey(input.state, input.reference),
    ]);
    if (item === undefined || submission === undefined) throw new Error(`there is no file ${input.item} in ${input.reference}`);
    if (item["status"] !== "received") return item;
    const next = { ...item, ...verdictOf(item, input), version: versionOf(item) + 1, concludedAt: ports.clock.now() } as Item;
    const counted = { ...submission, version: versionOf(submission) + 1, concluded: Number(submission["concluded"] ?? 0) + 1 };
    const verified = next["status"] === "verified";
    const outcome = await record(ports, {
      writes: [
        { put: next, ifVersion: versionOf(item) },
        { put: counted, ifVersion: versionOf(submission) },
      ],
      entries: [
        {
          pk: submissionPk(input.state, input.reference),
          event: verified ? "file.verified" : "file.quarantined",
          state: input.state,
          subject: input.reference,
          data: verified
            ? { item: input.item, sha256: String(next["storedSha256"]) }
            : { item: input.item, reason: String(next["reason"]) },
        },
      ],
    }).catch((error: unknown) => {
      if (error instanceof WriteConflict) return "conflict" as const;
      throw error;
    });
    if (outcome === "written") return next;
    // Other files of the submission are concluded at the same moment: wait a little and count again.
    if (attempt >= ATTEMPTS) throw new Error(`${input.reference} is being written to by too many at once`);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 40 * attempt));
  }
};

const verdictOf = (item: Item, input: Concluding): Readonly<Record<string, Json>> => {
  const found = {
    ...(input.sha256 === undefined ? {} : { storedSha256: input.sha256 }),
    ...(input.inspected?.image ? { image: { ...input.inspected.image } } : {}),
  };
  const held = (reason: QuarantineReason, reasonParams: Readonly<Record<string, string | number>>) => ({
    ...found,
    status: "quarantined",
    reason,
    reasonParams,
  });
  if (input.failed !== undefined || input.sha256 === undefined || input.inspected === undefined)
    return held("unreadable", { error: input.failed?.error ?? "not read" });
  if (input.storedBytes !== item["bytes"])
    return held("size-differs", { declared: Number(item["bytes"]), stored: Number(input.storedBytes) });
  if (input.sha256 !== item["sha256"]) return held("hash-differs", { declared: String(item["sha256"]), stored: input.sha256 });
  if (!input.inspected.fits)
    return held("type-differs", { declared: String(item["mediaType"]), found: input.inspected.found ?? "unknown" });
  return { ...found, status: "verified" };
};
