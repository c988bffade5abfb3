import { enableCompileCache, flushCompileCache } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import {
  type FromWorker,
  type InvocationContext,
  lambdaError,
  type PortCall,
  type ToWorker,
  type WorkerStart,
} from "./functions/messages.ts";
import type { embeddedPorts } from "./functions/ports.ts";

/** The thread of one function: loads the bundle made for Lambda and calls its handler with Lambda's events. */
type Handler = (event: unknown, context: unknown) => unknown;

const port = parentPort;
if (port === null) throw new Error("this file runs as a worker of the home only");
const { module, handler, wiring } = workerData as WorkerStart;
const tell = (message: FromWorker) => port.postMessage(message);

const waiting = new Map<number, { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }>();
let calls = 0;
const ask = (call: PortCall): Promise<unknown> =>
  new Promise((resolve, reject) => {
    calls += 1;
    waiting.set(calls, { resolve, reject });
    tell({ kind: "call", id: calls, call });
  });

const settle = ({ id, value, refused }: Extract<ToWorker, { kind: "reply" }>): void => {
  const waits = waiting.get(id);
  waiting.delete(id);
  if (refused === undefined) waits?.resolve(value);
  else waits?.reject(new Error(refused));
};

const lambdaContext = (context: InvocationContext) => ({
  callbackWaitsForEmptyEventLoop: false,
  functionName: context.functionName,
  functionVersion: "$LATEST",
  invokedFunctionArn: `arn:aws:lambda:local:000000000000:${context.functionName}`,
  memoryLimitInMB: String(context.memoryMegabytes),
  awsRequestId: context.awsRequestId,
  logGroupName: `/aws/lambda/${context.functionName}`,
  logStreamName: "local",
  getRemainingTimeInMillis: () => Math.max(0, context.deadline - Date.now()),
});

// What one thread compiled the next one finds, in this home and in the one started after it: a quarter of the time to load.
enableCompileCache(join(dirname(fileURLToPath(wiring.ports)), "compiled"));
try {
  const made = (await import(wiring.ports)) as { embeddedPorts: typeof embeddedPorts };
  (globalThis as Record<symbol, unknown>)[Symbol.for("corroborate.ports")] = made.embeddedPorts(wiring, ask);
  if (process.env["ACCESS_LOGS"] !== undefined) {
    const { embeddedAccessLog } = await import("./functions/access-log.ts");
    (globalThis as Record<symbol, unknown>)[Symbol.for("corroborate.access-log")] = embeddedAccessLog(wiring.logs, process.env);
  }
  const loaded = (await import(module)) as Record<string, Handler | undefined>;
  const handle = loaded[handler];
  if (typeof handle !== "function") throw new Error(`${module} exports no function ${handler}`);
  port.on("message", async (message: ToWorker) => {
    if (message.kind === "reply") return settle(message);
    const { id, event, context } = message;
    try {
      // Lambda hands the answer on as JSON; what JSON cannot carry is lost here as it is there.
      const value = await handle(event, lambdaContext(context));
      tell({ kind: "answer", id, value: value === undefined ? null : JSON.parse(JSON.stringify(value)) });
    } catch (error) {
      tell({ kind: "answer", id, error: lambdaError(error) });
    }
  });
  tell({ kind: "ready" });
  flushCompileCache();
} catch (error) {
  tell({ kind: "failed-to-load", error: lambdaError(error) });
}
