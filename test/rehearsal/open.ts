import { randomBytes } from "node:crypto";
import { PutObjectLockConfigurationCommand } from "@aws-sdk/client-s3";
import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { LOCKABLE } from "#infra/constructs/bucket.ts";
import { logicalId, ZONE_NAMES, ZONES } from "#infra/zones.ts";
import { demonstrationPeople } from "#local/people/demonstration.ts";
import { ORIGIN_SECRET_HEADER } from "#shared/api/origin.ts";
import type { Person } from "#shared/domain/people.ts";
import { appoint, makeAccounts } from "./accounts.ts";
import type { Clients } from "./clients.ts";
import type { Course } from "./course.ts";
import { type DeployedResource, outputsOf } from "./deployment.ts";
import { startFront } from "./front.ts";
import type { Deployed } from "./reach.ts";

type Resources = readonly DeployedResource[];

/** Object Lock is a property of the template that the endpoint passes over: switched on by hand, as the template has it. */
export const lockBuckets = async ({ files }: Clients, resources: Resources): Promise<void> => {
  for (const name of LOCKABLE) {
    const bucket = resources.find(({ id }) => id === logicalId(name, "bucket"));
    await files.send(
      new PutObjectLockConfigurationCommand({
        Bucket: bucket?.physical,
        ObjectLockConfiguration: { ObjectLockEnabled: "Enabled" },
      }),
    );
  }
};

/** The demonstration's accounts and the scenario's: who is in both has the appointments of both. */
export const everybody = (persons: readonly Person[]): readonly Person[] => {
  const all = new Map<string, Person>();
  for (const person of [...demonstrationPeople(), ...persons]) {
    const before = all.get(person.id);
    all.set(person.id, { ...person, appointments: [...(before?.appointments ?? []), ...person.appointments] });
  }
  return [...all.values()];
};

const PASSWORD = () => `${randomBytes(18).toString("base64url")}-aA1`;

/** Makes accounts, appoints them and opens the front; answers what a client must know. */
export const opened = async (
  course: Course,
  at: { clients: Clients; assembly: string; endpoint: string; resources: Resources; persons: readonly Person[] },
): Promise<Deployed> => {
  const outputs = await outputsOf(at.clients, [...new Set(at.resources.map(({ stack }) => stack))]);
  const output = (name: string) => {
    const found = outputs.get(name);
    if (found === undefined) throw new Error(`no stack has the output ${name}; known: ${[...outputs.keys()].join(", ")}`);
    return found;
  };
  const physical = (id: string) => at.resources.find((one) => one.id === id)?.physical ?? "";
  const password = PASSWORD();
  const accounts = await makeAccounts(at.clients, { pool: output("UserPoolId"), password, persons: at.persons });
  const tables = new Map(ZONE_NAMES.map((zone) => [zone, physical(logicalId(ZONES[zone].table, "table"))]));
  await appoint(at.clients, { persons: at.persons, accounts, tables });
  const host = new URL(output("ApiAddress")).host;
  const adds = await originHeader(at.clients, physical("OriginSecret"));
  const front = await startFront({ gateway: at.endpoint, host, adds });
  course.later(front.stop);
  if (Object.keys(adds).length > 0) await refusedPastFront(course, { gateway: at.endpoint, host });
  return {
    baseUrl: front.url,
    signIn: at.endpoint,
    clientId: output("UserPoolClientId"),
    origin: "https://corroborate.example",
    password,
    accounts,
  };
};

/** What CloudFront adds to a request, where the application is deployed with it. */
const originHeader = async ({ secrets }: Clients, SecretId: string): Promise<Readonly<Record<string, string>>> => {
  if (SecretId === "") return {};
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId }));
  return { [ORIGIN_SECRET_HEADER]: SecretString ?? "" };
};

const refusedPastFront = async (course: Course, at: { gateway: string; host: string }): Promise<void> => {
  const past = await startFront({ ...at, adds: {} });
  const { status } = await fetch(`${past.url}/openapi.json`).finally(() => past.stop());
  course.check("a call that comes past CloudFront is refused", status === 403, String(status));
};
