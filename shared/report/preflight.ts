import type { ReportModel } from "./model.ts";
import { FORM_RULES } from "./preflight-form.ts";
import type { Fault, Known, Rule } from "./preflight-places.ts";
import { SOURCE_RULES } from "./preflight-sources.ts";
import { SUBSTANCE_RULES } from "./preflight-substance.ts";

export type { Fault } from "./preflight-places.ts";

/** Every rule that a report is held against, by its number in the form, in order. */
export const PREFLIGHT: Readonly<Record<string, Rule>> = Object.fromEntries(
  Object.entries({ ...FORM_RULES, ...SUBSTANCE_RULES, ...SOURCE_RULES }).toSorted(([a], [b]) => (a < b ? -1 : 1)),
);

/** Holds a report against the rules of its form. The same model gives the same faults in the same order. */
export const preflight = (model: ReportModel, known: Known = {}): readonly Fault[] =>
  Object.entries(PREFLIGHT).flatMap(([code, { severity, says, check }]) =>
    check(model, known).map(({ where, params = {} }) => ({ code, severity, where, params, says })),
  );

export const blocking = (faults: readonly Fault[]): readonly Fault[] => faults.filter((one) => one.severity === "blocks");
