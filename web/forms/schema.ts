import * as z from "zod";
import { type RouteName, routeRow } from "#shared/api/routes.ts";

/** The part of JSON Schema that bodies of routes use. */
export interface FieldSchema {
  readonly type?: "string" | "integer" | "number" | "boolean" | "array" | "object";
  readonly enum?: readonly (string | number)[];
  readonly anyOf?: readonly FieldSchema[];
  readonly items?: FieldSchema;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  readonly maxLength?: number;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly format?: string;
  readonly const?: string | number;
  readonly default?: unknown;
}

/** What a route takes in its body, as the server checks it; undefined where it takes none. */
export const bodySchema = (name: RouteName): FieldSchema | undefined => {
  const { body } = routeRow(name);
  if (body === undefined) return undefined;
  const known = made.get(name) ?? (z.toJSONSchema(body, { io: "input", unrepresentable: "any" }) as FieldSchema);
  made.set(name, known);
  return known;
};
/** Made once: forms ask with every stroke. */
const made = new Map<RouteName, FieldSchema>();

/** How a field is asked for. */
export type FieldKind = "line" | "text" | "date" | "number" | "tick" | "choice" | "lines" | "group" | "groups";

/** Texts that may be longer than this are written in several lines; characters. */
const LINE = 300;

export const kindOf = (schema: FieldSchema): FieldKind => {
  if (choicesOf(schema) !== undefined) return "choice";
  if (schema.type === "boolean") return "tick";
  if (schema.type === "integer" || schema.type === "number") return "number";
  if (schema.type === "object") return "group";
  if (schema.type === "array") return schema.items?.type === "object" ? "groups" : "lines";
  if (schema.format === "date") return "date";
  return (schema.maxLength ?? LINE) > LINE ? "text" : "line";
};

/** The values of a closed choice, in the order of the table they come from. */
export const choicesOf = (schema: FieldSchema): readonly (string | number)[] | undefined =>
  schema.enum ??
  (schema.anyOf?.every((one) => one.const !== undefined) ? schema.anyOf.flatMap((one) => one.const ?? []) : undefined);

export type Value = Readonly<Record<string, unknown>>;

/** What is sent: nothing that was left empty, unless it has to be there. */
export const filled = (schema: FieldSchema, value: Value): Value =>
  Object.fromEntries(
    Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
      const sent = sentOf(field, value[name], schema.required?.includes(name) === true);
      return sent === undefined ? [] : [[name, sent]];
    }),
  );

const sentOf = (field: FieldSchema, given: unknown, needed: boolean): unknown => {
  if (field.type === "array") return rowsOf(field, given, needed);
  if (field.properties !== undefined) return given === undefined && !needed ? undefined : filled(field, (given ?? {}) as Value);
  if (field.type === "boolean") return given === true;
  return given === "" ? undefined : given;
};

const rowsOf = (field: FieldSchema, given: unknown, needed: boolean): unknown => {
  const rows: readonly unknown[] = Array.isArray(given) ? given : [];
  if (rows.length === 0 && !needed) return undefined;
  return field.items?.type === "object" ? rows.map((row) => filled(field.items ?? {}, row as Value)) : rows;
};

/** Paths of fields that have to be there and are empty; what the server would refuse is said before it is sent. */
export const lacking = (schema: FieldSchema, value: Value, under = ""): readonly string[] =>
  Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = `${under}${name}`;
    const given = value[name];
    const rows = field.items?.type === "object" && Array.isArray(given) ? given : [];
    return [
      ...(schema.required?.includes(name) === true && isEmpty(field, given) ? [path] : []),
      ...rows.flatMap((row, at) => lacking(field.items ?? {}, row as Value, `${path}.${at}.`)),
    ];
  });

const isEmpty = (field: FieldSchema, given: unknown): boolean => {
  if (field.type === "boolean" || field.type === "object") return false;
  if (field.type === "array") return (field.minItems ?? 0) > 0 && (!Array.isArray(given) || given.length === 0);
  return given === undefined || given === "";
};
