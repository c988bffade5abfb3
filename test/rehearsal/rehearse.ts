import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { ListBucketsCommand, PutObjectLockConfigurationCommand } from "@aws-sdk/client-s3";
import { ListQueuesCommand } from "@aws-sdk/client-sqs";
import { readScenario } from "#cli/demo/read-scenario.ts";
import { stageOn } from "#cli/demo/stage.ts";
import { peopleOf, playOn } from "#cli/demo.ts";
import { LOCKABLE } from "#infra/constructs/bucket.ts";
import { logicalId, ZONE_NAMES, ZONES } from "#infra/zones.ts";
import { demonstrationPeople } from "#local/people/demonstration.ts";
import type { Person } from "#shared/domain/people.ts";
import { appoint, makeAccounts } from "./accounts.ts";
import { type Clients, clientsAt } from "./clients.ts";
import { type Course, inCourse } from "./course.ts";
import * as cdk from "./deployment.ts";
import { environmentFor, startEndpoint } from "./endpoint.ts";
import { startFront } from "./front.ts";
import { counted, leftOut } from "./left-out.ts";
import { run } from "./processes.ts";
import { pythonWith } from "./python.ts";
import { type Deployed, reachedDeployed } from "./reach.ts";
import { emptied, readBack } from "./read-back.ts";
import { restoreDrill } from "./restore-drill.ts";
import { table } from "./table.ts";

/**
 * `npm run rehearse`: deploys the application as it is to an AWS-compatible endpoint on loopback, uses it end to end through its own API,
 * reads back what stands there, restores it and removes it. Exit code 0: all as it should be; 1: something differs or failed; 69: there
 * is no Python or no package index here; 130: interrupted. `docs/rehearsal.md` says what it proves and where the endpoint is not AWS.
 */
const ROOT = join(import.meta.dirname, "..", "..");
const SCENARIO = join(ROOT, "cli", "demo", "rajin-dunay.json");

const rehearsal = async (course: Course): Promise<void> => {
  const { step, say, signal } = course;
  const begun = performance.now();
  const folder = await mkdtemp(join(tmpdir(), "corroborate-rehearsal-"));
  say(`Rehearsing in ${folder}`);
  const forSynthesis = { root: ROOT, folder, environment: environmentFor("http://127.0.0.1:9"), signal };
  const log = join(folder, "python.log");
  const requirements = join(import.meta.dirname, "requirements.txt");
  const [python, assembly] = await step("virtual environment with MiniStack, and cdk synth", () =>
    Promise.all([pythonWith({ requirements, into: join(ROOT, "build"), log, signal }), cdk.synthesise(forSynthesis)]),
  );
  const endpoint = await step("endpoint on loopback", () => startEndpoint({ python, folder, signal }));
  course.later(endpoint.stop);
  const place = { ...forSynthesis, environment: environmentFor(endpoint.url) };
  const clients = clientsAt(endpoint.url);
  await step("cdk bootstrap", () => cdk.bootstrap(place, assembly));
  await step("cdk deploy", () => cdk.deploy(place, assembly));
  const resources = await tellDeployed(course, { clients, assembly, forAws: cdk.declareForAws({ folder }) });

  await step("Object Lock on what the template locks", () => lockBuckets(clients, resources));

  const scenario = readScenario(SCENARIO, await readFile(SCENARIO, "utf8"));
  const home = await step("accounts and appointments", () =>
    opened(course, { clients, assembly, endpoint: endpoint.url, resources, persons: everybody(peopleOf(scenario)) }),
  );
  const described = join(folder, "deployed.json");
  await writeFile(described, JSON.stringify(home), { mode: 0o600 });
  await step("the end-to-end suite, on the deployed API", () => suite(course, described, folder));
  const reached = reachedDeployed(home);
  const told = createWriteStream(join(folder, "demo.log"));
  const played = await step("the demonstration, on the deployed API", () =>
    playOn(reached, { scenario, out: join(folder, "demo"), say: (line) => void told.write(`${line}\n`) }).finally(() =>
      told.end(),
    ),
  );
  for (const { ok, says, expected, actual } of played.outcomes)
    course.check(says, ok, ok ? String(actual) : `${actual}, expected ${expected}`);

  await step("tables, buckets, executions, queues and logs, read back", () => readBack(course, clients, resources));
  const stage = stageOn({ scenario, home: reached, say: () => undefined });
  await step("the restore drill", () => restoreDrill(course, { clients, resources, stage, folder }));

  await step("buckets emptied", () => emptied(clients, resources));
  await step("cdk destroy", () => cdk.destroy(place, assembly));
  await checkGone(course, clients, resources);
  say(`\n${Math.round((performance.now() - begun) / 1000)} s in all`);
  course.later(() => rm(folder, { recursive: true, force: true }));
};

type Resources = readonly cdk.DeployedResource[];

