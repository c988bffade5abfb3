import * as z from "zod";
import { EVIDENCE, type EvidenceKind } from "../domain/evidence.ts";
import { handlingSchema } from "../domain/handling.ts";
import { messageBody, sha256, stateCode, stateReference, text, ulid, version } from "./fields.ts";
import type { RouteRow } from "./route.ts";

const ofState = z.strictObject({ state: stateCode });
const ofSubmission = z.strictObject({ state: stateCode, reference: stateReference });
const ofItem = z.strictObject({ state: stateCode, reference: stateReference, item: ulid });
const ofAsked = z.strictObject({ state: stateCode, asked: ulid });
const page = z.strictObject({ after: z.string().max(2000).optional() });
const metadata = z.record(z.string().max(60), z.union([z.string().max(2000), z.number(), z.boolean()]));
export const evidenceKind = z.enum(Object.keys(EVIDENCE) as [EvidenceKind, ...EvidenceKind[]]);

const read = { zone: "delegation", reads: "submission.read", loads: "submission", answers: 200 } as const;
const write = { zone: "delegation", reads: "submission.read", action: "submission.write", loads: "submission" } as const;
const asked = { zone: "delegation", reads: "asked.read", loads: "asked", answers: 200 } as const;

export const DELEGATION_ROUTES = {
  "create-submission": {
    ...write,
    method: "POST",
    path: "/delegations/{state}/submissions",
    loads: "state",
    says: "Begins a draft submission of one State.",
    params: ofState,
    body: z.strictObject({
      regime: z.string().max(12),
      title: text(300),
      noteVerbale: text(120).optional(),
      supplements: stateReference.optional(),
      handling: handlingSchema,
    }),
    event: "submission.drafted",
    answers: 201,
    quota: "submissions",
  },
  "list-submissions": {
    ...read,
    method: "GET",
    path: "/delegations/{state}/submissions",
    loads: "state",
    says: "The State's submissions, newest first, 50 a page.",
    params: ofState,
    query: page,
  },
  "get-submission": {
    ...read,
    method: "GET",
    path: "/delegations/{state}/submissions/{reference}",
    says: "One submission with its items and where each stands, 500 items a page.",
    params: ofSubmission,
    query: page,
  },
  "change-submission": {
    ...write,
    method: "PUT",
    path: "/delegations/{state}/submissions/{reference}",
    says: "Changes the description of a draft.",
    params: ofSubmission,
    body: z.strictObject({ version, title: text(300), noteVerbale: text(120).optional(), handling: handlingSchema }),
    event: "submission.changed",
    answers: 200,
  },
  "declare-item": {
    ...write,
    method: "POST",
    path: "/delegations/{state}/submissions/{reference}/items",
    says: "Declares a file: kind, name, size, SHA-256, description. Answers how to send it.",
    params: ofSubmission,
    body: z.strictObject({
      kind: evidenceKind,
      name: text(255),
      title: text(300),
      bytes: z
        .int()
        .min(0)
        .max(5 * 1024 ** 4),
      sha256,
      mediaType: z.string().regex(/^[a-z]+\/[a-z0-9.+-]{1,80}$/, "must be a media type such as image/tiff"),
      metadata: metadata.default({}),
      handling: handlingSchema.optional(),
    }),
    event: "item.declared",
    answers: 201,
    quota: "files",
  },
  "change-item": {
    ...write,
    method: "PUT",
    path: "/delegations/{state}/submissions/{reference}/items/{item}",
    says: "Changes what is said of a file of a draft; its bytes and hash stay.",
    params: ofItem,
    body: z.strictObject({
      kind: evidenceKind,
      title: text(300),
      metadata: metadata.default({}),
      handling: handlingSchema.optional(),
    }),
    event: "item.described",
    answers: 200,
  },
  "list-openings": {
    ...read,
    method: "GET",
    path: "/delegations/{state}/submissions/{reference}/openings",
    says: "When the files of a submission were opened, by the Panel or by the State's own mission, oldest first. Nobody is named.",
    params: ofSubmission,
    query: page,
  },
  "list-messages": {
    ...read,
    method: "GET",
    path: "/delegations/{state}/submissions/{reference}/messages",
    says: "What the State's delegation and the Panel wrote to each other about a submission, newest first, 50 a page.",
    params: ofSubmission,
    query: page,
  },
  "write-message": {
    ...write,
    method: "POST",
    path: "/delegations/{state}/submissions/{reference}/messages",
    action: "submission.message",
    says: "Writes to the Panel about a sealed submission. The text is recorded word for word and cannot be changed; files are not attached.",
    params: ofSubmission,
    body: messageBody,
    event: "message.written",
    answers: 201,
    quota: "messages",
  },
  "remove-item": {
    ...write,
    method: "DELETE",
    path: "/delegations/{state}/submissions/{reference}/items/{item}",
    says: "Takes a file out of a draft.",
    params: ofItem,
    event: "item.removed",
    answers: 200,
  },
  "link-parts": {
    ...write,
    method: "POST",
    path: "/delegations/{state}/submissions/{reference}/items/{item}/parts",
    says: "Links to send parts to. Each link takes exactly the bytes declared for its part.",
    params: ofItem,
    body: z.strictObject({
      parts: z
        .array(z.strictObject({ part: z.int().min(1).max(10_000), bytes: z.int().min(0), sha256 }))
        .min(1)
        .max(100),
    }),
    answers: 200,
  },
  "complete-item": {
    ...write,
    method: "POST",
    path: "/delegations/{state}/submissions/{reference}/items/{item}/complete",
    says: "Joins the parts of a file. Safe to repeat.",
    params: ofItem,
    body: z.strictObject({}),
    event: "item.received",
    answers: 200,
  },
  "seal-submission": {
    ...write,
    method: "POST",
    path: "/delegations/{state}/submissions/{reference}/seal",
    says: "Seals the submission: nothing in it can be changed afterwards, and verification begins.",
    params: ofSubmission,
    body: z.strictObject({ version }),
    event: "submission.sealed",
    answers: 200,
  },
  "withdraw-submission": {
    ...write,
    method: "POST",
    path: "/delegations/{state}/submissions/{reference}/withdraw",
    says: "Withdraws a registered submission: a status with its reason; nothing is deleted.",
    params: ofSubmission,
    body: z.strictObject({ version, reason: text(2000) }),
    event: "submission.withdrawn",
    answers: 200,
  },
  "get-receipt": {
    ...read,
    method: "GET",
    path: "/delegations/{state}/submissions/{reference}/receipt",
    says: "The receipt: item hashes, ledger entry, inclusion proof and signed checkpoint. Anybody can verify it offline.",
    params: ofSubmission,
  },
  "open-item": {
    ...write,
    method: "POST",
    path: "/delegations/{state}/submissions/{reference}/items/{item}/links",
    says: "A link to the State's own file, valid 15 minutes. Opening is recorded.",
    params: ofItem,
    body: z.strictObject({}),
    event: "material.opened",
    answers: 201,
    quota: "opened",
  },
  "list-asked": {
    ...asked,
    method: "GET",
    path: "/delegations/{state}/asked",
    loads: "state",
    says: "Letters, release requests and unanswered messages addressed to the State.",
    params: ofState,
    query: page,
  },
  "get-asked": {
    ...asked,
    method: "GET",
    path: "/delegations/{state}/asked/{asked}",
    says: "One letter or release request.",
    params: ofAsked,
  },
  "my-delegation": {
    zone: "delegation",
    reads: "self.read",
    loads: "state",
    answers: 200,
    method: "GET",
    path: "/delegations/{state}/me",
    says: "The person's own appointments for the State.",
    params: ofState,
  },
  "answer-letter": {
    ...asked,
    method: "POST",
    path: "/delegations/{state}/asked/{asked}/reply",
    action: "asked.answer",
    says: "Replies to a letter; the text is recorded verbatim and cannot be changed.",
    params: ofAsked,
    body: z.strictObject({ text: text(20_000) }),
    event: "letter.answered",
  },
  "answer-release": {
    ...asked,
    method: "POST",
    path: "/delegations/{state}/asked/{asked}/release",
    action: "asked.answer",
    says: "Releases or refuses sentences, each with the attribution allowed.",
    params: ofAsked,
    body: z.strictObject({
      answers: z
        .array(
          z.strictObject({
            sentence: z.string().max(48),
            says: z.enum(["released", "refused"]),
            as: z.enum(["none", "a Member State", "named State", "named source"]).optional(),
            note: text(2000).optional(),
          }),
        )
        .min(1)
        .max(200),
    }),
    event: "release.answered",
  },
} as const satisfies Record<string, RouteRow>;
