import * as z from "zod";
import { CLAIM_KINDS, ELEMENT_STATES } from "../domain/case.ts";
import { INFORMATION_GRADES, SOURCE_GRADES } from "../domain/grades.ts";
import { handlingSchema } from "../domain/handling.ts";
import { caseObligationSchema } from "../domain/obligations.ts";
import { PRECISIONS, type Precision } from "../domain/places.ts";
import {
  chosenId,
  exhibitReference,
  isoTime,
  itemNumber,
  messageBody,
  panelReference,
  sha256,
  stateCode,
  text,
  ulid,
  version,
} from "./fields.ts";
import type { RouteRow } from "./route.ts";

const none = z.strictObject({});
const ofCase = z.strictObject({ case: chosenId });
const ofExhibit = z.strictObject({ case: chosenId, reference: panelReference, item: itemNumber });
const ofLetter = z.strictObject({ case: chosenId, letter: ulid });
const ofEvidence = z.strictObject({ reference: panelReference, item: itemNumber });
const page = z.strictObject({ regime: z.string().max(12), after: z.string().max(2000).optional() });
const metadata = z.record(z.string().max(60), z.union([z.string().max(2000), z.number(), z.boolean()])).default({});
/** Of the original, from its upper left corner. */
const pixel = z.int().min(0).max(1_000_000);
const stageId = z.string().max(40);

const work = { zone: "panel", reads: "case.read", action: "case.work", loads: "case", answers: 200 } as const;
const read = { zone: "panel", reads: "case.read", loads: "case", answers: 200 } as const;

