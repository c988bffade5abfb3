import * as z from "zod";
import { MESSAGE_CHARACTERS } from "../domain/limits.ts";

/**
 * Text that people write: any script, 1 to `max` characters after NFC, no control characters but tab and line feed, no lone surrogates.
 * `S/2024/215`, `O'Brien & Co` and right-to-left names are all fine.
 */
export const text = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((value) => value.isWellFormed() && !hasControl(value) && value.trim() !== "", {
      error: "must be text without control characters, not only spaces",
    })
    .transform((value) => value.normalize("NFC"));

const hasControl = (value: string) => {
  for (const character of value) {
    const code = character.codePointAt(0) ?? 0;
    if ((code < 32 && code !== 9 && code !== 10) || (code >= 127 && code < 160)) return true;
  }
  return false;
};

/** A message of a thread. `seen` is how many messages of it the writer had read: one that came meanwhile still waits for an answer. */
export const messageBody = z.strictObject({ text: text(MESSAGE_CHARACTERS), seen: z.int().min(0).max(1_000_000) });

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "must be 64 lower-case hexadecimal digits");
export const version = z.int().positive();
export const isoTime = z.iso.datetime({ error: "must be ISO 8601 in UTC, such as 2024-01-22T09:00:00Z" });
export const isoDate = z.iso.date({ error: "must be a date, such as 2024-01-22" });
export const stateCode = z.string().regex(/^[A-Z]{2}$/, "must be a two-letter country code of ISO 3166, such as GB");
/** References inside a State: GB-001. */
export const stateReference = z.string().regex(/^[A-Z]{2}-\d{3,6}$/, "must be a reference such as GB-001");
/** The Panel's own references: SUB-001 for submissions, OS-001 for open sources. */
export const panelReference = z.string().regex(/^(SUB|OS)-\d{3,6}$/, "must be a reference such as SUB-001 or OS-001");
export const itemNumber = z.string().regex(/^[1-9]\d{0,4}$/, "must be the number of an item, such as 1");
/** An exhibit: SUB-001/1. */
export const exhibitReference = z.string().regex(/^(SUB|OS)-\d{3,6}\/[1-9]\d{0,4}$/, "must be an exhibit such as SUB-001/1");
/** Ids that people or scenarios choose for cases, claims, vessels: CASE-RAJIN-DUNAY, CL-01. */
export const chosenId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,47}$/, "must be 1 to 48 letters, digits and hyphens");
/** ULID given out by us. */
export const ulid = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, "must be an id given out by this system");
/** Key that makes a request safe to repeat; kept 24 hours. */
export const idempotencyKey = z.string().regex(/^[\x21-\x7e]{8,80}$/, "must be 8 to 80 printable characters without spaces");
