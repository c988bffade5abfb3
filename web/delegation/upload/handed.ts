import type { Chosen } from "./engine.ts";

/** Files chosen before their draft had an address: carried from the one screen to the other. */
const handed = new Map<string, readonly Chosen[]>();
export const handOver = (reference: string, files: readonly Chosen[]): void => {
  if (files.length > 0) handed.set(reference, files);
};
export const takeOver = (reference: string): readonly Chosen[] => {
  const files = handed.get(reference) ?? [];
  handed.delete(reference);
  return files;
};
