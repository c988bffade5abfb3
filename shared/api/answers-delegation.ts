import * as z from "zod";
import { receiptSchema } from "../domain/receipt.ts";
import { count, handling, link, me, message, metadata, pageOf, params, sha, thread, version, when } from "./answers-common.ts";
import { evidenceKind } from "./routes-delegation.ts";

/** What a delegation is answered. Strict: a field that is not named here is one that a delegation must not see. */
const submission = {
  reference: z.string(),
  version,
  status: z.enum(["draft", "sealed", "registered", "withdrawn"]),
  regime: z.string(),
  title: z.string(),
  noteVerbale: z.string().nullable(),
  supplements: z.string().nullable(),
  handling,
  items: count,
  /** Files that were held back; 0 until the submission is registered. */
  heldBack: count,
  draftedAt: when,
  sealedAt: when.nullable(),
  registeredAt: when.nullable(),
  withdrawnAt: when.nullable(),
  manifestSha256: sha.nullable(),
};
const item = {
  id: z.string(),
  number: z.int().positive(),
  kind: evidenceKind,
  name: z.string(),
  title: z.string(),
  bytes: count,
  sha256: sha,
  mediaType: z.string(),
  metadata,
  handling,
  status: z.enum(["expected", "received", "verified", "quarantined"]),
  reason: z.string().nullable(),
  reasonParams: params.nullable(),
  partBytes: count,
  parts: z.int().positive(),
};
const ownSubmission = z.strictObject(submission);
const ownItem = z.strictObject(item);

const asked = z.strictObject({
  id: z.string(),
  kind: z.enum(["letter", "release", "message"]),
  version,
  askedAt: when,
  dueAt: when.nullable(),
  reference: z.string().nullable(),
  purpose: z.string().nullable(),
  asks: z.string().nullable(),
  sentences: z.array(z.strictObject({ sentence: z.string(), text: z.string(), material: z.array(z.string()) })).nullable(),
  answeredAt: when.nullable(),
  reply: z.string().nullable(),
  answers: z
    .array(
      z.strictObject({
        sentence: z.string(),
        says: z.enum(["released", "refused"]),
        as: z.string().optional(),
        note: z.string().optional(),
      }),
    )
    .nullable(),
});

export const DELEGATION_ANSWERS = {
  "my-delegation": me,
  "create-submission": ownSubmission,
  "list-submissions": pageOf(ownSubmission),
  "get-submission": z.strictObject({ ...submission, items: z.array(ownItem), next: z.string().nullable() }),
  "change-submission": ownSubmission,
  "declare-item": z.strictObject({ ...item, submissionVersion: version }),
  "change-item": z.strictObject({ ...item, submissionVersion: version }),
  "list-openings": pageOf(
    z.strictObject({
      id: z.string(),
      at: when,
      by: z.enum(["panel", "own-mission"]),
      /** Its id, or its number where the Panel opened it. */
      item: z.string(),
      commitment: sha,
    }),
  ),
  "list-messages": thread,
  "write-message": message.extend({ count }),
  "remove-item": z.strictObject({ removed: z.string(), submissionVersion: version }),
  "link-parts": z.strictObject({
    arrived: z.array(z.strictObject({ part: z.int().positive(), bytes: count, sha256: sha })),
    links: z.array(link.extend({ part: z.int().positive() })),
  }),
  "complete-item": ownItem,
  "seal-submission": ownSubmission,
  "withdraw-submission": ownSubmission,
  "get-receipt": receiptSchema,
  "open-item": link,
  "list-asked": pageOf(asked),
  "get-asked": asked,
  "answer-letter": asked,
  "answer-release": asked,
} as const;
