import type {
  Attestation,
  Claim,
  Exhibit,
  Finding,
  Letter,
  Mapping,
  Member,
  Missing,
  Position,
  Release,
  Sentence,
  Vessel,
  Waiver,
} from "#shared/domain/case.ts";
import type { Origins } from "#shared/domain/origins.ts";
import type { Place, WebAnnotation } from "#shared/domain/places.ts";
import { type GateId, isStage, STAGE_IDS, STAGES, type StageId } from "#shared/domain/stages.ts";
import { useRead } from "#web/api/hooks.ts";

/** A gate as the case's answer shows it. */
export interface SeenGate {
  readonly gate: GateId;
  readonly title: string;
  readonly waivable: boolean;
  readonly state: "met" | "missing";
  readonly how?: "computed" | "attested, not computed" | "waived";
  readonly missing?: readonly (Missing & { readonly says: string; readonly who: string })[];
}
export interface SeenClaim extends Claim {
  readonly origins: Origins;
  readonly strength: number;
  readonly allowed: readonly string[];
}
export interface Fault {
  readonly key: string;
  readonly sentence: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly allowed: readonly string[];
}
export interface SeenFinding extends Omit<Finding, "sentences"> {
  readonly sentences: readonly (Sentence & { readonly originators: readonly string[] })[];
  readonly faults: readonly Fault[];
}
/** What `get-case` answers to an expert. */
export interface SeenCase {
  readonly case: string;
  readonly version: number;
  readonly title: string;
  readonly regime: string;
  readonly section: string;
  readonly at: string;
  readonly standing: string | null;
  readonly openedAt: string;
  readonly enteredAt: string;
  readonly dueAt: string | null;
  readonly committeeDeadline: string;
  readonly statesConcerned: readonly { readonly state: string; readonly name: string }[];
  readonly retaliatory: boolean;
  readonly mergedInto: string | null;
  readonly lead: string | null;
  readonly verifier: string | null;
  readonly originsNeeded: number;
  readonly team: readonly Member[];
  readonly exhibits: readonly Exhibit[];
  readonly claims: readonly SeenClaim[];
  readonly vessels: readonly Vessel[];
  readonly places: readonly Place[];
  readonly annotations: readonly WebAnnotation[];
  readonly mappings: readonly (Mapping & {
    readonly citation: string | null;
    readonly numberVerified: boolean;
    readonly measure: string | null;
  })[];
  readonly letters: readonly (Letter & { readonly stateName: string })[];
  readonly replyWindow: { readonly closesAt?: string; readonly canCloseInTime: boolean };
  readonly attestations: readonly Attestation[];
  readonly waivers: readonly Waiver[];
  readonly positions: readonly Position[];
  readonly releases: readonly Release[];
  readonly finding: SeenFinding | null;
  readonly gates: readonly SeenGate[];
  readonly allGates: readonly SeenGate[];
  readonly decisions: readonly {
    readonly decision: string;
    readonly to: string;
    readonly decidedBy: string;
    readonly blockedBy: readonly string[];
  }[];
}

export const useCase = (id: string) => useRead<SeenCase>("get-case", { case: id });

/** One row of `list-cases`. */
export interface CaseRow {
  readonly case: string;
  readonly title: string;
  readonly at: string;
  readonly standing: string | null;
  readonly dueAt: string | null;
  readonly lead: string | null;
  readonly verifier: string | null;
  readonly version: number;
}

/** The nine stages as the rail draws them; a case that has left the review has them all behind it. */
export const railOf = (
  at: string,
  titleOf: (stage: StageId) => string,
  factOf: (stage: StageId) => string | undefined = () => undefined,
) => {
  const now = isStage(at) ? STAGE_IDS.indexOf(at) : STAGE_IDS.length;
  return STAGE_IDS.map((id, index) => {
    const fact = factOf(id);
    return {
      id,
      title: titleOf(id),
      at: index < now ? ("done" as const) : index === now ? ("now" as const) : ("ahead" as const),
      ...(fact === undefined ? {} : { fact }),
    };
  });
};

/** Whose decision a stage is, of this person: the reason a case waits for somebody. */
export const waitsFor = (row: Pick<CaseRow, "at" | "lead" | "verifier">): string =>
  isStage(row.at) ? STAGES[row.at].decidedBy : "nobody";

export const isMine = (
  row: Pick<CaseRow, "at" | "lead" | "verifier">,
  me: { readonly person: string; readonly role: string },
): boolean => {
  const by = waitsFor(row);
  if (by === "lead") return row.lead === me.person;
  if (by === "verifier") return row.verifier === me.person;
  if (by === "coordinator") return me.role === "coordinator";
  return by === "reviewers" || by === "everyone";
};
