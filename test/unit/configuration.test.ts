import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import * as z from "zod";
import { ConfigurationRefused, checkedConfiguration, configurationSchema, readConfiguration } from "#infra/configuration.ts";

const root = join(import.meta.dirname, "..", "..");
const folder = mkdtempSync(join(tmpdir(), "corroborate-configuration-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const example = JSON.parse(readFileSync(join(root, "corroborate.example.json"), "utf8")) as Record<string, unknown>;

/** The example with one value replaced; undefined takes the field out. */
const withValue = (path: string, value: unknown): unknown => {
  const copy = structuredClone(example);
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  const at = keys.reduce<Record<string, unknown>>((found, key) => found[key] as Record<string, unknown>, copy);
  at[last] = value;
  return JSON.parse(JSON.stringify(copy));
};

test("the example is usable, and what it leaves out has the defaults that the schema states", () => {
  expect(readConfiguration(join(root, "corroborate.example.json")).retention.logDays).toBe(731);
  const {
    retention: _retention,
    classificationKeys: _keys,
    identityProviders: _providers,
    secondRegion: _second,
    ...least
  } = example;
  const read = checkedConfiguration(least, "least");
  expect(read.retention).toEqual({ logDays: 365, recoveryDays: 35, coldAfterDays: 90, copyDays: 35 });
  expect(read.classificationKeys.panel).toEqual({ rotationDays: 365, waitingDays: 30 });
  expect(read.identityProviders).toEqual([]);
  expect(read.secondRegion).toBeUndefined();
});

const wrong: readonly (readonly [path: string, value: unknown, given: string, allowed: RegExp])[] = [
  ["stage", "prod", '"prod"', /one of demo, dev, staging, production/],
  ["account", "1234", '"1234"', /12 digits/],
  ["account", 111122223333, "111122223333", /12 digits of an AWS account, as text/],
  ["region", "Frankfurt", '"Frankfurt"', /code of an AWS Region/],
  ["region", undefined, "missing", /code of an AWS Region/],
  ["secondRegion", "eu-central-1", '"eu-central-1"', /another Region than region/],
  ["portal.domain", "https://portal.example.org", '"https://portal.example.org"', /without scheme or path/],
  ["portal.domain", "Portal.example.org", '"Portal.example.org"', /lower case/],
  ["portal.certificateArn", "arn:aws:acm:eu-central-1:111122223333:certificate/x", '"arn:aws:acm:eu', /us-east-1/],
  [
    "portal.certificateArn",
    "arn:aws:acm:us-east-1:999999999999:certificate/00000000-0000-4000-8000-000000000000",
    "999999999999",
    /a certificate of the account 111122223333/,
  ],
  ["portal.requestsPerFiveMinutes", 99, "99", /from 100 to 30000/],
  ["portal.requestsPerFiveMinutes", 30_001, "30001", /from 100 to 30000/],
  ["logDomain", "log", '"log"', /host name/],
  ["alarmMailbox", "everybody", '"everybody"', /one mail address/],
  ["mail.from", "portal", '"portal"', /one mail address/],
  ["retention.logDays", 300, "300", /30, 60, 90/],
  ["retention.recoveryDays", 36, "36", /from 1 to 35/],
  ["retention.coldAfterDays", 29, "29", /from 30 to 3650/],
  ["classificationKeys.panel.rotationDays", 89, "89", /from 90 to 2560/],
  ["classificationKeys.record.waitingDays", 31, "31", /from 7 to 30/],
  ["identityProviders.0.kind", "ldap", '"ldap"', /kind saml or oidc/],
  ["identityProviders.0.metadataUrl", "http://idp.example.org", '"http:', /begins with https/],
  ["identityProviders.1.name", "MissionGB", '"MissionGB"', /more than hyphens and capitals/],
  ["identityProviders.1.clientSecretName", "", '""', /Secrets Manager/],
];
test.for(wrong)("%s = %s is refused by its name, with what was given and what is allowed", ([path, value, given, allowed]) => {
  const refused = refusalOf(withValue(path, value));
  expect(refused.faults.map((fault) => fault.where)).toEqual([path]);
  expect(refused.faults[0]?.given).toContain(given);
  expect(refused.faults[0]?.allowed).toMatch(allowed);
  expect(refused.message).toContain("nothing was deployed");
});

test("a field that nobody knows is refused by name, so that a misspelling is not a default", () => {
  expect(refusalOf({ ...example, retentoin: {} }).faults.map((fault) => fault.where)).toEqual(["retentoin"]);
  expect(refusalOf(withValue("portal.domian", "x")).faults.map((fault) => fault.where)).toEqual(["portal.domian"]);
});

test("every fault is told at once", () => {
  const twice = { ...(withValue("account", "1") as object), region: "x" };
  expect(refusalOf(twice).faults.map((fault) => fault.where)).toEqual(["account", "region"]);
});

test("a file that is absent or no JSON is refused by its path", () => {
  const path = join(folder, "broken.json");
  writeFileSync(path, "{ stage: production }");
  expect(() => readConfiguration(path)).toThrow(/broken\.json is not usable.*no JSON/s);
  expect(() => readConfiguration(join(folder, "absent.json"))).toThrow(/absent\.json is not usable.*cannot be read/s);
});

test("docs/configuration.schema.json is the configuration as the code checks it", () => {
  const made = z.toJSONSchema(configurationSchema, { target: "draft-2020-12", io: "input" });
  const text = `${JSON.stringify({ ...made, title: "Configuration of a deployment of Corroborate" }, null, 2)}\n`;
  const path = join(root, "docs", "configuration.schema.json");
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(path, text);
  expect(readFileSync(path, "utf8")).toBe(text);
});

const refusalOf = (value: unknown): ConfigurationRefused => {
  try {
    checkedConfiguration(value, "given");
  } catch (error) {
    if (error instanceof ConfigurationRefused) return error;
    throw error;
  }
  throw new Error("it was taken");
};
