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
  const refuse = (why: string, options?: ErrorOptions): never => {
    throw new Failed("States.QueryEvaluationError", `the expression ${text.trim()} ${why}`, options);
  };
  let json: string | undefined;
  try {
    const expression = compiled.get(text) ?? jsonata(text);
    compiled.set(text, expression);
    const found: unknown = await expression.evaluate(undefined, { ...EXTRA, ...variables, states });
    if (typeof found === "function" || isLambda(found)) return refuse("answers a function, which is no JSON");
    // Sequences of the library are arrays with marks of their own: only what JSON carries goes on.
    json = JSON.stringify(found);
  } catch (cause) {
    if (cause instanceof Failed) throw cause;
    return refuse(`cannot be evaluated: ${messageOf(cause)}`, { cause });
  }
  return json === undefined ? refuse("has no value") : JSON.parse(json);
};

/** What the library throws is an object with a code and a message, or an error. */
const messageOf = (cause: unknown): string => {
  const { code, message } = cause as { code?: string; message?: string };
  return [code, message].filter((one) => one !== undefined).join(": ") || String(cause);
};
const isLambda = (value: unknown): boolean => typeof value === "object" && value !== null && "_jsonata_lambda" in value;

const DIGESTS: Readonly<Record<string, string>> = {
  MD5: "md5",
  "SHA-1": "sha1",
  "SHA-256": "sha256",
  "SHA-384": "sha384",
  "SHA-512": "sha512",
};

/** Functions that the States Language adds; `$eval` it takes away. */
const EXTRA: Readonly<Record<string, unknown>> = {
  parse: (text: string): unknown => JSON.parse(text),
  uuid: () => randomUUID(),
  random: (seed?: number) => (seed === undefined ? Math.random() : seeded(Math.floor(seed))),
  hash: (text: string, algorithm: string) => {
    const digest = Object.hasOwn(DIGESTS, algorithm) ? DIGESTS[algorithm] : undefined;
    if (digest === undefined || typeof text !== "string")
      throw new Error(`$hash takes a text and one of ${Object.keys(DIGESTS).join(", ")}`);
    return createHash(digest).update(text).digest("hex");
  },
  range: (from: number, to: number, by: number) => {
    const [first, last, step] = [from, to, by].map(Math.floor) as [number, number, number];
    const length = Math.max(0, Math.floor((last - first) / step) + 1);
    if (step === 0 || !Number.isFinite(length)) throw new Error("$range takes three numbers, the step not 0");
    return Array.from({ length }, (_, index) => first + index * step);
  },
  partition: (all: readonly unknown[], given: number) => {
    const size = Math.floor(given);
    if (!(Array.isArray(all) && size >= 1)) throw new Error("$partition takes an array and a size from 1");
    return Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));
  },
  eval: () => {
    throw new Error("$eval is not part of the States Language: use $parse");
  },
};

/** The same number from 0 to below 1 for the same seed. */
const seeded = (seed: number): number => createHash("sha256").update(String(seed)).digest().readUInt32BE() / 2 ** 32;
