import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

type Environment = Readonly<Record<string, string | undefined>>;

/** A command that ended otherwise than well; `said` is the end of what it printed. */
export class CommandFailed extends Error {
  override readonly name = "CommandFailed";
  readonly said: string;
  constructor(message: string, said: string) {
    super(message);
    this.said = said;
  }
}

interface Command {
  readonly command: string;
  readonly given: readonly string[];
  readonly environment: Environment;
  readonly cwd: string;
  /** Receives all that it prints. */
  readonly log: string;
  readonly signal?: AbortSignal;
}

/** Groups that this process started and that have not ended, so that none is left behind whatever happens. */
const running = new Set<ChildProcess>();

/** Every command leads a process group of its own: ending it ends what it has started. */
const started = ({ command, given, environment, cwd, log }: Command): ChildProcess => {
  const child = spawn(command, given, { cwd, env: { ...environment }, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const file = createWriteStream(log, { flags: "a" });
  child.stdout?.on("data", (bytes: Buffer) => file.write(bytes));
  child.stderr?.on("data", (bytes: Buffer) => file.write(bytes));
  running.add(child);
  child.once("close", () => {
    running.delete(child);
    file.end();
  });
  return child;
};

/** Runs a command to its end; answers what it printed on standard output. Throws `CommandFailed`, also when the signal ends it. */
export const run = async (at: Command): Promise<string> => {
  at.signal?.throwIfAborted();
  const child = started(at);
  let [out, said] = ["", ""];
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    out += text;
    said = (said + text).slice(-4000);
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-4000);
  });
  const stop = () => void endGroup(child);
  at.signal?.addEventListener("abort", stop, { once: true });
  try {
    const code = await new Promise<number | null>((resolve, reject) => child.once("error", reject).once("close", resolve));
    at.signal?.throwIfAborted();
    if (code !== 0) throw new CommandFailed(`${at.command} ${at.given.slice(0, 3).join(" ")} ended with ${code}`, said);
    return out;
  } finally {
    at.signal?.removeEventListener("abort", stop);
  }
};

/** Starts a server. `ended` settles when it is no more. */
export const serve = (at: Command): { readonly ended: Promise<unknown>; readonly stop: () => Promise<void> } => {
  const child = started(at);
  const ended = new Promise((resolve) => child.once("error", resolve).once("close", resolve));
  return { ended, stop: () => endGroup(child) };
};

/** Asks a group to end, and after five seconds makes it. Answers when no process of it is left. */
const endGroup = async (child: ChildProcess): Promise<void> => {
  if (child.pid === undefined) return;
  for (let waited = 0; signalGroup(child.pid, waited === 0 ? "SIGTERM" : waited > 5_000 ? "SIGKILL" : 0); waited += 100) {
    if (waited > 15_000) throw new Error(`process group ${child.pid} does not end`);
    await pause(100);
  }
};

/** False when the group is gone. */
const signalGroup = (leader: number, signal: NodeJS.Signals | 0): boolean => {
  try {
    process.kill(-leader, signal);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
};

/** Ends all that still runs; answers how many groups that were. */
export const endAll = async (): Promise<number> => {
  const left = [...running];
  await Promise.all(left.map(endGroup));
  return left.length;
};
