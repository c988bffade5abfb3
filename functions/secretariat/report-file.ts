import { findingsPk, PART, reportPk } from "#shared/adapters/keys.ts";
import { Problem } from "#shared/domain/problems.ts";
import type { Item, Json, Records, Write } from "#shared/ports.ts";
import { PREFLIGHT } from "#shared/report/preflight.ts";
import { everything } from "../everything.ts";

/** One draft as its part says it. `files` and `faults` are there once it is made. */
export interface Draft {
  readonly draft: string;
  readonly status: "ordered" | "made";
  readonly orderedAt: string;
  readonly orderedBy: string;
  readonly demonstration: boolean;
  readonly findings: readonly DraftFinding[];
  readonly modelSha256?: string;
  readonly exhibitRoot?: string;
  readonly files?: Readonly<Record<string, DraftFile>>;
  readonly faults?: readonly DraftFault[];
  /** Faults that block a release, all of them; `faults` keeps the first 200 of every severity. */
  readonly faultCount?: number;
}
/** A finding as ordered for print: `file` is its adopted text, so that the draft can be made whatever becomes of the case. */
export interface DraftFinding {
  readonly case: string;
  readonly hash: string;
  readonly sequence: number;
  readonly file: { readonly key: string; readonly version: string };
}
export interface DraftFile {
  readonly key: string;
  readonly version: string;
  readonly bytes: number;
  readonly sha256: string;
}
export interface DraftFault {
  readonly code: string;
  readonly severity: "blocks" | "warns";
  readonly where: string;
  readonly says: string;
  readonly params: Readonly<Record<string, string | number>>;
}
/** Where an expert stands on a draft; `hash` is that of its model. */
export interface ReportPosition {
  readonly draft: string;
  readonly person: string;
  readonly role: string;
  readonly says: "agree" | "object";
  readonly hash: string;
  readonly reasons?: string;
  readonly at: string;
}
/** A finding that the Secretariat holds. */
export interface HeldFinding {
  readonly case: string;
  readonly state: "adopted" | "reopened";
  readonly hash: string;
  readonly sequence: number;
  readonly receivedAt: string;
  /** Key of the adopted text among `files`. */
  readonly finding?: string;
  readonly files: readonly { readonly to: string; readonly version: string; readonly bytes: number; readonly sha256: string }[];
}

export interface LoadedReport {
  readonly head: Item;
  readonly id: string;
  readonly regime: string;
  readonly at: string;
  readonly version: number;
  readonly drafts: readonly Draft[];
  readonly positions: readonly ReportPosition[];
  readonly findings: readonly HeldFinding[];
}

/** The report, its drafts and positions, and beside them the findings of its regime: two queries at once. */
export const loadReport = async (records: Records, head: Item | undefined): Promise<LoadedReport> => {
  if (head === undefined) throw new Problem("NOT_FOUND");
  const id = String(head["id"]);
  const regime = String(head["regime"]);
  const [parts, findings] = await Promise.all([everything(records, reportPk(id), PART), heldFindings(records, regime)]);
  const of = <T>(kind: string): readonly T[] => parts.filter((part) => part["kind"] === kind) as unknown as readonly T[];
  return {
    head,
    id,
    regime,
    at: String(head["at"]),
    version: Number(head.version),
    drafts: of<Draft>("DRAFT").toSorted((a, b) => Number(a.draft) - Number(b.draft)),
    positions: of<ReportPosition>("POSITION"),
    findings,
  };
};

export const heldFindings = async (records: Records, regime: string): Promise<readonly HeldFinding[]> =>
  (await everything(records, findingsPk(regime), "FINDING#")) as unknown as readonly HeldFinding[];

/** The head with changes, one version on: no change of a report goes unseen by another. */
export const nextReport = (head: Item, changes: Readonly<Record<string, Json | undefined>> = {}): Write => {
  const next = { ...head, ...changes, version: Number(head.version) + 1 };
  return {
    put: Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)) as unknown as Item,
    ifVersion: Number(head.version),
  };
};

export const mustStandAt = (report: LoadedReport, stage: string): void => {
  if (report.at !== stage) throw new Problem("WRONG_STAGE", { allowed: stage, actual: report.at });
};

/** What people see of a draft. */
export const shownDraft = ({ draft, status, orderedAt, orderedBy, demonstration, findings, ...made }: Draft) => ({
  draft,
  status,
  orderedAt,
  orderedBy,
  demonstration,
  findings: findings.map(({ case: id, hash, sequence }) => ({ case: id, hash, sequence })),
  modelSha256: made.modelSha256 ?? null,
  exhibitRoot: made.exhibitRoot ?? null,
  files: Object.fromEntries(Object.entries(made.files ?? {}).map(([format, { bytes, sha256 }]) => [format, { bytes, sha256 }])),
  // Who mends a fault is said by its rule: the officer what is form, the Panel what is substance.
  faults: (made.faults ?? []).map((fault) => ({ ...fault, mends: PREFLIGHT[fault.code]?.mends ?? "Panel" })),
  faultCount: made.faultCount ?? 0,
});
