import { casePartKey, casePk, PART } from "#shared/adapters/keys.ts";
import type { CaseFile, Claim, Exhibit, Finding, Letter, Mapping, Member, Release, Vessel } from "#shared/domain/case.ts";
import type { Annotation, Place } from "#shared/domain/places.ts";
import { Problem } from "#shared/domain/problems.ts";
import type { Item, Json, Records, Write } from "#shared/ports.ts";
import { everything } from "../everything.ts";
import { expertsOf } from "../experts.ts";

/** Kinds of parts that hang on a case. Each is an item of its own; every change of a part moves the version of the case on. */
export type PartKind =
  | "MEMBER"
  | "EXHIBIT"
  | "CLAIM"
  | "VESSEL"
  | "PLACE"
  | "ANNOTATION"
  | "MAPPING"
  | "LETTER"
  | "ATTESTATION"
  | "WAIVER"
  | "POSITION"
  | "RELEASE"
  | "FINDING"
  | "CHANGE";

/** A request for release to one State, with its sentences and, later, the answers. */
export interface ReleasePart {
  readonly request: string;
  readonly state: string;
  readonly askedAt: string;
  readonly sentences: readonly { readonly sentence: string; readonly text: string }[];
  readonly answers?: readonly {
    readonly sentence: string;
    readonly says: "released" | "refused";
    readonly as?: string;
    readonly note?: string;
  }[];
  readonly answeredAt?: string;
}

export interface LoadedCase {
  readonly head: Item;
  readonly file: CaseFile;
  readonly parts: readonly Item[];
}

/** Most that hangs on one case, bytes of JSON: two pages of a query, and many times what the largest case so far needs. */
const MAX_BYTES = 2 * 1024 * 1024;
const bytesOf = (items: readonly Item[]): number => items.reduce((sum, item) => sum + Buffer.byteLength(JSON.stringify(item)), 0);

/** A case is read whole by everybody who works on it, so what it holds is bounded. What makes it no larger is always taken. Throws `OUT_OF_BOUNDS`. */
export const mustFit = (parts: readonly Item[], writes: readonly Write[]): void => {
  const puts = writes.flatMap((write) => ("put" in write && write.put.sk.startsWith(PART) ? [write.put] : []));
  const replaced = parts.filter(({ sk }) => puts.some((put) => put.sk === sk));
  const grows = bytesOf(puts) - bytesOf(replaced);
  if (grows <= 0) return;
  const bytes = bytesOf(parts) + grows;
  if (bytes > MAX_BYTES)
    throw new Problem("OUT_OF_BOUNDS", { where: "the case", given: `${bytes} bytes`, allowed: `at most ${MAX_BYTES} bytes` });
};

/** The whole case: one query for its parts and one, beside it, for the Panel's appointments. */
export const loadCase = async (records: Records, head: Item | undefined, now: string): Promise<LoadedCase> => {
  if (head === undefined) throw new Problem("NOT_FOUND");
  const [parts, people] = await Promise.all([
    everything(records, casePk(String(head["id"])), PART),
    everything(records, "APPOINTMENTS", "PERSON#"),
  ]);
  return { head, parts, file: caseFile(head, parts, people, now) };
};

const caseFile = (head: Item, parts: readonly Item[], people: readonly Item[], now: string): CaseFile => {
  const of = <T>(kind: PartKind): readonly T[] =>
    parts.filter((part) => part["kind"] === kind).map((part) => part["body"] as unknown as T);
  const finding = of<Omit<Finding, "changes">>("FINDING")[0];
  const { pk: _pk, sk: _sk, schema: _schema, listPk: _list, listSk: _listSk, duePk: _due, recused: _recused, ...fields } = head;
  return {
    ...(fields as unknown as CaseFile),
    version: Number(head.version),
    team: teamOf(of<Member>("MEMBER"), people, String(head["regime"]), now),
    exhibits: of<Exhibit>("EXHIBIT"),
    claims: of<Claim>("CLAIM"),
    vessels: of<Vessel>("VESSEL"),
    places: of<Place>("PLACE"),
    annotations: of<Annotation>("ANNOTATION"),
    mappings: of<Mapping>("MAPPING"),
    letters: of<Letter>("LETTER"),
    attestations: of("ATTESTATION"),
    waivers: of("WAIVER"),
    positions: of("POSITION"),
    releases: of<ReleasePart>("RELEASE").flatMap(flatReleases),
    ...(finding === undefined ? {} : { finding: { ...finding, changes: of("CHANGE") } }),
  };
};

/** All experts appointed to the Panel today, with what each declared on this case. */
const teamOf = (declared: readonly Member[], people: readonly Item[], regime: string, now: string): readonly Member[] =>
  expertsOf(people, regime, now).map((actor) => {
    const own = declared.find((one) => one.person === actor.id);
    return {
      person: actor.id,
      role: actor.role,
      ...(actor.nationality === undefined ? {} : { nationality: actor.nationality }),
      ...(actor.specialism === undefined ? {} : { specialism: actor.specialism }),
      ...(own?.interest === undefined ? {} : { interest: own.interest }),
      ...(own?.recused === undefined ? {} : { recused: own.recused }),
    };
  });

const flatReleases = (part: ReleasePart): readonly Release[] =>
  part.sentences.map((one) => {
    const answer = part.answers?.find((given) => given.sentence === one.sentence);
    return {
      id: part.request,
      state: part.state,
      sentence: one.sentence,
      text: one.text,
      askedAt: part.askedAt,
      ...(answer === undefined
        ? {}
        : {
            answer: {
              says: answer.says,
              at: part.answeredAt ?? part.askedAt,
              ...(answer.as === undefined ? {} : { as: answer.as as never }),
              ...(answer.note === undefined ? {} : { note: answer.note }),
            },
          }),
    };
  });

/** One part as an item. */
export const part = (caseId: string, kind: PartKind, id: string, body: object): Write => ({
  put: { ...casePartKey(caseId, kind, id), schema: 1, kind, body: JSON.parse(JSON.stringify(body)) as Json },
  always: true,
});

/** The head with changes, its version moved on: every change of a case goes through its head, so no part can be changed unseen. */
export const nextHead = (head: Item, changes: Readonly<Record<string, Json | undefined>> = {}): Write => ({
  put: dropUndefined({ ...head, ...changes, version: Number(head.version) + 1 }),
  ifVersion: Number(head.version),
});

const dropUndefined = (item: Record<string, Json | undefined>): Item =>
  Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)) as unknown as Item;

/** Closed cases take no further work; an adopted text is changed through `write-finding`, which reopens it. */
export const mustBeOpen = (file: CaseFile, stages: readonly string[]): void => {
  if (!stages.includes(file.at)) throw new Problem("WRONG_STAGE", { allowed: stages.join(", "), actual: file.at });
};
