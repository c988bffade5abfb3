import { createHash, randomUUID } from "node:crypto";
import jsonata from "jsonata";
import { Failed } from "./errors.ts";

/** What an expression may name: `$states` and the variables. */
export interface Scope {
  readonly states: Readonly<Record<string, unknown>>;
  readonly variables: Readonly<Record<string, unknown>>;
}

const WRAPPED = /^\{%([\s\S]*)%\}$/;
const compiled = new Map<string, ReturnType<typeof jsonata>>();

/** Replaces every `{% … %}` anywhere in a JSON value by what it evaluates to. Throws `Failed` with `States.QueryEvaluationError`. */
export const evaluated = async (value: unknown, scope: Scope): Promise<unknown> => {
  if (typeof value === "string") {
    const [, text] = WRAPPED.exec(value) ?? [];
    return text === undefined ? value : expressed(text, scope);
  }
  if (Array.isArray(value)) return Promise.all(value.map((one) => evaluated(one, scope)));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(async ([key, one]) => [key, await evaluated(one, scope)] as const);
  return Object.fromEntries(await Promise.all(entries));
};

const expressed = async (text: string, { states, variables }: Scope): Promise<unknown> => {
  let found: unknown;
  try {
    const expression = compiled.get(text) ?? jsonata(text);
    compiled.set(text, expression);
    found = await expression.evaluate(undefined, { ...EXTRA, ...variables, states });
  } catch (cause) {
    throw new Failed(
      "States.QueryEvaluationError",
      `the expression ${text.trim()} cannot be evaluated: ${(cause as Error).message}`,
      { cause },
    );
  }
  if (found === undefined) throw new Failed("States.QueryEvaluationError", `the expression ${text.trim()} has no value`);
  // Sequences of the library are arrays with marks of their own: only what JSON carries goes on.
  return JSON.parse(JSON.stringify(found));
};

/** Functions that the States Language adds; `$eval` it takes away. */
const EXTRA: Readonly<Record<string, unknown>> = {
  parse: (text: string): unknown => JSON.parse(text),
  uuid: () => randomUUID(),
  random: () => Math.random(),
  hash: (text: string, algorithm = "SHA-256") => createHash(algorithm.replace("-", "").toLowerCase()).update(text).digest("hex"),
  range: (first: number, last: number, step: number) =>
    Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step),
  partition: (all: readonly unknown[], size: number) =>
    Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size)),
  eval: () => {
    throw new Error("$eval is not part of the States Language: use $parse");
  },
};
