import * as z from "zod";
import { ATTRIBUTIONS, CLAIM_KINDS, ELEMENT_STATES, STANDINGS } from "../domain/case.ts";
import { INFORMATION_GRADES, SOURCE_GRADES } from "../domain/grades.ts";
import { caseObligationSchema } from "../domain/obligations.ts";
import type { WebAnnotation } from "../domain/places.ts";
import { count, handling, link, me, message, metadata, pageOf, params, sha, thread, version, when } from "./answers-common.ts";
import { evidenceKind } from "./routes-delegation.ts";
import { PANEL_ROUTES } from "./routes-panel.ts";

const registration = z.strictObject({
  reference: z.string(),
  regime: z.string(),
  state: z.string().nullable(),
  stateReference: z.string().nullable(),
  title: z.string(),
  noteVerbale: z.string().nullable(),
  registeredAt: when,
  sealedAt: when.nullable(),
  status: z.string(),
  withdrawnAt: when.nullable(),
  supplements: z.string().nullable(),
  /** The submission's as a whole, which its messages have too; each item has its own. */
  handling: handling.nullable(),
  items: count,
  heldBack: count,
  manifestSha256: sha.nullable(),
});
const evidence = z.strictObject({
  ref: z.string(),
  kind: evidenceKind,
  title: z.string(),
  name: z.string().nullable(),
  state: z.string().nullable(),
  publisher: z.string().nullable(),
  status: z.enum(["verified", "quarantined"]),
  reason: z.string().nullable(),
  sha256Declared: sha,
  sha256Stored: sha.nullable(),
  bytes: count,
  mediaType: z.string(),
  metadata,
  handling,
  image: z.strictObject({ width: count, height: count }).nullable(),
  registeredAt: when,
  registeredBy: z.string(),
});

