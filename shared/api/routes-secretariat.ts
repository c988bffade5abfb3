import * as z from "zod";
import { chosenId, isoDate, sha256, text, version } from "./fields.ts";
import type { RouteRow } from "./route.ts";

const ofReport = z.strictObject({ report: chosenId });
const ofDraft = z.strictObject({ report: chosenId, draft: z.string().regex(/^[1-9]\d{0,4}$/) });
const read = { zone: "secretariat", reads: "report.read", loads: "report", answers: 200 } as const;
const write = { ...read, action: "report.write" } as const;
/** What the Secretariat writes itself. Title, summary and everything else are made from the adopted findings. */
const frame = {
  introduction: z.array(text(4000)).max(20),
  methodology: z.array(text(4000)).max(20),
  symbol: text(40).optional(),
  date: isoDate.optional(),
};

export const SECRETARIAT_ROUTES = {
  "my-secretariat": {
    zone: "secretariat",
    reads: "self.read",
    loads: "none",
    answers: 200,
    method: "GET",
    path: "/secretariat/me",
    says: "The person's own appointments here.",
    params: z.strictObject({}),
  },
  "list-appointments": {
    zone: "secretariat",
    reads: "appointments.read",
    loads: "none",
    answers: 200,
    method: "GET",
    path: "/secretariat/appointments",
    says: "Who is appointed to serve a regime, as what, from when and until when. Delegates and auditors are not held in this zone.",
    params: z.strictObject({}),
    query: z.strictObject({ regime: z.string().max(12) }),
  },
  "open-report": {
    ...write,
    method: "POST",
    path: "/secretariat/reports",
    loads: "none",
    says: "Opens a report of a regime.",
    params: z.strictObject({}),
    body: z.strictObject({ id: chosenId, regime: z.string().max(12), kind: z.enum(["final", "midterm", "incident"]), ...frame }),
    event: "report.opened",
    answers: 201,
    quota: "reports",
  },
  "list-reports": {
    ...read,
    method: "GET",
    path: "/secretariat/reports",
    loads: "none",
    says: "Reports of a regime, newest first.",
    params: z.strictObject({}),
    query: z.strictObject({ regime: z.string().max(12), after: z.string().max(2000).optional() }),
  },
  "get-report": {
    ...read,
    method: "GET",
    path: "/secretariat/reports/{report}",
    says: "The report: its stage, findings received, drafts, positions and what blocks it.",
    params: ofReport,
  },
  "write-report": {
    ...write,
    method: "PUT",
    path: "/secretariat/reports/{report}",
    says: "Changes the frame of the report (not the findings: their text is the Panel's).",
    params: ofReport,
    body: z.strictObject({ version, ...frame }),
    event: "report.written",
  },
  "draft-report": {
    ...write,
    method: "POST",
    path: "/secretariat/reports/{report}/drafts",
    says: "Orders the next draft from the adopted findings; it is made in the background.",
    params: ofReport,
    body: z.strictObject({ version, demonstration: z.boolean().default(false) }),
    event: "report.drafting",
    answers: 201,
    quota: "drafts",
  },
  "get-draft": {
    ...read,
    method: "GET",
    path: "/secretariat/reports/{report}/drafts/{draft}",
    says: "One draft: hash of its model, hashes of its files, preflight faults.",
    params: ofDraft,
  },
  "open-draft": {
    ...read,
    method: "POST",
    path: "/secretariat/reports/{report}/drafts/{draft}/links",
    action: "report.open-file",
    says: "A link to the draft, valid 15 minutes. Opening is recorded.",
    params: ofDraft,
    body: z.strictObject({ format: z.enum(["docx", "html", "model", "annex"]) }),
    event: "report.opened-file",
    answers: 201,
    quota: "opened",
  },
  "position-report": {
    ...read,
    method: "POST",
    path: "/secretariat/reports/{report}/positions",
    action: "report.position",
    says: "An expert's position on the report, over the hash of the draft's model.",
    params: ofReport,
    body: z.strictObject({ says: z.enum(["agree", "object"]), hash: sha256, reasons: text(4000).optional() }),
    event: "report.position",
  },
  "decide-report": {
    ...read,
    method: "POST",
    path: "/secretariat/reports/{report}/decisions",
    action: "report.decide",
    says: "Takes a decision of the report's present stage.",
    params: ofReport,
    body: z.strictObject({ version, stage: z.string().max(40), decision: z.string().max(40), reasons: text(4000) }),
    event: "report.decided",
  },
} as const satisfies Record<string, RouteRow>;
