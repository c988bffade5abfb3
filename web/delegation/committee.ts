import { REGIMES } from "#shared/domain/regimes.ts";

/** The committee of a regime, by its number; the number itself where it is none of ours. */
export const committeeOf = (regime: string): string =>
  (REGIMES as Readonly<Record<string, { readonly committee: string }>>)[regime]?.committee ?? regime;
