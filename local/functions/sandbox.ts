import { Worker } from "node:worker_threads";
import type { FunctionPart } from "#local/assembly/description.ts";
import type { FromWorker, InvocationContext, LambdaError, PortCall, ToWorker, Wiring } from "./messages.ts";

/** A function failed, timed out or could not be loaded. `errorType` is Lambda's: the error's name, or `Sandbox.Timedout`. */
export class FunctionFailed extends Error {
  override readonly name = "FunctionFailed";
  readonly lambda: LambdaError;
  constructor(lambda: LambdaError) {
    super(`${lambda.errorType}: ${lambda.errorMessage}`);
    this.lambda = lambda;
  }
}

/** Longest time a bundle may take to load. Lambda allows 10 s on a machine of its own; ours may be a slow one that does other work as well. */
const LOAD_MILLISECONDS = 60_000;

export interface Sandbox {
  invoke(at: { event: unknown; requestId: string }): Promise<unknown>;
  /** Takes no further invocations; ends when those under way have. */
  retired(): boolean;
  stop(): Promise<void>;
  readonly exited: Promise<void>;
}

interface Start {
  readonly part: FunctionPart;
  readonly module: string;
  readonly wiring: Wiring;
  readonly serve: (call: PortCall) => Promise<unknown>;
  readonly log: (text: string) => void;
}

interface Pending {
  readonly requestId: string;
  readonly begun: number;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** One thread with one loaded bundle. A timeout retires it, since the code that overran cannot be stopped otherwise. */
export const startSandbox = ({ part, module, wiring, serve, log }: Start): Sandbox => {
  const worker = new Worker(new URL("../worker.ts", import.meta.url), {
    workerData: { module, handler: part.handler.split(".").at(-1), wiring },
    env: { ...part.environment },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: Math.max(128, part.memoryMegabytes) },
    stdout: true,
    stderr: true,
    name: part.id,
  });
  for (const stream of [worker.stdout, worker.stderr]) stream.setEncoding("utf8").on("data", log);

  const pending = new Map<number, Pending>();
  let count = 0;
  let retired = false;
  const ready = Promise.withResolvers<void>();
  ready.promise.catch(() => undefined);
  const exited = Promise.withResolvers<void>();
  const loading = setTimeout(() => ended(timedOut(LOAD_MILLISECONDS / 1000)), LOAD_MILLISECONDS);
  const send = (message: ToWorker) => worker.postMessage(message);

  const ended = (error: FunctionFailed): void => {
    retired = true;
    clearTimeout(loading);
    ready.reject(error);
    for (const [id, one] of pending) {
      clearTimeout(one.timer);
      pending.delete(id);
      one.reject(error);
    }
    void worker.terminate();
  };
  const finished = (id: number): Pending | undefined => {
    const one = pending.get(id);
    clearTimeout(one?.timer);
    pending.delete(id);
    return one;
  };
  const endWhenIdle = () => {
    if (retired && pending.size === 0) void worker.terminate();
  };

  worker.on("message", (message: FromWorker) => {
    if (message.kind === "ready") {
      clearTimeout(loading);
      ready.resolve();
    } else if (message.kind === "failed-to-load") ended(new FunctionFailed(message.error));
    else if (message.kind === "call") void answerCall(message.id, message.call, serve, send);
    else {
      const one = finished(message.id);
      if (one !== undefined) log(reportLine(part, one, message.error?.errorType));
      if (message.error === undefined) one?.resolve(message.value);
      else one?.reject(new FunctionFailed(message.error));
      endWhenIdle();
    }
  });
  worker.on("error", (cause) => ended(new FunctionFailed({ errorType: "Runtime.ExitError", errorMessage: cause.message })));
  const gone = () => new FunctionFailed({ errorType: "Runtime.ExitError", errorMessage: `the runtime of ${part.name} ended` });
  worker.on("exit", () => {
    ended(gone());
    exited.resolve();
  });

  const invoke = async ({ event, requestId }: { event: unknown; requestId: string }): Promise<unknown> => {
    await ready.promise;
    if (retired && pending.size === 0) throw gone();
    count += 1;
    const id = count;
    const limit = part.timeoutSeconds * 1000;
    const context: InvocationContext = {
      functionName: part.name,
      awsRequestId: requestId,
      deadline: Date.now() + limit,
      memoryMegabytes: part.memoryMegabytes,
    };
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        retired = true;
        const one = finished(id);
        if (one !== undefined) log(reportLine(part, one, "Sandbox.Timedout"));
        one?.reject(timedOut(part.timeoutSeconds));
        endWhenIdle();
      }, limit);
      pending.set(id, { requestId, begun: performance.now(), resolve, reject, timer });
      send({ kind: "invoke", id, event, context });
    });
  };

  return {
    invoke,
    retired: () => retired,
    stop: async () => {
      ended(new FunctionFailed({ errorType: "Runtime.ExitError", errorMessage: "the home stops" }));
      await worker.terminate();
    },
    exited: exited.promise,
  };
};

/** What Lambda writes at the end of an invocation, in the form of our own lines: who was called, for how long, and how it ended. */
const reportLine = (part: FunctionPart, { requestId, begun }: Pending, failed: string | undefined): string =>
  `${JSON.stringify({
    kind: "report",
    at: new Date().toISOString(),
    function: part.name,
    request: requestId,
    milliseconds: Math.round((performance.now() - begun) * 10) / 10,
    memoryMegabytes: part.memoryMegabytes,
    ...(failed === undefined ? {} : { failed }),
  })}\n`;

const answerCall = async (
  id: number,
  call: PortCall,
  serve: Start["serve"],
  send: (message: ToWorker) => void,
): Promise<void> => {
  try {
    send({ kind: "reply", id, value: await serve(call) });
  } catch (error) {
    send({ kind: "reply", id, refused: error instanceof Error ? error.message : String(error) });
  }
};

const timedOut = (seconds: number) =>
  new FunctionFailed({ errorType: "Sandbox.Timedout", errorMessage: `Task timed out after ${seconds.toFixed(2)} seconds` });
