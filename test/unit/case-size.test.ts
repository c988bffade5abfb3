import { expect, test } from "vitest";
import { mustFit, part } from "#functions/panel/case-file.ts";
import type { Item } from "#shared/ports.ts";

const MIB = 1024 * 1024;
const claim = (id: string, characters: number) => part("C-1", "CLAIM", id, { id, text: "x".repeat(characters) });
const stored = (...writes: readonly ReturnType<typeof claim>[]): readonly Item[] =>
  writes.map((write) => ("put" in write ? write.put : undefined)).filter((item) => item !== undefined);

/** Thirty parts that together are a little less than what one case may hold. */
const nearlyFull = stored(...Array.from({ length: 30 }, (_, at) => claim(`CL-${at}`, (2 * MIB - 8_000) / 30)));

test("a case that everybody has to read whole takes no part beyond its two mebibytes, and says how much that would be", () => {
  expect(() => mustFit(nearlyFull, [claim("CL-30", 1_000)])).not.toThrow();
  expect(() => mustFit(nearlyFull, [claim("CL-30", 10_000)])).toThrow(/the case is 2\d{6} bytes; allowed: at most 2097152 bytes/);
});

test("a part that is replaced counts once, and what makes a full case smaller is always taken", () => {
  const [first] = nearlyFull as [Item];
  const over = [...nearlyFull, ...stored(claim("CL-30", 100_000))];
  expect(() => mustFit(nearlyFull, [claim("CL-0", 70_000)])).not.toThrow();
  expect(() => mustFit(over, [claim("CL-0", 10)])).not.toThrow();
  expect(() => mustFit(over, [{ put: first, always: true }])).not.toThrow();
  expect(() => mustFit(over, [claim("CL-99", 10)])).toThrow(/at most/);
});