const gate = z.strictObject({
  gate: z.string(),
  title: z.string(),
  waivable: z.boolean(),
  state: z.enum(["met", "missing"]),
  how: z.string().optional(),
  missing: z.array(z.strictObject({ key: z.string(), params, who: z.string(), says: z.string() })).optional(),
});
const letter = z.strictObject({
  id: z.string(),
  reference: z.string(),
  purpose: z.enum(["enquiry", "opportunity to reply"]),
  state: z.string(),
  stateName: z.string(),
  asks: z.string(),
  sentAt: when,
  dueAt: when,
  reply: z.strictObject({ text: z.string(), at: when }).optional(),
  assessment: z.strictObject({ text: z.string(), by: z.string() }).optional(),
});
const standing = {
  case: z.string(),
  version,
  title: z.string(),
  regime: z.string(),
  section: z.string(),
  at: z.string(),
  stage: z.string().nullable(),
  standing: z.enum(STANDINGS).nullable(),
  openedAt: when,
  enteredAt: when,
  dueAt: when.nullable(),
  committeeDeadline: when,
  statesConcerned: z.array(z.strictObject({ state: z.string(), name: z.string() })),
  retaliatory: z.boolean(),
  mergedInto: z.string().nullable(),
  lead: z.string().nullable(),
  verifier: z.string().nullable(),
  letters: z.array(letter),
  gates: z.array(gate),
};
const exhibit = z.strictObject({
  ref: z.string(),
  kind: evidenceKind,
  kindTitle: z.string(),
  title: z.string(),
  state: z.string().optional(),
  submission: z.string().optional(),
  publisher: z.string().optional(),
  sha256Declared: sha,
  sha256Stored: sha,
  bytes: count,
  mediaType: z.string(),
  fileVersion: z.string(),
  handling: handling.optional(),
  origin: z.string(),
  carries: z.string().optional(),
  sceneId: z.string().optional(),
  objectId: z.string().optional(),
  shows: z.string().optional(),
  receiptEntry: z.string().optional(),
  registeredAt: when,
  registeredBy: z.string(),
  figure: z.strictObject({ width: count, height: count }).optional(),
  disputed: z.string().optional(),
  grades: z.array(
    z.strictObject({
      source: z.enum(SOURCE_GRADES),
      information: z.literal(INFORMATION_GRADES),
      by: z.string(),
      at: when,
      reasons: z.string(),
    }),
  ),
});
const claim = z.strictObject({
  id: z.string(),
  text: z.string(),
  kinds: z.array(z.enum(CLAIM_KINDS)),
  supportedBy: z.array(z.string()),
  contradictedBy: z.array(z.string()),
  unknowns: z.array(z.string()),
  nothingUnknown: z.string().optional(),
  origins: z.strictObject({
    count,
    origins: z.array(
      z.strictObject({ names: z.array(z.string()), exhibits: z.array(z.string()), carriers: z.array(z.string()) }),
    ),
  }),
  strength: z.int().min(0).max(3),
  allowed: z.array(z.string()),
});
const fault = z.strictObject({ key: z.string(), sentence: z.string(), params, allowed: z.array(z.string()) });
const finding = z.strictObject({
  title: z.string(),
  sentences: z.array(
    z.strictObject({
      id: z.string(),
      text: z.string(),
      claims: z.array(z.string()),
      paragraph: z.int().positive(),
      originators: z.array(z.string()),
    }),
  ),
  recommendations: z.array(z.strictObject({ text: z.string(), addressee: z.string(), rank: z.int().positive() })),
  figures: z.array(z.strictObject({ exhibit: z.string(), title: z.string(), alt: z.string(), licence: z.string() })),
  hash: sha,
  changedAt: when,
  changedBy: z.string(),
  changes: z.array(z.strictObject({ why: z.string(), substance: z.boolean(), by: z.string(), at: when, hash: sha })),
  faults: z.array(fault),
});
/** As it was recorded. */
const place = PANEL_ROUTES["record-place"].body.required().extend({ id: z.string() });
/** W3C Web Annotation Data Model; the rectangle is in pixels of the original. */
const annotation = z.strictObject({
  "@context": z.literal("http://www.w3.org/ns/anno.jsonld"),
  id: z.string(),
  type: z.literal("Annotation"),
  motivation: z.literal("describing"),
  creator: z.string(),
  created: when,
  body: z.strictObject({ type: z.literal("TextualBody"), value: z.string(), format: z.literal("text/plain") }),
  target: z.strictObject({
    source: z.string(),
    state: z.strictObject({ type: z.literal("State"), sha256: sha }),
    selector: z.strictObject({
      type: z.literal("FragmentSelector"),
      conformsTo: z.literal("http://www.w3.org/TR/media-frags/"),
      value: z.string().regex(/^xywh=pixel:\d+,\d+,\d+,\d+$/),
    }),
  }),
}) satisfies z.ZodType<WebAnnotation>;
/** Experts see the whole case; an officer sees where it stands and its letters, without what is optional here. */
const caseAnswer = z.strictObject({
  ...standing,
  originsNeeded: z.int().positive().optional(),
  team: z
    .array(
      z.strictObject({
        person: z.string(),
        role: z.string(),
        nationality: z.string().optional(),
        specialism: z.string().optional(),
        interest: z.enum(["none", "declared"]).optional(),
        recused: z.boolean().optional(),
      }),
    )
    .optional(),
  exhibits: z.array(exhibit).optional(),
  claims: z.array(claim).optional(),
  vessels: z
    .array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        imo: z.string().optional(),
        flag: z.string().optional(),
        features: z.array(z.string()),
        excluded: z.array(z.strictObject({ name: z.string(), imo: z.string().optional(), why: z.string() })),
        listed: z.array(z.strictObject({ list: z.string(), by: z.string(), from: z.string(), linkedTo: z.string().optional() })),
      }),
    )
    .optional(),
  places: z.array(place).optional(),
  annotations: z.array(annotation).optional(),
  mappings: z
    .array(
      z.strictObject({
        obligation: z.string(),
        own: caseObligationSchema.optional(),
        elements: z.array(
          z.strictObject({
            element: z.string(),
            state: z.enum(ELEMENT_STATES),
            claims: z.array(z.string()),
            why: z.string(),
          }),
        ),
        citation: z.string().nullable(),
        numberVerified: z.boolean(),
        measure: z.string().nullable(),
      }),
    )
    .optional(),
  replyWindow: z
    .strictObject({ closesAt: when.optional(), allReplied: z.boolean(), allClosed: z.boolean(), canCloseInTime: z.boolean() })
    .optional(),
  attestations: z
    .array(
      z.strictObject({
        gate: z.string(),
        by: z.string(),
        nationality: z.string().optional(),
        reasons: z.string(),
        at: when,
        how: z.string(),
      }),
    )
    .optional(),
  waivers: z.array(z.strictObject({ gate: z.string(), by: z.string(), reasons: z.string(), at: when })).optional(),
  positions: z
    .array(
      z.strictObject({
        stage: z.string(),
        person: z.string(),
        role: z.string(),
        says: z.enum(["agree", "object", "return"]),
        hash: sha.optional(),
        at: when,
        reasons: z.string().optional(),
      }),
    )
    .optional(),
  releases: z
    .array(
      z.strictObject({
        id: z.string(),
        state: z.string(),
        sentence: z.string(),
        text: z.string(),
        askedAt: when,
        answer: z
          .strictObject({
            says: z.enum(["released", "refused"]),
            at: when,
            as: z.enum(ATTRIBUTIONS).optional(),
            note: z.string().optional(),
          })
          .optional(),
      }),
    )
    .optional(),
  finding: finding.nullable().optional(),
  allGates: z.array(gate).optional(),
  decisions: z
    .array(z.strictObject({ decision: z.string(), to: z.string(), decidedBy: z.string(), blockedBy: z.array(z.string()) }))
    .optional(),
});
const work = z.strictObject({ case: z.string(), version, at: z.string() });

