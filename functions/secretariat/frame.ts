import { Problem } from "#shared/domain/problems.ts";
import type { Json } from "#shared/ports.ts";

/** Largest frame kept in the record, bytes of JSON. */
const MAX_BYTES = 60_000;

interface Frame {
  readonly introduction: readonly string[];
  readonly methodology: readonly string[];
  readonly symbol?: string | undefined;
  readonly date?: string | undefined;
}

/** The part of a report that the Secretariat writes itself, as attributes of its record. Absent ones take away what was there. */
export const frameOf = ({ introduction, methodology, symbol, date }: Frame): Readonly<Record<string, Json | undefined>> => {
  const bytes = Buffer.byteLength(JSON.stringify([introduction, methodology]));
  if (bytes > MAX_BYTES)
    throw new Problem("OUT_OF_BOUNDS", {
      where: "introduction and methodology",
      given: `${bytes} bytes`,
      allowed: `at most ${MAX_BYTES} bytes together`,
    });
  return { introduction, methodology, symbol, date };
};
