import { dirname } from "node:path";
import { threadName } from "node:worker_threads";
import type { PortCall, Wiring } from "#local/functions/messages.ts";
import { embeddedPorts as honestPorts } from "#local/functions/ports.ts";
import type { Files, Keys, Ports, Queues, Records, Workflow } from "#shared/ports.ts";
import { followClock } from "./faulty-clock.ts";
import { everythingTwice, type Fault, faultsIn } from "./plan.ts";
import { fileUse, listUse, readUse, writeUse } from "./uses.ts";

/** How long a store may leave a call without an answer, milliseconds; shorter than the adapters', so that a run is. */
const NO_ANSWER = 400;
const DELAY = 1000;
const HELD = 400;
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });

type Ask = (call: PortCall) => Promise<unknown>;
/** Sends one call of a store through a fault, if one is armed for it. */
type Through = <T>(site: string, call: () => Promise<T>) => Promise<T>;

/** The embedded ports with a faulty world between them and the functions, as the plan file says. */
export const embeddedPorts = (wiring: Wiring, ask: Ask) => {
  const data = dirname(wiring.filesFolder);
  followClock(data);
  const armed = faultsIn(data);
  let answered = 0;
  const through: Through = async (site, call) => {
    const fault = armed(`${site} · ${threadName}`);
    const done = await (fault === undefined ? call() : suffered(fault, call, () => answered));
    answered += 1;
    return done;
  };
  return (environment: Readonly<Record<string, string | undefined>>) => {
    const made = honestPorts(wiring, ask)(environment);
    return (state?: string): Ports => {
      const ports = faulty(made(state), through);
      return everythingTwice(data) ? { ...ports, queues: doubled(ports.queues) } : ports;
    };
  };
};

const suffered = async <T>(fault: Fault, call: () => Promise<T>, answered: () => number): Promise<T> => {
  const before = answered();
  switch (fault) {
    case "throttles":
      throw named("ThrottlingException", "too many requests");
    case "answers 500":
      throw named("InternalServerError", "the store has a fault of its own");
    case "delays":
      await pause(DELAY);
      return call();
    case "drops":
      await call().catch(() => undefined);
      await pause(NO_ANSWER);
      throw named("TimeoutError", "no answer came within the time allowed");
    case "duplicates":
      await call();
      return call();
    case "cuts":
      return cut(await call());
    case "reorders":
      for (let waited = 0; waited < HELD && answered() < before + 2; waited += 20) await pause(20);
      return call();
  }
};

/** Half of a file's bytes come, then the connection ends; any other answer cannot be read. */
const cut = <T>(answer: T): T => {
  if (typeof answer === "object" && answer !== null && Symbol.asyncIterator in answer)
    return halfOf(answer as unknown as AsyncIterable<Uint8Array>) as unknown as T;
  throw named("SyntaxError", "Unexpected end of JSON input");
};
async function* halfOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    yield chunk.slice(0, Math.floor(chunk.length / 2));
    break;
  }
  throw named("Error", "aborted");
}

const faulty = (ports: Ports, through: Through): Ports => ({
  ...ports,
  records: faultyRecords(ports.records, through),
  files: (bucket) => faultyFiles(bucket, ports.files(bucket), through),
  workflow: faultyWorkflow(ports.workflow, through),
  queues: faultyQueues(ports.queues, through),
  keys: faultyKeys(ports.keys, through),
});

const faultyRecords = (records: Records, through: Through): Records => ({
  read: (keys) => through(`records.read · ${readUse(keys)}`, () => records.read(keys)),
  list: (query) => through(`records.list · ${listUse(query)}`, () => records.list(query)),
  write: (writes) => through(`records.write · ${writeUse(writes)}`, () => records.write(writes)),
});

const faultyFiles = (bucket: string, files: Files, through: Through): Files => {
  const wrapped =
    <A extends { readonly key: string } | { readonly to: string }, R>(name: string, method: (at: A) => Promise<R>) =>
    (at: A): Promise<R> =>
      through(`files.${name} · ${fileUse(bucket, "key" in at && name !== "copyFrom" ? at.key : (at as { to: string }).to)}`, () =>
        method(at),
      );
  return {
    begin: wrapped("begin", files.begin),
    linkPart: wrapped("linkPart", files.linkPart),
    parts: wrapped("parts", files.parts),
    complete: wrapped("complete", files.complete),
    abort: wrapped("abort", files.abort),
    put: wrapped("put", files.put),
    head: wrapped("head", files.head),
    read: wrapped("read", files.read),
    linkDownload: wrapped("linkDownload", files.linkDownload),
    copyFrom: wrapped("copyFrom", files.copyFrom),
    lock: wrapped("lock", files.lock),
    remove: wrapped("remove", files.remove),
  };
};

const faultyWorkflow = (workflow: Workflow, through: Through): Workflow => ({
  start: (at) => through(`workflow.start · ${at.machine}`, () => workflow.start(at)),
  succeed: (at) => through("workflow.succeed", () => workflow.succeed(at)),
  status: (at) => through(`workflow.status · ${at.machine}`, () => workflow.status(at)),
});
const faultyQueues = (queues: Queues, through: Through): Queues => ({
  send: (queue, messages) => through(`queues.send · ${queue}`, () => queues.send(queue, messages)),
});
/** Two of every message: two sequencers, two crossings, two renders, two releases of one token at the same moment. */
const doubled = (queues: Queues): Queues => ({
  send: async (queue, messages) => {
    await Promise.all([queues.send(queue, messages), queues.send(queue, messages)]);
  },
});
const faultyKeys = (keys: Keys, through: Through): Keys => ({
  mac: (text) => through("keys.mac", () => keys.mac(text)),
  sign: (message) => through("keys.sign", () => keys.sign(message)),
  publicKey: () => through("keys.publicKey", () => keys.publicKey()),
});
