import type { Actor, Role } from "./people.ts";
import { isStage, REPORT_STAGES, type ReportStageId, STAGES } from "./stages.ts";

/** What the rules may look at: the record that a request is about, as far as access depends on it. */
export interface Subject {
  readonly state?: string | undefined;
  readonly regime?: string | undefined;
  readonly at?: string | undefined;
  readonly lead?: string | undefined;
  readonly verifier?: string | undefined;
  /** Persons recused from the case. */
  readonly recused?: readonly string[] | undefined;
}

const ofRegime = (actor: Actor, subject: Subject) => subject.regime === undefined || actor.regime === subject.regime;
const notRecused = (actor: Actor, subject: Subject) => !(subject.recused ?? []).includes(actor.id);
const decidesStage = (actor: Actor, subject: Subject) => {
  if (subject.at === undefined || !isStage(subject.at)) return true;
  const by = STAGES[subject.at].decidedBy;
  if (by === "lead") return actor.id === subject.lead;
  if (by === "verifier") return actor.id === subject.verifier;
  if (by === "coordinator") return actor.role === "coordinator";
  if (by === "officer") return actor.role === "officer";
  return by !== "originators" && actor.role !== "officer";
};

interface RuleRow {
  /** The rule in words, after "who …". */
  readonly says: string;
  readonly holds: (actor: Actor, subject: Subject) => boolean;
}

/** One-line rules that the cells of ACCESS name. */
export const RULES = {
  always: { says: "always", holds: () => true },
  ownState: {
    says: "what belongs to the State represented",
    holds: (actor, subject) => subject.state === undefined || actor.state === subject.state,
  },
  regime: { says: "of the regime appointed to", holds: ofRegime },
  working: {
    says: "of the regime appointed to, unless recused from the case",
    holds: (actor, subject) => ofRegime(actor, subject) && notRecused(actor, subject),
  },
  decider: {
    says: "of the regime appointed to, unless recused, where the present stage names them as who decides",
    holds: (actor, subject) => ofRegime(actor, subject) && notRecused(actor, subject) && decidesStage(actor, subject),
  },
  // Without a record it is the list, which shows only what was provided.
  provided: {
    says: "of the regime appointed to, once the report is provided to the Committee",
    holds: (actor, subject) => ofRegime(actor, subject) && (subject.at === undefined || isProvided(subject.at)),
  },
  reportDecider: {
    says: "of the regime appointed to, where the present stage of the report names them as who decides",
    holds: (actor, subject) => {
      if (!ofRegime(actor, subject) || subject.at === undefined || !Object.hasOwn(REPORT_STAGES, subject.at))
        return ofRegime(actor, subject);
      const by = REPORT_STAGES[subject.at as ReportStageId].decidedBy;
      return by === "everyone" ? actor.role !== "officer" : actor.role === by;
    },
  },
} as const satisfies Record<string, RuleRow>;
type Rule = keyof typeof RULES;

const PROVIDED = ["provided", "considered", "editing", "transmitted", "issued", "follow-up"];
export const isProvided = (at: string | undefined) => at !== undefined && PROVIDED.includes(at);

/** Who may do what. A cell left out is a refusal. `read` actions decide whether a thing exists for the reader at all. */
export const ACCESS = {
  "submission.read": { delegate: "ownState" },
  "submission.write": { delegate: "ownState" },
  "submission.message": { delegate: "ownState" },
  "asked.read": { delegate: "ownState" },
  "asked.answer": { delegate: "ownState" },

  "register.read": { expert: "regime", coordinator: "regime", officer: "regime" },
  "register.answer": { expert: "regime", coordinator: "regime", officer: "regime" },
  "evidence.read": { expert: "regime", coordinator: "regime" },
  "evidence.collect": { expert: "regime", coordinator: "regime" },
  "evidence.open": { expert: "regime", coordinator: "regime" },
  "case.read": { expert: "regime", coordinator: "regime", officer: "regime" },
  "case.open": { expert: "regime", coordinator: "regime" },
  "case.assign": { coordinator: "working" },
  "case.declare": { expert: "working", coordinator: "working" },
  "case.work": { expert: "working", coordinator: "working" },
  "case.attest": { expert: "working", coordinator: "working" },
  "case.correspond": { expert: "working", coordinator: "working", officer: "regime" },
  "case.record-reply": { officer: "regime" },
  "case.position": { expert: "working", coordinator: "working" },
  "case.decide": { expert: "decider", coordinator: "decider", officer: "decider" },

  "report.read": { officer: "regime", coordinator: "regime", expert: "regime", committee: "provided" },
  "report.write": { officer: "regime" },
  "report.open-file": { officer: "regime", coordinator: "regime", expert: "regime", committee: "provided" },
  "report.position": { expert: "regime", coordinator: "regime" },
  "report.decide": { officer: "reportDecider", coordinator: "reportDecider", expert: "reportDecider" },

  "appointments.read": { officer: "regime" },

  "self.read": {
    delegate: "ownState",
    expert: "always",
    coordinator: "always",
    officer: "always",
    committee: "always",
    auditor: "always",
  },

  "ledger.read": { auditor: "always" },
  "access.read": { auditor: "always" },
  "clock.set": { officer: "always" },
} as const satisfies Record<string, Partial<Record<Role, Rule>>>;

export type Action = keyof typeof ACCESS;

/** The first of a person's appointments that allows the action, or undefined. */
export const actorFor = (actors: readonly Actor[], action: Action, subject: Subject): Actor | undefined =>
  actors.find((actor) => can(actor, action, subject));

export const can = (actor: Actor, action: Action, subject: Subject): boolean => {
  const rule = (ACCESS[action] as Partial<Record<Role, Rule>>)[actor.role];
  return rule !== undefined && RULES[rule].holds(actor, subject);
};

/** Roles that the table lets do this at all, for the words of a refusal. */
export const rolesFor = (action: Action): readonly Role[] => Object.keys(ACCESS[action]) as Role[];
