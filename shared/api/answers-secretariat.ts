import * as z from "zod";
import { appointmentSchema } from "../domain/people.ts";
import { count, link, me, pageOf, params, sha, version, when } from "./answers-common.ts";

const draft = z.strictObject({
  draft: z.string(),
  status: z.enum(["ordered", "made"]),
  orderedAt: when,
  orderedBy: z.string(),
  demonstration: z.boolean(),
  findings: z.array(z.strictObject({ case: z.string(), hash: sha, sequence: count })),
  modelSha256: sha.nullable(),
  exhibitRoot: sha.nullable(),
  files: z.record(z.string(), z.strictObject({ bytes: count, sha256: sha })),
  faults: z.array(
    z.strictObject({
      code: z.string(),
      severity: z.enum(["blocks", "warns"]),
      where: z.string(),
      says: z.string(),
      params,
      mends: z.enum(["officer", "Panel"]),
    }),
  ),
  faultCount: count,
});
const mandate = z.strictObject({
  resolution: z.string(),
  midtermToCommittee: when.optional(),
  finalToCommittee: when,
  finalToCouncil: when,
  end: when.optional(),
  source: z.string(),
  verified: z.boolean(),
});
/** The Secretariat and the Panel see the whole report; a Committee member sees it as provided, without what is optional here. */
const report = z.strictObject({
  report: z.string(),
  version,
  regime: z.string(),
  kind: z.enum(["final", "midterm", "incident"]),
  symbol: z.string().nullable(),
  date: z.string().nullable(),
  at: z.string(),
  stage: z.string().nullable(),
  adoptedDraft: z.string().nullable(),
  adoptedModelSha256: sha.nullable(),
  drafts: z.array(draft),
  introduction: z.array(z.string()).optional(),
  methodology: z.array(z.string()).optional(),
  enteredAt: when.optional(),
  dueAt: when.nullable().optional(),
  mandate: mandate.optional(),
  findings: z
    .array(
      z.strictObject({ case: z.string(), state: z.enum(["adopted", "reopened"]), hash: sha, sequence: count, receivedAt: when }),
    )
    .optional(),
  positions: z
    .array(
      z.strictObject({
        draft: z.string(),
        person: z.string(),
        role: z.string(),
        says: z.enum(["agree", "object"]),
        hash: sha,
        reasons: z.string().nullable(),
        at: when,
      }),
    )
    .optional(),
  decisions: z
    .array(
      z.strictObject({
        decision: z.string(),
        to: z.string(),
        decidedBy: z.string(),
        missing: z.array(z.strictObject({ need: z.string(), key: z.string(), params })),
      }),
    )
    .optional(),
});
const work = z.strictObject({ report: z.string(), version, at: z.string() });

export const SECRETARIAT_ANSWERS = {
  "my-secretariat": me,
  "list-appointments": z.strictObject({
    rows: z.array(
      z.strictObject({
        person: z.string(),
        role: appointmentSchema.shape.role,
        nationality: appointmentSchema.shape.nationality.unwrap().nullable(),
        specialism: appointmentSchema.shape.specialism.unwrap().nullable(),
        from: when,
        to: when.nullable(),
        /** Whether it counts at business time. */
        counts: z.boolean(),
      }),
    ),
  }),
  "open-report": work,
  "list-reports": pageOf(
    z.strictObject({
      report: z.string(),
      kind: z.string(),
      symbol: z.string().nullable(),
      at: z.string(),
      stage: z.string().nullable(),
      dueAt: when.nullable(),
      drafts: count,
      version,
    }),
  ),
  "get-report": report,
  "write-report": work,
  "draft-report": work.extend({ draft: z.string() }),
  "get-draft": draft,
  "open-draft": link.extend({ sha256: sha }),
  "position-report": work,
  "decide-report": work,
} as const;
