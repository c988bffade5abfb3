import type { Json } from "#shared/ports.ts";

/** What a worker is started with. Everything else that the function may know stands in its environment. */
export interface WorkerStart {
  /** Module of the bundle and the name of its handler. */
  readonly module: string;
  readonly handler: string;
  readonly wiring: Wiring;
}

/** Where the embedded adapters of a worker find the stores. */
export interface Wiring {
  readonly recordsEndpoint: string;
  readonly filesFolder: string;
  readonly filesSecret: Uint8Array;
  readonly keysFolder: string;
  readonly baseUrl: string;
  /** Folder of the functions' output, and the file of each by the function's name. */
  readonly logs: { readonly folder: string; readonly files: Readonly<Record<string, string>> };
  /** One signed 64-bit number: business time minus machine time, milliseconds. Shared by all threads. */
  readonly clockOffset: SharedArrayBuffer;
  /** Whether a function's log names each of its calls to files, keys and queues; for measuring what a deployment costs. */
  readonly noteCalls: boolean;
  /** URL of the module whose `embeddedPorts` makes the ports. */
  readonly ports: string;
}

export interface InvocationContext {
  readonly functionName: string;
  readonly awsRequestId: string;
  /** Machine time in milliseconds when the invocation is given up. */
  readonly deadline: number;
  readonly memoryMegabytes: number;
}

export type ToWorker =
  | { readonly kind: "invoke"; readonly id: number; readonly event: unknown; readonly context: InvocationContext }
  | { readonly kind: "reply"; readonly id: number; readonly value?: unknown; readonly refused?: string };

export type FromWorker =
  | { readonly kind: "ready" }
  | { readonly kind: "failed-to-load"; readonly error: LambdaError }
  | { readonly kind: "answer"; readonly id: number; readonly value?: unknown; readonly error?: LambdaError }
  | { readonly kind: "call"; readonly id: number; readonly call: PortCall };

/** What a function asks of the process that owns the database. */
export type PortCall =
  | { readonly port: "workflow.start"; readonly machine: string; readonly name: string; readonly input: Json }
  | { readonly port: "workflow.succeed"; readonly token: string; readonly output: Json }
  | { readonly port: "workflow.status"; readonly machine: string; readonly name: string }
  | { readonly port: "queues.send"; readonly queue: string; readonly messages: readonly Json[] }
  | { readonly port: "clock.set"; readonly now: string };

/** A function's error as Lambda reports it. */
export interface LambdaError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

export const lambdaError = (error: unknown): LambdaError => {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error) };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? "").split("\n").slice(0, 20) };
};
