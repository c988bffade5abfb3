import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";

const folder = process.env["DYNAMODB_LOCAL"];
const hasJava = (process.env["PATH"] ?? "").split(delimiter).some((path) => existsSync(join(path, "java")));

/** Why the suite cannot run on DynamoDB Local here; undefined when it can. `fetch-dynamodb-local.sh` fetches it. */
export const whyNoDynamoDbLocal = (): string | undefined => {
  if (folder === undefined) return "DYNAMODB_LOCAL names no folder of jars (test/contract/fetch-dynamodb-local.sh makes one)";
  if (!existsSync(folder) || !readdirSync(folder).some((file) => file.startsWith("DynamoDBLocal-")))
    return `${folder} holds no DynamoDBLocal jar`;
  return hasJava ? undefined : "there is no java";
};

export const startDynamoDbLocal = async (): Promise<{ readonly endpoint: string; stop(): Promise<void> }> => {
  const port = await freePort();
  const jars = folder ?? "";
  const child = spawn(
    "java",
    [
      `-Djava.library.path=${jars}`,
      "-cp",
      join(jars, "*"),
      "com.amazonaws.services.dynamodbv2.local.main.ServerRunner",
      "-inMemory",
      "-disableTelemetry",
      "-port",
      String(port),
    ],
    { stdio: "ignore", env: { ...process.env, DDB_LOCAL_TELEMETRY: "0" } },
  );
  const endpoint = `http://127.0.0.1:${port}`;
  await answering(endpoint, child);
  return {
    endpoint,
    stop: async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await ended;
    },
  };
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });

const answering = async (endpoint: string, child: ChildProcess): Promise<void> => {
  for (let attempt = 0; attempt < 300 && child.exitCode === null; attempt += 1) {
    try {
      await fetch(endpoint);
      return;
    } catch {
      // Not listening yet.
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error(`DynamoDB Local did not answer at ${endpoint} (exit code ${child.exitCode})`);
};
