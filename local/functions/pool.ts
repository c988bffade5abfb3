import { randomUUID } from "node:crypto";
import { appendFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { FunctionPart } from "#local/assembly/description.ts";
import type { PortCall, Wiring } from "./messages.ts";
import { type Sandbox, startSandbox } from "./sandbox.ts";

export interface Functions {
  /** Calls a function by logical id or name with one event. Throws `FunctionFailed`. */
  invoke(name: string, event: unknown, requestId?: string): Promise<unknown>;
  /** Loads a function now, so that its first caller does not wait. */
  warm(name: string): void;
  stop(): Promise<void>;
}

interface Options {
  readonly functions: readonly FunctionPart[];
  readonly wiring: Wiring;
  readonly serve: (call: PortCall) => Promise<unknown>;
  /** Folder of the functions' output, one file each. */
  readonly logs: string;
  /** Told whenever a function begins and ends. */
  readonly ran: () => void;
}

/** One thread per function, started on first use and again after it died or overran its time. */
export const createFunctions = ({ functions, wiring, serve, logs, ran }: Options): Functions => {
  const parts = new Map(functions.flatMap((part) => [[part.id, part] as const, [part.name, part] as const]));
  const live = new Map<string, Sandbox>();
  const running = new Set<Sandbox>();
  let stopped = false;

  const sandboxOf = (name: string): Sandbox => {
    const part = parts.get(name);
    if (part === undefined) throw new Error(`there is no function ${name}`);
    if (stopped) throw new Error("the home stops");
    const known = live.get(part.id);
    if (known !== undefined && !known.retired()) return known;
    const log = (text: string) => kept(join(logs, logFile(part)), text);
    const started = startSandbox({ part, module: moduleOf(part), wiring, serve, log });
    live.set(part.id, started);
    running.add(started);
    void started.exited.then(() => running.delete(started));
    return started;
  };

  return {
    invoke: async (name, event, requestId = randomUUID()) => {
      ran();
      return sandboxOf(name).invoke({ event, requestId }).finally(ran);
    },
    warm: (name) => void sandboxOf(name),
    stop: async () => {
      stopped = true;
      await Promise.all([...running].map((one) => one.stop()));
    },
  };
};

/** Where a function's output is kept, in the folder of logs. */
export const logFile = ({ id }: Pick<FunctionPart, "id">): string => `${id}.log`;

/** A line that cannot be kept, on a full disk for example, is told where the home itself speaks, and stops nothing. */
export const kept = (path: string, text: string): void => {
  try {
    appendFileSync(path, text);
  } catch (error) {
    process.stderr.write(`${path} could not be written (${error instanceof Error ? error.message : String(error)}): ${text}`);
  }
};

const moduleOf = (part: FunctionPart): string => {
  const file = part.handler.split(".").slice(0, -1).join(".");
  const found = ["mjs", "js", "cjs"].map((ending) => join(part.folder, `${file}.${ending}`)).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`the bundle of ${part.name} has no file ${file}.mjs`);
  return pathToFileURL(found).href;
};
