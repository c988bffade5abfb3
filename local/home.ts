import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Person } from "#shared/domain/people.ts";
import { scrubbedError } from "#shared/scrub.ts";
import type { Assembly } from "./assembly/description.ts";
import { readAssembly } from "./assembly.ts";
import { homeClock } from "./clock.ts";
import { openDatabase } from "./database.ts";
import { describeHome } from "./describe.ts";
import { sweepAbandoned } from "./files/abandoned.ts";
import { fileRequestHandler } from "./files/requests.ts";
import { sweepPartials } from "./files/sweep.ts";
import { GATEWAY_FILE } from "./functions/access-log.ts";
import { builtPorts } from "./functions/built.ts";
import { createFunctions, type Functions, kept, logFile } from "./functions/pool.ts";
import { recordsClient } from "./functions/ports.ts";
import { portServer } from "./functions/serve-ports.ts";
import { type Handler, startGateway } from "./gateway.ts";
import { jwtAuthorizer } from "./http/authorizer.ts";
import type { Rates } from "./http/rates.ts";
import { gatewayLog } from "./http/refusals.ts";
import { router } from "./http/routing.ts";
import { AUDIENCE, CLIENT } from "./identity/demonstration.ts";
import { startIdentity } from "./identity.ts";
import { takeLock } from "./lock.ts";
import { ownFolder, secretIn } from "./owner-only.ts";
import { demonstrationPeople } from "./people/demonstration.ts";
import { readPeople } from "./people.ts";
import { portal } from "./portal/serve.ts";
import { createSchedules } from "./schedules.ts";
import { seedHome } from "./seed.ts";
import { feedFromQueues, streamSources, taskInvoker } from "./sources.ts";
import { createQueues } from "./store/queues.ts";
import { startStore } from "./store/store.ts";
import { createStreams } from "./store/streams.ts";
import { ensureTables } from "./store/tables.ts";
import { createRunner, workflowOf } from "./workflow/runner.ts";

interface Options {
  /** Folder of everything that this home keeps; made when missing. */
  readonly data: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Folder of the synthesised cloud assembly. */
  readonly assembly: string;
  /** Folder of the built portal; without one the home serves its API and sign-in alone. */
  readonly portal?: string;
  /** Who is in a people file that does not exist yet. Default: the demonstration people in the `demo` stage, else nobody. */
  readonly people?: readonly Person[];
  /** Default: the stage that the assembly was synthesised for. */
  readonly stage?: string;
  /** Whether the functions' logs name each call to files, keys and queues. Default: no. */
  readonly noteCalls?: boolean;
  /** Module with the functions' ports. Tests put faults between functions and stores with one of their own. */
  readonly ports?: string;
  /** Whether what follows from a change is left undone until the next start. Tests that ask what requests alone do. Default: no. */
  readonly requestsOnly?: boolean;
  /** Requests that one sender may make; for measuring and for tests that send more. Default: `RATES`. */
  readonly rates?: Rates;
}

const PORTS = join(import.meta.dirname, "functions", "ports.ts");

export interface Home {
  readonly url: string;
  readonly assembly: Assembly;
  readonly people: readonly Person[];
  /** Ends everything in order; what was under way resumes at the next start. */
  stop(): Promise<void>;
}

