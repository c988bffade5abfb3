import type * as z from "zod";
import type { ROUTES, RouteName } from "#shared/api/routes.ts";
import { isStage, REPORT_STAGES, STAGES, type StageRow } from "#shared/domain/stages.ts";

/** What a request is about: ids for its path, and what its body has to know. */
export interface Place {
  readonly at: string;
  readonly version: number;
  readonly params: Readonly<Record<string, string>>;
  /** Not taken yet, for what is made anew. */
  readonly fresh: string;
  /** Hash of the text that the case's people take positions on. */
  readonly hash: string;
}

export const handling = {
  classification: "unclassified",
  tlp: "AMBER",
  panelOnly: true,
  attribution: "a Member State",
} as const;
export const EXHIBITS = ["SUB-001/1", "OS-001/1"] as const;
export const finding = {
  title: "A quay",
  sentences: [
    { id: "S1", text: "The Panel confirmed that a quay is seen in imagery of a Member State.", claims: ["CL-1"], paragraph: 1 },
  ],
  why: "The first text.",
  substance: true,
};
export const claim = {
  text: "A quay is seen.",
  kinds: ["observation" as const],
  supportedBy: [...EXHIBITS],
  unknowns: ["The hour of the day."],
};
const reasons = "As the rules ask.";
const none = () => ({});

/** A decision of the present stage that needs the least: one that goes back or aside, where there is one. */
const decisionAt = (at: string): { stage: string; decision: string } => {
  if (!isStage(at)) return { stage: "triage", decision: "open" };
  const all = Object.entries((STAGES[at] as StageRow).on).toSorted(([, a], [, b]) => Number(b.forward) - Number(a.forward));
  return { stage: at, decision: all.at(-1)?.[0] ?? "" };
};
const reportDecisionAt = (at: string): { stage: string; decision: string } => {
  if (!Object.hasOwn(REPORT_STAGES, at)) return { stage: "collecting", decision: "draft" };
  return { stage: at, decision: Object.keys(REPORT_STAGES[at as keyof typeof REPORT_STAGES].on).at(-1) ?? "" };
};

type Routes = typeof ROUTES;
type WithBody = { [R in RouteName]: Routes[R] extends { readonly body: z.ZodObject } ? R : never }[RouteName];
type BodyOf<R extends WithBody> = Routes[R] extends { readonly body: infer B extends z.ZodObject } ? z.input<B> : never;

/** A body that each route takes where it is let through and the stage allows it. A route without one does not compile. */
const BODIES: { readonly [R in WithBody]: (place: Place) => BodyOf<R> } = {
  "create-submission": () => ({ regime: "1718", title: "A title", handling }),
  "change-submission": ({ version }) => ({ version, title: "Another title", handling }),
  "declare-item": () => ({
    kind: "document",
    name: "more.txt",
    title: "More",
    bytes: 1,
    sha256: "0".repeat(64),
    mediaType: "text/plain",
  }),
  "change-item": () => ({ kind: "document", title: "Described otherwise" }),
  "link-parts": () => ({ parts: [{ part: 1, bytes: 1, sha256: "0".repeat(64) }] }),
  "complete-item": none,
  "seal-submission": ({ version }) => ({ version }),
  "withdraw-submission": ({ version }) => ({ version, reason: reasons }),
  "open-item": none,
  "write-message": () => ({ text: "A message.", seen: 0 }),
  "answer-letter": () => ({ text: "A reply." }),
  "answer-release": () => ({ answers: [{ sentence: "S1", says: "released", as: "a Member State" }] }),
  "answer-state": () => ({ text: "An answer.", seen: 0 }),
  "collect-evidence": () => ({
    regime: "1718",
    kind: "open-source",
    title: "A quay from above",
    publisher: "An institute",
    capture: "What the institute published.",
    handling,
  }),
  "open-evidence": none,
  "open-case": ({ fresh }) => ({
    id: fresh,
    title: "A case",
    regime: "1718",
    section: "sectoral-maritime",
    statesConcerned: [],
    exhibits: [],
  }),
  "assign-team": ({ version }) => ({ version, lead: "expert", verifier: "expert-verifier" }),
  "declare-interest": () => ({ interest: "declared", recused: true }),
  "link-exhibits": () => ({ exhibits: ["OS-002/1"] }),
  "attribute-origin": () => ({ origin: "An institute", reasons }),
  "dispute-exhibit": () => ({ reasons }),
  "grade-exhibit": () => ({ source: "B", information: 2, reasons }),
  "record-claim": () => ({ ...claim, supportedBy: [] }),
  "record-place": () => ({ name: "A quay", latitude: 42, longitude: 130, precision: "1 km", basis: "As charted." }),
  "annotate-exhibit": () => ({ text: "Here.", x: 0, y: 0, w: 1, h: 1 }),
  "record-vessel": () => ({ name: "A VESSEL", features: ["Two masts"], excluded: [] }),
  "attest-gate": () => ({ reasons }),
  "waive-gate": () => ({ reasons }),
  "map-obligation": () => ({
    elements: [{ element: "ground", state: "not established", claims: [], why: reasons }],
  }),
  "send-letter": () => ({ purpose: "enquiry", state: "GB", asks: "What is seen?", days: 30 }),
  "record-reply": () => ({ text: "A reply." }),
  "assess-reply": () => ({ text: "Credible." }),
  "write-finding": ({ version }) => ({ version, ...finding, title: "A quay, again" }),
  "request-release": ({ version }) => ({ version }),
  "take-position": ({ at, hash }) => ({ stage: at === "adoption" ? "adoption" : "peer-review", says: "agree", hash }),
  "decide-stage": ({ at, version }) => ({ version, ...decisionAt(at), reasons }),
  "open-report": ({ fresh }) => ({ id: fresh, regime: "1718", kind: "final", introduction: [], methodology: [] }),
  "write-report": ({ version }) => ({ version, introduction: ["More."], methodology: [] }),
  "draft-report": ({ version }) => ({ version }),
  "open-draft": () => ({ format: "docx" }),
  "position-report": ({ hash }) => ({ says: "agree", hash }),
  "decide-report": ({ at, version }) => ({ version, ...reportDecisionAt(at), reasons }),
  "set-clock": () => ({ now: new Date().toISOString() }),
};

/** The body of a request as sent; undefined where the route takes none. */
export const bodyOf = (name: RouteName, place: Place): string | undefined => {
  const make = (BODIES as Partial<Record<RouteName, (place: Place) => object>>)[name];
  return make === undefined ? undefined : JSON.stringify(make(place));
};
