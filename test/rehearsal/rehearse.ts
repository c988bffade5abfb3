import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readScenario } from "#cli/demo/read-scenario.ts";
import { stageOn } from "#cli/demo/stage.ts";
import { peopleOf, playOn } from "#cli/demo.ts";
import { clientsAt } from "./clients.ts";
import { contracts } from "./contracts.ts";
import { type Course, inCourse } from "./course.ts";
import * as cdk from "./deployment.ts";
import { environmentFor, startEndpoint } from "./endpoint.ts";
import { everybody, lockBuckets, opened } from "./open.ts";
import { pythonWith } from "./python.ts";
import { reachedDeployed } from "./reach.ts";
import { emptied, readBack } from "./read-back.ts";
import { restoreDrill } from "./restore-drill.ts";
import { checkGone, tellDeployed } from "./standing.ts";
import { endToEnd } from "./suites.ts";

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
  await step("the end-to-end suite, on the deployed API", () => endToEnd(course, { described, folder }));
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
  await step("the contract suites, on the endpoint's own services", () => contracts(course, { endpoint: endpoint.url, folder }));
  say(`\n${Math.round((performance.now() - begun) / 1000)} s in all`);
  course.later(() => rm(folder, { recursive: true, force: true }));
};

process.exitCode = await inCourse(rehearsal);
