/**
 * The stages of a review, one row each (BRIEF 9.1). The state machine, the decision endpoint, the screens and the reach tests follow
 * from this table. Never rename a key: records and running executions hold it. Retire a stage by removing the arrows into it.
 */
export interface StageRow {
  readonly title: string;
  /** Who takes the decision; `originators` are delegates whose answers cross in, `quorum` is counted over positions. */
  readonly decidedBy: "coordinator" | "lead" | "verifier" | "officer" | "reviewers" | "originators" | "everyone";
  /** Business days are not counted: calendar days until the stage is reported late. */
  readonly dueDays: number;
  /** Gates that must be met to leave forward, by decision; `gates` hold for every decision in `forward`. */
  readonly gates: readonly GateId[];
  readonly on: Readonly<Record<string, Target>>;
}

/** Where a decision leads. `forward` decisions need the stage's gates; the others go back, aside or out and need only reasons. */
export interface Target {
  readonly to: string;
  readonly forward: boolean;
}

export type GateId = "G1" | "G2" | "G3" | "G4" | "G5" | "G6" | "G7" | "G8" | "G9" | "G10" | "G11" | "G12" | "G13" | "G14";

const forward = <T extends string>(to: T) => ({ to, forward: true }) as const;
const aside = <T extends string>(to: T) => ({ to, forward: false }) as const;

export const STAGES = {
  triage: {
    title: "Triage",
    decidedBy: "coordinator",
    dueDays: 7,
    gates: ["G1", "G2", "G3"],
    on: {
      open: forward("enquiry"),
      "open-retaliatory": forward("enquiry"),
      merge: aside("merged"),
      "outside-mandate": aside("closed-outside-mandate"),
    },
  },
  enquiry: {
    title: "Enquiries",
    decidedBy: "lead",
    dueDays: 28,
    gates: [],
    on: { proceed: forward("verification") },
  },
  verification: {
    title: "Verification",
    decidedBy: "verifier",
    dueDays: 14,
    gates: ["G4", "G5", "G7"],
    on: { verified: forward("corroboration"), disputed: aside("corroboration"), return: aside("enquiry") },
  },
  corroboration: {
    title: "Corroboration",
    decidedBy: "lead",
    dueDays: 14,
    gates: ["G6", "G8"],
    on: {
      corroborated: forward("legal"),
      "under-investigation": aside("legal"),
      unsubstantiated: aside("closed-unsubstantiated"),
      return: aside("verification"),
    },
  },
  legal: {
    title: "Legal mapping",
    decidedBy: "lead",
    dueDays: 7,
    gates: ["G9"],
    on: { mapped: forward("reply"), return: aside("corroboration") },
  },
  reply: {
    title: "Opportunity to reply",
    decidedBy: "officer",
    dueDays: 21,
    gates: ["G10"],
    on: {
      answered: forward("peer-review"),
      expired: forward("peer-review"),
      "include-under-investigation": aside("peer-review"),
      hold: aside("held"),
    },
  },
  "peer-review": {
    title: "Peer review",
    decidedBy: "reviewers",
    dueDays: 7,
    gates: ["G11", "G12"],
    on: { agree: forward("clearance"), return: aside("corroboration") },
  },
  clearance: {
    title: "Originators' clearance",
    decidedBy: "originators",
    dueDays: 10,
    gates: ["G13"],
    on: { released: forward("adoption"), reworded: aside("corroboration") },
  },
  adoption: {
    title: "Adoption",
    decidedBy: "everyone",
    dueDays: 7,
    // A change of form after clearance comes here directly: it may neither say more than the evidence carries nor name what was not released.
    gates: ["G11", "G13", "G14"],
    on: {
      adopted: forward("adopted"),
      return: aside("peer-review"),
      reworded: aside("corroboration"),
      held: aside("held"),
      "incident-report": forward("incident-report"),
    },
  },
} as const satisfies Record<string, StageRow>;

export type StageId = keyof typeof STAGES;
export type DecisionOf<S extends StageId> = keyof (typeof STAGES)[S]["on"] & string;
export const STAGE_IDS = Object.keys(STAGES) as readonly StageId[];
export const isStage = (at: string): at is StageId => Object.hasOwn(STAGES, at);
export const FIRST_STAGE = "triage" satisfies StageId;

/** The stages of a report's own life (DESIGN 3); decisions of each, who takes them, and where they lead. */
export const REPORT_STAGES = {
  collecting: {
    title: "Collecting",
    decidedBy: "officer",
    dueDays: 60,
    on: { draft: "drafted" },
    needs: { draft: ["draft made"] },
  },
  drafted: {
    title: "Drafted",
    decidedBy: "officer",
    dueDays: 14,
    on: { "send-to-review": "coordinator-review", redraft: "collecting" },
    needs: { "send-to-review": ["no faults", "still adopted"] },
  },
  "coordinator-review": {
    title: "Coordinator review",
    decidedBy: "coordinator",
    dueDays: 7,
    on: { "send-to-adoption": "panel-adoption", return: "collecting" },
    needs: { "send-to-adoption": ["no faults", "still adopted"] },
  },
  "panel-adoption": {
    title: "Panel adoption",
    decidedBy: "everyone",
    dueDays: 7,
    on: { adopt: "adopted", return: "collecting" },
    needs: { adopt: ["no faults", "still adopted", "consensus"] },
  },
  adopted: {
    title: "Adopted, to be provided",
    decidedBy: "officer",
    dueDays: 3,
    on: { provide: "provided", reopen: "collecting" },
    needs: { provide: ["still adopted"] },
  },
  provided: { title: "Provided to the Committee", decidedBy: "officer", dueDays: 35, on: { considered: "considered" } },
  considered: { title: "Considered by the Committee", decidedBy: "officer", dueDays: 14, on: { edit: "editing" } },
  editing: { title: "Editing and translation", decidedBy: "officer", dueDays: 28, on: { transmit: "transmitted" } },
  transmitted: { title: "Transmitted to the Council", decidedBy: "officer", dueDays: 7, on: { issue: "issued" } },
  issued: { title: "Issued", decidedBy: "officer", dueDays: 90, on: { "follow-up": "follow-up" } },
} as const satisfies Record<string, ReportStageRow>;

export interface ReportStageRow {
  readonly title: string;
  readonly decidedBy: "officer" | "coordinator" | "everyone";
  readonly dueDays: number;
  readonly on: Readonly<Record<string, string>>;
  /** What must hold of the latest draft for a decision. */
  readonly needs?: Readonly<Record<string, readonly DraftNeed[]>>;
}
/** The draft is finished; preflight found nothing that blocks; its findings are adopted as printed; every expert agrees to the hash of its model. */
export type DraftNeed = "draft made" | "no faults" | "still adopted" | "consensus";
export type ReportStageId = keyof typeof REPORT_STAGES;
/** States in which a report takes no further decision. */
export const REPORT_OUTCOMES = ["follow-up"] as const;

/** Verification of one file, one execution per file (DESIGN 3, intake). */
export const INTAKE_STEPS = ["hash", "type", "conclude"] as const;
