import type { Letter, Missing } from "#shared/domain/case.ts";
import type { Handling } from "#shared/domain/handling.ts";
import type { GateId } from "#shared/domain/stages.ts";
import type { Registered } from "#web/panel/registered.ts";

/** One file of a registration as an officer sees it: name, size, checks; nothing that it says. */
export interface RegisteredFile {
  readonly ref: string;
  readonly kind: string;
  readonly title: string;
  readonly name: string | null;
  readonly status: string;
  readonly reason: string | null;
  readonly sha256Declared: string;
  readonly sha256Stored: string | null;
  readonly bytes: number;
  readonly mediaType: string;
  readonly handling: Handling;
  readonly registeredAt: string;
}
export type Registration = Registered & { readonly evidence: readonly RegisteredFile[] };

/** A row of `list-cases`. */
export interface CaseRow {
  readonly case: string;
  readonly title: string;
  readonly at: string;
  readonly dueAt: string | null;
  readonly version: number;
}

export interface SeenLetter extends Letter {
  readonly stateName: string;
}
/** What `get-case` answers to an officer: where it stands, the letters, the gates of the stage. */
export interface CaseStanding {
  readonly case: string;
  readonly version: number;
  readonly title: string;
  readonly regime: string;
  readonly at: string;
  readonly dueAt: string | null;
  readonly committeeDeadline: string;
  readonly statesConcerned: readonly { readonly state: string; readonly name: string }[];
  readonly letters: readonly SeenLetter[];
  readonly gates: readonly {
    readonly gate: GateId;
    readonly title: string;
    readonly state: "met" | "missing";
    readonly missing?: readonly (Missing & { readonly says: string; readonly who: string })[];
  }[];
}

/** A row of `list-reports`. */
export interface ReportRow {
  readonly report: string;
  readonly kind: string;
  readonly symbol: string | null;
  readonly at: string;
  readonly dueAt?: string | null;
  readonly drafts?: number;
  readonly version: number;
}

export interface DraftFault {
  readonly code: string;
  /** Who mends it: the officer what is form, the Panel what is substance. */
  readonly mends: "officer" | "Panel";
  readonly severity: "blocks" | "warns";
  readonly where: string;
  readonly says: string;
  readonly params: Readonly<Record<string, string | number>>;
}
export interface SeenDraft {
  readonly draft: string;
  readonly status: "ordered" | "made";
  readonly orderedAt: string;
  readonly orderedBy: string;
  readonly demonstration: boolean;
  readonly findings: readonly { readonly case: string; readonly hash: string; readonly sequence: number }[];
  readonly modelSha256: string | null;
  readonly exhibitRoot: string | null;
  readonly files: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>;
  readonly faults: readonly DraftFault[];
  readonly faultCount: number;
}
/** What of a decision's needs is missing, by catalogue key. */
export interface Lack {
  readonly need: string;
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;
}
/** What both the Secretariat and a Committee member are shown of a report. */
export interface CommonReport {
  readonly report: string;
  readonly version: number;
  readonly regime: string;
  readonly kind: string;
  readonly symbol: string | null;
  readonly date: string | null;
  readonly at: string;
  readonly adoptedDraft: string | null;
  readonly adoptedModelSha256: string | null;
  readonly drafts: readonly SeenDraft[];
}
/** What `get-report` answers to the Secretariat and the Panel. */
export interface SeenReport extends CommonReport {
  readonly introduction: readonly string[];
  readonly methodology: readonly string[];
  readonly enteredAt: string;
  readonly dueAt: string | null;
  readonly findings: readonly {
    readonly case: string;
    readonly state: "adopted" | "reopened";
    readonly hash: string;
    readonly sequence: number;
    readonly receivedAt: string;
  }[];
  readonly positions: readonly {
    readonly draft: string;
    readonly person: string;
    readonly role: string;
    readonly says: "agree" | "object";
    readonly hash: string;
    readonly reasons: string | null;
    readonly at: string;
  }[];
  readonly decisions: readonly {
    readonly decision: string;
    readonly to: string;
    readonly decidedBy: string;
    readonly missing: readonly Lack[];
  }[];
}

/** A row of `list-appointments`. */
export interface AppointmentRow {
  readonly person: string;
  readonly role: string;
  readonly nationality: string | null;
  readonly specialism: string | null;
  readonly from: string;
  readonly to: string | null;
  readonly counts: boolean;
}
