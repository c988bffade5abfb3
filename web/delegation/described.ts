import { EVIDENCE, type EvidenceKind } from "#shared/domain/evidence.ts";
import type { Item } from "./answers.ts";

/** What is said of a file while it is written: every field as its text. */
export interface Described {
  readonly kind: EvidenceKind;
  readonly title: string;
  readonly metadata: Readonly<Record<string, string>>;
}
/** Longest title of a file, characters. */
export const MAX_FILE_TITLE = 300;
/** Longest text of one field, characters. */
const MAX_WORDS = 2000;

export const describedOf = (item: Item): Described => ({
  kind: item.kind,
  title: item.title,
  metadata: Object.fromEntries(Object.entries(item.metadata).map(([name, value]) => [name, String(value)])),
});

interface Field {
  safeParse(value: unknown): { readonly success: boolean };
}
export const fieldsOf = (kind: EvidenceKind): Readonly<Record<string, Field>> =>
  EVIDENCE[kind].metadata as unknown as Readonly<Record<string, Field>>;
const takes = (kind: EvidenceKind, name: string, value: unknown): boolean =>
  fieldsOf(kind)[name]?.safeParse(value).success === true;
export const isRequired = (kind: EvidenceKind, name: string): boolean => !takes(kind, name, undefined);

/** A field's value as its schema wants it: a number where it takes one, else the text. */
export const asField = (kind: EvidenceKind, name: string, text: string): string | number =>
  text.trim() !== "" && !takes(kind, name, text) && takes(kind, name, Number(text)) ? Number(text) : text;

/** Why a field cannot stand as it is, by a word of the catalogue; undefined when it can, or is empty. */
export const faultOf = (kind: EvidenceKind, name: string, text: string): "date" | "number" | "long" | "other" | undefined => {
  if (text === "" || takes(kind, name, asField(kind, name, text))) return undefined;
  if (text.length > MAX_WORDS) return "long";
  if (takes(kind, name, "2023-09")) return "date";
  return takes(kind, name, 1) ? "number" : "other";
};

/** Fields that the kind needs and that are empty. */
export const neededOf = ({ kind, metadata }: Described): readonly string[] =>
  Object.keys(fieldsOf(kind)).filter((name) => isRequired(kind, name) && (metadata[name] ?? "") === "");

/** What is sent: the fields of this kind that say something. */
export const metadataOf = ({ kind, metadata }: Described): Readonly<Record<string, string | number>> =>
  Object.fromEntries(
    Object.keys(fieldsOf(kind))
      .filter((name) => (metadata[name] ?? "") !== "")
      .map((name) => [name, asField(kind, name, metadata[name] ?? "")]),
  );
