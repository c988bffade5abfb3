import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";

/** A DynamoDB-compatible store on loopback with its data in `folder`. `AWS_ENDPOINT_URL_DYNAMODB` names another one instead. */
export const startStore = async ({
  folder,
}: {
  readonly folder: string;
}): Promise<{ readonly endpoint: string; stop(): Promise<void> }> => {
  const other = process.env["AWS_ENDPOINT_URL_DYNAMODB"];
  if (other !== undefined) return { endpoint: other, stop: () => Promise.resolve() };
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await endOrphanIn(folder);
  const pidFile = join(folder, "store.pid");
  const port = await freePort();
  const file = join(folder, "records.db");
  // The watcher reads a pipe that this process holds: when this process is killed, the pipe closes and the store is ended with it.
  const watcher =
    '"$0" --host 127.0.0.1 --port "$1" --db-path "$2" & child=$!; echo "$child" > "$3"; cat > /dev/null; kill "$child"; wait "$child"';
  const child = spawn("sh", ["-c", watcher, binary(), String(port), file, pidFile], { stdio: ["pipe", "ignore", "ignore"] });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const endpoint = `http://127.0.0.1:${port}`;
  await answering(endpoint);
  return {
    endpoint,
    stop: async () => {
      child.stdin.end();
      await ended;
      await rm(pidFile, { force: true });
    },
  };
};

const binary = (): string => {
  try {
    return join(dirname(createRequire(import.meta.url).resolve("@dynoxide/linux-x64/package.json")), "dynoxide");
  } catch (cause) {
    throw new Error(
      "no record store for this platform: the embedded home runs on linux-x64; elsewhere set AWS_ENDPOINT_URL_DYNAMODB to a DynamoDB-compatible endpoint",
      { cause },
    );
  }
};

/** Ends a store left over by a home that was killed: only a process that runs on our own folder. */
export const endOrphanIn = async (folder: string): Promise<void> => {
  const pidFile = join(folder, "store.pid");
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, "utf8"));
  const running = (): boolean => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(folder);
    } catch {
      // No such process: nothing is left over.
      return false;
    }
  };
  if (Number.isSafeInteger(pid) && pid > 1 && running()) {
    process.kill(pid, "SIGTERM");
    for (let waited = 0; running() && waited < 100; waited += 1) await new Promise((resolve) => setTimeout(resolve, 20));
    if (running()) process.kill(pid, "SIGKILL");
  }
  await writeFile(pidFile, "");
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });

const answering = async (endpoint: string): Promise<void> => {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    try {
      await fetch(endpoint, {
        method: "POST",
        headers: { "x-amz-target": "DynamoDB_20120810.ListTables", "content-type": "application/x-amz-json-1.0" },
        body: "{}",
      });
      return;
    } catch {
      // Not listening yet: try again shortly.
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
  throw new Error(`the record store at ${endpoint} did not answer within 10 seconds`);
};