/** Starts one home on one data folder. Throws, having stopped what it had started, when anything cannot be. */
export const startHome = async (options: Options): Promise<Home> => {
  const stops: (() => unknown)[] = [];
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= stopAll(stops);
    return stopped;
  };
  try {
    return { ...(await started(options, (how) => stops.push(how))), stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const stopAll = async (stops: readonly (() => unknown)[]): Promise<void> => {
  const failures: unknown[] = [];
  for (const one of stops.toReversed()) {
    try {
      await one();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, "the home did not stop cleanly");
};

const started = async (options: Options, later: (stop: () => unknown) => void): Promise<Omit<Home, "stop">> => {
  const data = resolve(options.data);
  await ownFolder(data);
  const lock = await takeLock(data);
  later(() => lock.release());
  const folders = {
    records: join(data, "records"),
    files: join(data, "files"),
    keys: join(data, "keys"),
    logs: join(data, "logs"),
  };
  await Promise.all(Object.values(folders).map((folder) => mkdir(folder, { recursive: true, mode: 0o700 })));
  const assembly = inStage(await readAssembly(options.assembly), options.stage);
  const stage = assembly.functions.find((one) => one.environment["STAGE"] !== undefined)?.environment["STAGE"] ?? "demo";
  const demonstration = stage === "demo";

  const gateway = await startGateway({ port: options.port });
  later(() => gateway.stop());
  const url = `http://127.0.0.1:${gateway.port}`;
  const database = openDatabase(join(data, "home.db"));
  later(() => database.close());
  const store = await startStore({ folder: folders.records });
  later(() => store.stop());
  const client = DynamoDBDocumentClient.from(recordsClient(store.endpoint));
  await ensureTables(client, assembly.tables);

  const people = await readPeople(join(data, "people.json"), options.people ?? (demonstration ? demonstrationPeople() : []));
  await seedHome({ assembly, client, database, people });
  const clock = homeClock({ database, stage });
  const filesSecret = await secretIn(join(data, "files.secret"));
  const now = () => Date.now();
  await sweepPartials(folders.files);
  await sweepAbandoned({ folder: folders.files, now });

  // The functions ask the runner and the queues, which call functions: the pool is filled in before anything runs.
  let functions: Functions | undefined;
  const invoke = (name: string, event: unknown, requestId?: string) => {
    if (functions === undefined) throw new Error("the home is not ready");
    return functions.invoke(name, event, requestId);
  };
  const runner = createRunner({ database, now, invoke: taskInvoker(invoke), definitions: definitionsOf(assembly) });
  const queues = createQueues({ database, queues: assembly.queues, now });
  functions = createFunctions({
    functions: assembly.functions,
    wiring: {
      recordsEndpoint: store.endpoint,
      filesFolder: folders.files,
      filesSecret,
      keysFolder: folders.keys,
      baseUrl: url,
      logs: { folder: folders.logs, files: Object.fromEntries(assembly.functions.map((part) => [part.name, logFile(part)])) },
      clockOffset: clock.offset,
      noteCalls: options.noteCalls ?? false,
      ports: pathToFileURL(await builtPorts(options.ports ?? PORTS)).href,
    },
    serve: portServer({ workflow: workflowOf(runner), queues, clock }),
    logs: folders.logs,
    ran: () => streams.stir(),
  });
  later(() => functions?.stop());

  const identity = await startIdentity({ origin: url, data, database, people: () => people, demonstration });
  const startedAt = new Date().toISOString();
  const describe = () =>
    describeHome({
      assembly,
      stage,
      startedAt,
      businessTime: clock.now(),
      accounts: demonstration ? people : [],
      deadLetters: queues.deadLetters().length,
    });
  const fileHandler = fileRequestHandler({ folder: folders.files, secret: filesSecret, now });
  const files: Handler = async (request, response, path) => path.startsWith("/files/") && fileHandler(request, response);
  const authorize = jwtAuthorizer({ issuer: identity.issuer, audiences: [AUDIENCE, CLIENT], keys: identity.keys });

  feedFromQueues({ assembly, queues, invoke });
  const streams = createStreams({ endpoint: store.endpoint, database, sources: streamSources({ assembly, invoke }) });
  const schedules = createSchedules({ database, schedules: assembly.schedules, invoke, failed: complain });
  for (const part of options.requestsOnly ? [] : [runner, queues, streams, schedules]) {
    part.run();
    later(() => part.stop());
  }
  later(() => gateway.stop());
  const find = router(assembly.routes);
  const pages = await portal({
    folder: options.portal,
    config: { issuer: identity.issuer, clientId: CLIENT, apiBase: "", stage },
    describe,
    isApi: (method, path) => find(method, path) !== undefined,
  });
  const refused = gatewayLog((text) => kept(join(folders.logs, GATEWAY_FILE), text));
  gateway.serve([files, identity.handle, pages], { routes: assembly.routes, authorize, invoke, rates: options.rates, refused });
  for (const name of new Set(assembly.routes.map((route) => route.function))) functions.warm(name);
  await lock.announce(url);
  return { url, assembly, people };
};

/** The assembly with every function told of another stage than the one it was synthesised for. */
const inStage = (assembly: Assembly, stage: string | undefined): Assembly => {
  if (stage === undefined) return assembly;
  const told = (environment: Readonly<Record<string, string>>) =>
    "STAGE" in environment ? { ...environment, STAGE: stage } : environment;
  return { ...assembly, functions: assembly.functions.map((one) => ({ ...one, environment: told(one.environment) })) };
};

const definitionsOf = (assembly: Assembly) =>
  Object.fromEntries(assembly.machines.map(({ name, definition }) => [name, definition]));

const complain = (schedule: string, error: unknown): void => {
  process.stderr.write(`${new Date().toISOString()} ${schedule} failed: ${JSON.stringify(scrubbedError(error))}\n`);
};