export const PANEL_ANSWERS = {
  "my-panel": me,
  "list-register": pageOf(registration),
  "get-registration": registration.extend({ evidence: z.array(evidence.partial({ metadata: true })) }),
  "list-thread": thread,
  "answer-state": message.extend({ count }),
  "list-unanswered": pageOf(
    z.strictObject({ reference: z.string(), state: z.string(), stateReference: z.string(), text: z.string(), at: when }),
  ),
  "get-evidence": evidence,
  "collect-evidence": evidence.extend({ evidenceKind: z.string() }),
  "open-evidence": link.extend({ sha256: sha }),
  "open-case": work,
  "list-cases": pageOf(
    z.strictObject({
      case: z.string(),
      title: z.string(),
      at: z.string(),
      stage: z.string().nullable(),
      standing: z.enum(STANDINGS).nullable(),
      dueAt: when.nullable(),
      lead: z.string().nullable(),
      verifier: z.string().nullable(),
      version,
    }),
  ),
  "get-case": caseAnswer,
  "get-history": pageOf(
    z.strictObject({
      id: z.string(),
      event: z.string(),
      at: when,
      log: z.string(),
      subject: z.string(),
      actor: z.string(),
      data: z.record(z.string(), z.unknown()),
      commitment: sha,
    }),
  ),
  "assign-team": work,
  "declare-interest": work,
  "link-exhibits": work,
  "attribute-origin": work,
  "dispute-exhibit": work,
  "grade-exhibit": work,
  "record-claim": work,
  "record-place": work,
  "annotate-exhibit": work.extend({ annotation: z.string() }),
  "record-vessel": work,
  "attest-gate": work,
  "waive-gate": work,
  "map-obligation": work,
  "send-letter": work.extend({ letter: z.string(), reference: z.string(), dueAt: when }),
  "record-reply": work,
  "assess-reply": work,
  "write-finding": work.extend({ hash: sha, faults: z.array(fault) }),
  "request-release": work.extend({ request: z.string(), states: z.array(z.string()), remaining: z.array(z.string()) }),
  "take-position": work,
  "decide-stage": work.extend({ standing: z.enum(STANDINGS).nullable() }),
} as const;