export const PANEL_ROUTES = {
  "my-panel": {
    zone: "panel",
    reads: "self.read",
    loads: "none",
    answers: 200,
    method: "GET",
    path: "/panel/me",
    says: "The person's own appointments here.",
    params: none,
  },
  "list-register": {
    ...read,
    method: "GET",
    path: "/panel/register",
    reads: "register.read",
    loads: "none",
    says: "Registered submissions and open sources of a regime, newest first, 50 a page.",
    params: none,
    query: page,
  },
  "get-registration": {
    ...read,
    method: "GET",
    path: "/panel/register/{reference}",
    reads: "register.read",
    loads: "registration",
    says: "One registered submission with its items.",
    params: z.strictObject({ reference: panelReference }),
  },
  "list-thread": {
    ...read,
    method: "GET",
    path: "/panel/register/{reference}/messages",
    reads: "register.read",
    loads: "registration",
    says: "What the State's delegation and the Panel wrote to each other about a registered submission, newest first, 50 a page.",
    params: z.strictObject({ reference: panelReference }),
    query: z.strictObject({ after: z.string().max(2000).optional() }),
  },
  "answer-state": {
    ...read,
    method: "POST",
    path: "/panel/register/{reference}/messages",
    reads: "register.read",
    action: "register.answer",
    loads: "registration",
    says: "Writes to the State that gave a submission. It reads the text, and that an expert or the Secretariat wrote it, not who.",
    params: z.strictObject({ reference: panelReference }),
    body: messageBody,
    event: "message.sent",
    answers: 201,
    quota: "answers",
  },
  "list-unanswered": {
    ...read,
    method: "GET",
    path: "/panel/messages",
    reads: "register.read",
    loads: "none",
    says: "Registered submissions of a regime whose State wrote last, the longest waiting first, 50 a page.",
    params: none,
    query: page,
  },
  "get-evidence": {
    ...read,
    method: "GET",
    path: "/panel/evidence/{reference}/{item}",
    reads: "evidence.read",
    loads: "evidence",
    says: "One item of evidence: hashes, metadata, handling, custody.",
    params: ofEvidence,
  },
  "collect-evidence": {
    ...read,
    method: "POST",
    path: "/panel/evidence",
    action: "evidence.collect",
    loads: "none",
    says: "Registers an open source that an expert captured, with its text; the server stores and hashes the capture.",
    params: none,
    body: z.strictObject({
      regime: z.string().max(12),
      kind: z.enum(["open-source", "list-snapshot", "statement", "ais-track"]),
      title: text(300),
      publisher: text(200),
      published: z.iso.date().optional(),
      capture: text(200_000),
      metadata,
      handling: handlingSchema,
    }),
    event: "evidence.collected",
    answers: 201,
    quota: "collected",
  },
  "open-evidence": {
    ...read,
    method: "POST",
    path: "/panel/evidence/{reference}/{item}/links",
    reads: "evidence.read",
    action: "evidence.open",
    loads: "evidence",
    says: "A link to the original, valid 15 minutes. Opening is recorded.",
    params: ofEvidence,
    body: none,
    event: "evidence.opened",
    answers: 201,
    quota: "opened",
  },
  "open-case": {
    ...read,
    method: "POST",
    path: "/panel/cases",
    action: "case.open",
    loads: "none",
    says: "Opens a case at triage.",
    params: none,
    body: z.strictObject({
      id: chosenId,
      title: text(300),
      regime: z.string().max(12),
      section: z.string().max(60),
      statesConcerned: z.array(stateCode).max(20),
      exhibits: z.array(exhibitReference).max(50),
      committeeDeadline: isoTime.optional(),
    }),
    event: "case.opened",
    answers: 201,
    quota: "cases",
  },
  "list-cases": {
    ...read,
    method: "GET",
    path: "/panel/cases",
    loads: "none",
    says: "Cases of a regime, newest first, 50 a page.",
    params: none,
    query: page,
  },
  "get-case": {
    ...read,
    method: "GET",
    path: "/panel/cases/{case}",
    says: "The case with all its parts, its gates in words, the strongest wording each claim allows, and what can be decided now.",
    params: ofCase,
  },
  "get-history": {
    ...read,
    method: "GET",
    path: "/panel/cases/{case}/history",
    says: "The ledger entries of the case, oldest first, 50 a page.",
    params: ofCase,
    query: z.strictObject({ after: z.string().max(2000).optional() }),
  },
  "assign-team": {
    ...work,
    method: "PUT",
    path: "/panel/cases/{case}/team",
    action: "case.assign",
    says: "Names the lead and the second expert.",
    params: ofCase,
    body: z.strictObject({ version, lead: z.string().max(60), verifier: z.string().max(60) }),
    event: "case.team",
  },
  "declare-interest": {
    ...work,
    method: "PUT",
    path: "/panel/cases/{case}/interest",
    action: "case.declare",
    says: "Declares an interest, none, or a recusal (its reason stays sealed).",
    params: ofCase,
    body: z.strictObject({
      interest: z.enum(["none", "declared"]),
      recused: z.boolean().default(false),
      reason: text(2000).optional(),
    }),
    event: "case.interest",
  },
  "link-exhibits": {
    ...work,
    method: "POST",
    path: "/panel/cases/{case}/exhibits",
    says: "Links registered evidence to the case.",
    params: ofCase,
    body: z.strictObject({ exhibits: z.array(exhibitReference).min(1).max(7) }),
    event: "case.exhibits",
  },
  "attribute-origin": {
    ...work,
    method: "PUT",
    path: "/panel/cases/{case}/exhibits/{reference}/{item}/origin",
    says: "Says who first knew, or what origin the item merely carries, with reasons.",
    params: ofExhibit,
    body: z.strictObject({
      origin: text(120),
      carries: text(120).optional(),
      sceneId: text(120).optional(),
      objectId: text(120).optional(),
      reasons: text(2000),
    }),
    event: "case.origin",
  },
  "dispute-exhibit": {
    ...work,
    method: "PUT",
    path: "/panel/cases/{case}/exhibits/{reference}/{item}/dispute",
    action: "case.attest",
    says: "Disputes an exhibit; it no longer counts. An empty list of reasons is not a dispute.",
    params: ofExhibit,
    body: z.strictObject({ reasons: text(2000) }),
    event: "case.dispute",
  },
  "grade-exhibit": {
    ...work,
    method: "PUT",
    path: "/panel/cases/{case}/exhibits/{reference}/{item}/grade",
    action: "case.attest",
    says: "Grades source reliability (A to F) and information credibility (1 to 6), each on its own.",
    params: ofExhibit,
    body: z.strictObject({ source: z.enum(SOURCE_GRADES), information: z.literal(INFORMATION_GRADES), reasons: text(2000) }),
    event: "case.grade",
  },
  "record-claim": {
    ...work,
    method: "PUT",
    path: "/panel/cases/{case}/claims/{claim}",
    says: "Records one sentence that the evidence is cited for.",
    params: z.strictObject({ case: chosenId, claim: chosenId }),
    body: z.strictObject({
      text: text(2000),
      kinds: z.array(z.enum(CLAIM_KINDS)).min(1).max(CLAIM_KINDS.length),
      supportedBy: z.array(exhibitReference).max(200),
      contradictedBy: z.array(exhibitReference).max(200).default([]),
      unknowns: z.array(text(1000)).max(50),
      nothingUnknown: text(1000).optional(),
    }),
    event: "case.claim",
  },
  "record-place": {
    ...work,
    method: "PUT",
    path: "/panel/cases/{case}/places/{place}",
    says: "Records a place: WGS 84 coordinates, how precisely they are known, where they are from, and the exhibits that show it.",
    params: z.strictObject({ case: chosenId, place: chosenId }),
    body: z.strictObject({
      name: text(200),
      latitude: z.number().min(-90).max(90),
      longitude: z.number().min(-180).max(180),
      precision: z.enum(Object.keys(PRECISIONS) as [Precision, ...Precision[]]),
      basis: text(500),
      cites: z.array(exhibitReference).max(50).default([]),
    }),
    event: "case.place",
  },
  "annotate-exhibit": {
    ...work,
    method: "POST",
    path: "/panel/cases/{case}/exhibits/{reference}/{item}/annotations",
    says: "Adds a note to a rectangle of a picture, in pixels of the original. Notes are added, never changed, and never part of the pixels.",
    params: ofExhibit,
    body: z.strictObject({ text: text(2000), x: pixel, y: pixel, w: pixel.min(1), h: pixel.min(1) }),
    event: "case.annotation",
    answers: 201,
  },
  "record-vessel": {
    ...work,
    method: "PUT",
    path: "/panel/cases/{case}/vessels/{vessel}",
    says: "Records a vessel's identity: IMO number, features, look-alikes excluded with reasons, listings by date.",
    params: z.strictObject({ case: chosenId, vessel: chosenId }),
    body: z.strictObject({
      name: text(120),
      imo: z
        .string()
        .regex(/^\d{7}$/, "must be seven digits")
        .optional(),
      flag: stateCode.optional(),
      features: z.array(text(500)).max(50),
      excluded: z
        .array(
          z.strictObject({
            name: text(120),
            imo: z
              .string()
              .regex(/^\d{7}$/)
              .optional(),
            why: text(1000),
          }),
        )
        .max(50),
      listed: z
        .array(z.strictObject({ list: text(120), by: text(120), from: z.iso.date(), linkedTo: text(200).optional() }))
        .max(50)
        .default([]),
    }),
    event: "case.vessel",
  },
  "attest-gate": {
    ...work,
    method: "PUT",
    path: "/panel/cases/{case}/attestations/{gate}",
    action: "case.attest",
    says: "An expert answers by name, with reasons, for a gate the system does not compute.",
    params: z.strictObject({ case: chosenId, gate: z.enum(["G4", "G5", "G7"]) }),
    body: z.strictObject({ reasons: text(4000) }),
    event: "case.attestation",
  },
  "waive-gate": {
    ...work,
    method: "PUT",
    path: "/panel/cases/{case}/waivers/{gate}",
    action: "case.attest",
    says: "One of the two experts that a waiver needs gives reasons.",
    params: z.strictObject({ case: chosenId, gate: z.string().regex(/^G\d{1,2}$/) }),
    body: z.strictObject({ reasons: text(4000) }),
    event: "case.waiver",
  },
  "map-obligation": {
    ...work,
    method: "PUT",
    path: "/panel/cases/{case}/mappings/{obligation}",
    says: "Says for each element of an obligation whether it is established, inferred or not established, and by which claims.",
    params: z.strictObject({ case: chosenId, obligation: chosenId }),
    body: z.strictObject({
      elements: z
        .array(
          z.strictObject({
            element: z.string().max(60),
            state: z.enum(ELEMENT_STATES),
            claims: z.array(chosenId).max(50),
            why: text(2000),
          }),
        )
        .min(1)
        .max(20),
      /** Only where the table of obligations has no such row; always stored as unverified. */
      own: caseObligationSchema.optional(),
    }),
    event: "case.mapping",
  },
  "send-letter": {
    ...work,
    method: "POST",
    path: "/panel/cases/{case}/letters",
    action: "case.correspond",
    says: "Sends an enquiry, or the opportunity to reply, to one State.",
    params: ofCase,
    body: z.strictObject({
      purpose: z.enum(["enquiry", "opportunity to reply"]),
      state: stateCode,
      asks: text(20_000),
      days: z.int().min(1).max(120),
    }),
    event: "letter.sent",
    answers: 201,
    quota: "letters",
  },
  "record-reply": {
    ...work,
    method: "PUT",
    path: "/panel/cases/{case}/letters/{letter}/reply",
    action: "case.record-reply",
    says: "Records a reply that came by another way, verbatim.",
    params: ofLetter,
    body: z.strictObject({ text: text(20_000) }),
    event: "letter.replied",
  },
  "assess-reply": {
    ...work,
    method: "PUT",
    path: "/panel/cases/{case}/letters/{letter}/assessment",
    says: "Assesses the credibility of a reply (S/2006/997, paragraph 28).",
    params: ofLetter,
    body: z.strictObject({ text: text(4000) }),
    event: "letter.assessed",
  },
  "write-finding": {
    ...work,
    method: "PUT",
    path: "/panel/cases/{case}/finding",
    says: "Writes or changes the text of the finding. Faults are told, not refused; they block leaving the stage. After adoption the text goes back.",
    params: ofCase,
    body: z.strictObject({
      version,
      title: text(300),
      sentences: z
        .array(
          z.strictObject({
            id: chosenId,
            text: text(2000),
            claims: z.array(chosenId).max(50),
            paragraph: z.int().min(1).max(500),
          }),
        )
        .min(1)
        .max(500),
      recommendations: z
        .array(z.strictObject({ text: text(2000), addressee: text(200), rank: z.int().min(1).max(100) }))
        .max(50)
        .default([]),
      figures: z
        .array(z.strictObject({ exhibit: exhibitReference, title: text(300), alt: text(1000), licence: text(300) }))
        .max(20)
        .default([]),
      why: text(2000),
      substance: z.boolean(),
    }),
    event: "finding.written",
  },
  "request-release": {
    ...work,
    method: "POST",
    path: "/panel/cases/{case}/releases",
    says: "Puts every sentence that rests on a State's material to that State.",
    params: ofCase,
    body: z.strictObject({ version }),
    event: "release.requested",
    answers: 201,
  },
  "take-position": {
    ...work,
    method: "POST",
    path: "/panel/cases/{case}/positions",
    action: "case.position",
    says: "An expert's position at peer review or adoption, over the hash of the exact text.",
    params: ofCase,
    body: z.strictObject({
      stage: z.enum(["peer-review", "adoption"]),
      says: z.enum(["agree", "object", "return"]),
      hash: sha256,
      reasons: text(4000).optional(),
    }),
    event: "case.position",
  },
  "decide-stage": {
    ...work,
    method: "POST",
    path: "/panel/cases/{case}/decisions",
    action: "case.decide",
    says: "Takes a decision of the present stage. Gates that are not met are named with who can supply what is missing.",
    params: ofCase,
    body: z.strictObject({
      version,
      stage: stageId,
      decision: z.string().max(40),
      reasons: text(4000),
      into: chosenId.optional(),
    }),
    event: "case.decided",
  },
} as const satisfies Record<string, RouteRow>;
