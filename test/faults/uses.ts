import type { Key, ListQuery, Write } from "#shared/ports.ts";

/** The kind of a key: its words in capitals, without what names a State, a record or a person. */
const kind = (text: string): string =>
  text
    .split("#")
    .filter((part) => /^[A-Z]{3,}$/.test(part))
    .join("#");
const keyKind = ({ pk, sk }: Key): string => `${kind(pk)}|${kind(sk)}`;
const together = (kinds: readonly string[]): string => [...new Set(kinds)].sort().join(" + ");

const writeKind = (write: Write): string => {
  if ("check" in write) return `check ${keyKind(write.check)}`;
  if ("remove" in write) return `remove ${keyKind(write.remove)}`;
  const { put } = write;
  const { event } = (put["entry"] ?? {}) as { event?: string };
  if (event !== undefined) return event;
  const more = put["crossing"] === undefined ? "" : ` ${String(put["crossing"])}`;
  return `${keyKind(put)}${more}`;
};

/** What a call of the records is for. */
export const readUse = (keys: readonly Key[]): string => together(keys.map(keyKind));
export const listUse = ({ index, pk, prefix = "" }: ListQuery): string =>
  `${index ?? "table"} ${kind(pk)} ${kind(prefix)}`.trim();
export const writeUse = (writes: readonly Write[]): string => together(writes.map(writeKind));

/** The kind of a file by its key: numbers, hashes, ids, States and references are left out. */
export const fileUse = (bucket: string, key: string): string =>
  `${bucket}/${key
    .replace(/[0-9a-f]{64}/g, "…")
    .replace(/[0-9A-HJKMNP-TV-Z]{26}/g, "…")
    .replace(/\b(STATE|registered)\/[A-Z]{2}\/[A-Z0-9-]+/g, "$1/…")
    .replace(/^state-[a-z]{2}\//, "state-…/")
    .replace(/\b[A-Z]{2}-[A-Z]{2}-\d+|\b(?:REPORT|CASE)-[\w-]+/g, "…")
    .replace(/\d+/g, "n")}`;
