import { expect, test } from "vitest";
import { ANSWERS, unlikeDescribed } from "#shared/api/answers.ts";
import { openApi } from "#shared/api/openapi.ts";
import { ROUTE_NAMES, type RouteName, routeRow } from "#shared/api/routes.ts";

type Schema = Readonly<Record<string, unknown>>;
// biome-ignore lint/suspicious/noExplicitAny: a document is read field by field.
const paths = openApi({ demo: true })["paths"] as any;
const described = (name: RouteName): Schema => {
  const row = routeRow(name);
  return paths[row.path][row.method.toLowerCase()].responses[row.answers].content["application/json"].schema;
};

/** Everything inside a schema that describes an object with named fields, by where it stands. */
const objectsIn = (schema: unknown, at: string): readonly (readonly [where: string, schema: Schema])[] => {
  if (typeof schema !== "object" || schema === null) return [];
  const inside = Object.entries(schema).flatMap(([name, one]) => objectsIn(one, `${at}/${name}`));
  return "type" in schema && schema.type === "object" && "properties" in schema ? [[at, schema as Schema], ...inside] : inside;
};

test.each(ROUTE_NAMES)("%s has an answer of its own in the description, with each of its fields named", (name) => {
  const schema = described(name);
  expect(schema["type"]).toBe("object");
  expect(Object.keys((schema["properties"] ?? {}) as object).length).toBeGreaterThan(0);
  // The description of the description is another standard's.
  const open = name === "get-openapi" ? [] : objectsIn(schema, name).filter(([, one]) => one["additionalProperties"] !== false);
  expect(open.map(([where]) => where)).toEqual([]);
});

test("there is an answer for every route and for nothing else", () => {
  expect(Object.keys(ANSWERS).toSorted()).toEqual([...ROUTE_NAMES].toSorted());
});

test("a field more, a field less or a value of another kind is told with its place", () => {
  const health = { ok: true, stage: "demo", now: "2024-01-22T09:00:00Z" };
  expect(unlikeDescribed("get-health", health)).toBeUndefined();
  expect(unlikeDescribed("get-health", { ...health, more: 1 })).toMatch(/get-health.*unrecognized_keys.*more/);
  expect(unlikeDescribed("get-health", { ...health, now: undefined })).toMatch(/get-health.*"path":\["now"\]/);
  expect(unlikeDescribed("get-health", { ...health, ok: "yes" })).toMatch(/get-health.*"path":\["ok"\]/);
});
