import {
  askedKey,
  askedPk,
  caseKey,
  casePk,
  reportKey,
  reportPartKey,
  reportPk,
  submissionKey,
  submissionPk,
} from "#shared/adapters/keys.ts";
import { type RouteName, routeRow } from "#shared/api/routes.ts";
import type { Zone } from "#shared/domain/zones.ts";
import type { Item } from "#shared/ports.ts";

/** A record that the API made, with what hangs on it: the pattern of the others, which differ in id and in where they stand. */
export type Pattern = readonly Item[];

/** Only what a record is: no history, nothing that waits for it, no place on a list, so that nothing but the test's requests touches it. */
const still = ({ listPk: _l, listSk: _s, duePk: _d, dueAt: _a, ...rest }: Item): Item => rest as Item;
const ofRecord = (kinds: readonly string[]) => (item: Item) => kinds.some((kind) => item.sk === kind || item.sk.startsWith(kind));

export const CLONES: Readonly<Record<"case" | "report" | "submission" | "asked", { zone: Zone; pkOf: (id: string) => string }>> =
  {
    case: { zone: "panel", pkOf: casePk },
    report: { zone: "secretariat", pkOf: reportPk },
    submission: { zone: "delegation", pkOf: (id) => submissionPk("GB", id) },
    asked: { zone: "delegation", pkOf: (id) => askedPk("GB", id) },
  };

/** Parts that hang on a case, and whether a route's work is about them: a clone has those and no others, for there are many clones. */
const PARTS: readonly (readonly [part: string, needed: (name: RouteName) => boolean])[] = [
  ["P#EXHIBIT#SUB-001/1", (name) => "reference" in routeRow(name).params.shape || name === "request-release"],
  ["P#LETTER#", (name) => "letter" in routeRow(name).params.shape],
  ["P#CLAIM#", (name) => name === "request-release"],
  ["P#FINDING#", (name) => ["request-release", "take-position", "write-finding"].includes(name)],
];

/** A case, standing where it is said to, with what one route's work is about. */
export const caseFor = (name: RouteName, pattern: Pattern, { id, at }: { id: string; at: string }): readonly Item[] =>
  pattern
    .filter(ofRecord(["CASE", ...PARTS.flatMap(([part, needed]) => (needed(name) ? [part] : []))]))
    .map(still)
    .map((item) => ({ ...item, pk: casePk(id), ...(item.sk === caseKey("").sk ? { id, at } : {}) }));

/** The file of every draft. */
export const DRAFT_FILE = "drafts/1.docx";
const ADOPTED = ["adopted", "provided", "considered", "editing", "transmitted", "issued", "follow-up"];
/** A report with one draft that is made; adopted where the report is past adoption. */
export const reportAt = (
  pattern: Pattern,
  id: string,
  { at, hash, draftVersion }: { at: string; hash: string; draftVersion: string },
): readonly Item[] => {
  const adopted = ADOPTED.includes(at) ? { adoptedDraft: "1", adoptedModelSha256: hash } : {};
  const draft = {
    ...reportPartKey(id, "DRAFT", "1"),
    schema: 1,
    version: 1,
    kind: "DRAFT",
    draft: "1",
    status: "made",
    orderedAt: "2024-01-01T00:00:00.000Z",
    orderedBy: "officer",
    demonstration: false,
    findings: [],
    modelSha256: hash,
    files: { docx: { key: DRAFT_FILE, version: draftVersion, bytes: 1, sha256: hash } },
    faults: [],
    faultCount: 0,
  };
  const heads = pattern.filter(ofRecord(["REPORT"])).map(still);
  return [...heads.map((head) => ({ ...head, ...reportKey(id), id, at, drafts: 1, ...adopted })), draft];
};

/** A submission with its files under another reference of the State. */
export const submissionAt = (pattern: Pattern, reference: string, status: string): readonly Item[] =>
  pattern
    .filter(ofRecord(["SUBMISSION", "ITEM#"]))
    .map(still)
    .map((item) => ({
      ...item,
      pk: submissionPk("GB", reference),
      ...(item.sk === submissionKey("GB", reference).sk ? { reference, status } : {}),
    }));

/** A letter or request for release under another id, answered or not. */
export const askedAs = (pattern: Pattern, id: string, { answered }: { answered: boolean }): readonly Item[] =>
  pattern
    .filter(ofRecord(["ASKED"]))
    .map(still)
    .map((item) => ({ ...item, ...askedKey("GB", id), id, ...(answered ? { answeredAt: "2024-01-01T00:00:00.000Z" } : {}) }));