/** What `cdk destroy` must take with it. Keys wait out their days and are not asked for. */
const checkGone = async (course: Course, { dynamo, files, queues }: Clients, resources: Resources): Promise<void> => {
  const [tables, buckets, left] = await Promise.all([
    dynamo.send(new ListTablesCommand({})),
    files.send(new ListBucketsCommand({})),
    queues.send(new ListQueuesCommand({})),
  ]);
  const ours = new Set(resources.map(({ physical }) => physical));
  const standing = [
    ...(tables.TableNames ?? []),
    ...(buckets.Buckets ?? []).map(({ Name }) => Name ?? "").filter((name) => ours.has(name)),
    ...(left.QueueUrls ?? []),
  ];
  course.check("no table, bucket or queue is left", standing.length === 0, standing.join(", "));
};

/** Object Lock is a property of the template that the endpoint passes over: switched on by hand, as the template has it. */
const lockBuckets = async ({ files }: Clients, resources: Resources): Promise<void> => {
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
const everybody = (persons: readonly Person[]): readonly Person[] => {
  const all = new Map<string, Person>();
  for (const person of [...demonstrationPeople(), ...persons]) {
    const before = all.get(person.id);
    all.set(person.id, { ...person, appointments: [...(before?.appointments ?? []), ...person.appointments] });
  }
  return [...all.values()];
};

/** Prints what stands on the endpoint by type and what was left out, and holds it against the assembly. */
const tellDeployed = async (
  course: Course,
  { clients, assembly, forAws }: { clients: Clients; assembly: string; forAws: string },
): Promise<Resources> => {
  const declared = await cdk.declaredIn(assembly);
  const resources = (await Promise.all([...declared.keys()].map((stack) => cdk.resourcesOf(clients, stack)))).flat();
  const made = counted(resources.map(({ type }) => type));
  course.say(`\n${table(["deployed", "number"], [...made].toSorted())}\n`);
  const missing = [...declared].flatMap(([stack, types]) =>
    [...types]
      .filter(([id]) => !resources.some((one) => one.stack === stack && one.id === id && one.status === "CREATE_COMPLETE"))
      .map(([id, type]) => `${id} (${type})`),
  );
  course.check(
    `all that ${declared.size} stacks declare stands, ${resources.length} resources`,
    missing.length === 0,
    missing.join(", "),
  );
  const typesIn = async (folder: string) =>
    counted([...(await cdk.declaredIn(folder)).values()].flatMap((types) => [...types.values()]));
  const left = leftOut(await typesIn(forAws), await typesIn(assembly));
  for (const { type, declared: all, leftOut: some, why } of left)
    course.check(
      `left out behind -c emulator=true: ${some} of ${all} ${type}`,
      why !== undefined,
      why ?? "no reason in left-out.ts",
    );
  return resources;
};

const PASSWORD = () => `${randomBytes(18).toString("base64url")}-aA1`;

/** Makes accounts, appoints them and opens the front; answers what a client must know. */
const opened = async (
  course: Course,
  at: { clients: Clients; assembly: string; endpoint: string; resources: Resources; persons: readonly Person[] },
): Promise<Deployed> => {
  const outputs = await cdk.outputsOf(at.clients, [...new Set(at.resources.map(({ stack }) => stack))]);
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
  const front = await startFront({ gateway: at.endpoint, host: new URL(output("ApiAddress")).host, adds: {} });
  course.later(front.stop);
  return {
    baseUrl: front.url,
    signIn: at.endpoint,
    clientId: output("UserPoolClientId"),
    origin: "https://corroborate.example",
    password,
    accounts,
  };
};

/** The suite of both homes, run against the deployed one. */
const suite = async (course: Course, described: string, folder: string): Promise<void> => {
  const results = join(folder, "suite.json");
  const vitest = join(ROOT, "node_modules", "vitest", "vitest.mjs");
  const given = ["run", "--config", "test/vitest.config.ts", "--project", "e2e", "test/e2e/api.test.ts"];
  await run({
    command: process.execPath,
    given: [vitest, ...given, "--reporter=default", "--reporter=json", `--outputFile.json=${results}`],
    cwd: ROOT,
    environment: { ...process.env, HOME_UNDER_TEST: described },
    log: join(folder, "suite.log"),
    signal: course.signal,
  }).catch(async (error: unknown) => {
    if (course.signal.aborted) throw error;
  });
  const told = JSON.parse(await readFile(results, "utf8")) as Results;
  const failures = told.testResults.flatMap(({ assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ fullName, failureMessages }) => `${fullName}: ${failureMessages[0]?.split("\n")[0]}`),
  );
  course.check(
    `${told.numTotalTests} tests of the end-to-end suite pass on the deployed API`,
    told.success && told.numPassedTests === told.numTotalTests,
    failures.join("\n            "),
  );
};

interface Results {
  readonly success: boolean;
  readonly numTotalTests: number;
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

process.exitCode = await inCourse(rehearsal);
