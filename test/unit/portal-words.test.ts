import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { RouteName } from "#shared/api/routes.ts";
import { EVIDENCE } from "#shared/domain/evidence.ts";
import { bodySchema, choicesOf, type FieldSchema } from "#web/forms/schema.ts";
import { FORMS } from "#web/forms/words.ts";
import { METADATA } from "#web/words/evidence.ts";

const WEB = join(import.meta.dirname, "..", "..", "web");

/** Routes that some screen asks for by a form made from its schema. */
const asked = [
  ...new Set(
    readdirSync(WEB, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".tsx"))
      .flatMap((file) => [...readFileSync(join(WEB, file), "utf8").matchAll(/\broute="([a-z-]+)"/g)].map((one) => one[1])),
  ),
] as RouteName[];

const fieldsOf = (schema: FieldSchema): readonly (readonly [string, FieldSchema])[] =>
  Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
    [name, field] as const,
    ...fieldsOf(field),
    ...fieldsOf(field.items ?? {}),
  ]);
const fields = asked.flatMap((route) => fieldsOf(bodySchema(route) ?? {}).map(([name, field]) => ({ route, name, field })));
/** Given by the record in every form. */
const FIXED = ["version"];

describe("words of the forms", () => {
  test("exist for every value of every closed choice that a form asks for", () => {
    expect(asked.length).toBeGreaterThan(15);
    const wordless = fields.flatMap(({ route, name, field }) =>
      (choicesOf(field) ?? [])
        .filter((one) => !Object.hasOwn(FORMS.choice, String(one)))
        .map((one) => `${route}.${name}: ${one}`),
    );
    expect(wordless).toEqual([]);
  });

  test("exist for every field that a form asks for", () => {
    const wordless = fields
      .filter(({ name }) => !(FIXED.includes(name) || Object.hasOwn(FORMS.field, name)))
      .map(({ route, name }) => `${route}.${name}`);
    expect(wordless).toEqual([]);
  });

  test("exist for every metadata field of every kind of evidence", () => {
    const wordless = Object.entries(EVIDENCE).flatMap(([kind, row]) =>
      Object.keys(row.metadata)
        .filter((name) => !Object.hasOwn(METADATA, name))
        .map((name) => `${kind}.${name}`),
    );
    expect(wordless).toEqual([]);
  });
});
