import { mkdir } from "node:fs/promises";
import { createServer } from "node:net";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { serve } from "./processes.ts";

export const REGION = "us-east-1";
export const ACCOUNT = "000000000000";
/** No one's. The contract suites sign their links with the same, and the endpoint checks the signature of a link. */
export const CREDENTIALS = { accessKeyId: "test", secretAccessKey: "test" } as const;

/** What the application needs, named so that the endpoint opens nothing else; every name beyond costs start-up time. */
const SERVICES = [
  "apigateway",
  "backup",
  "cloudformation",
  "cloudfront",
  "cloudwatch",
  "cognito-idp",
  "dynamodb",
  "dynamodbstreams",
  "ecr",
  "events",
  "iam",
  "kms",
  "lambda",
  "logs",
  "s3",
  "scheduler",
  "secretsmanager",
  "ses",
  "sesv2",
  "sns",
  "sqs",
  "ssm",
  "stepfunctions",
  "sts",
  "tagging",
  "wafv2",
] as const;

/** Whatever account or profile the caller has is hidden from everything that the rehearsal starts. */
export const environmentFor = (url: string): Record<string, string> => ({
  ...(Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_") && !name.startsWith("CDK_")),
  ) as Record<string, string>),
  PATH: `${dirname(process.execPath)}${delimiter}${process.env["PATH"] ?? ""}`,
  AWS_ENDPOINT_URL: url,
  AWS_REGION: REGION,
  AWS_DEFAULT_REGION: REGION,
  AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
  AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  AWS_EC2_METADATA_DISABLED: "true",
  CDK_DISABLE_CLI_TELEMETRY: "true",
});

export interface Endpoint {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the endpoint on loopback and waits until it answers. Its functions run on the Node that runs this. */
export const startEndpoint = async (at: {
  readonly python: string;
  /** Receives its files and its log. */
  readonly folder: string;
  readonly signal: AbortSignal;
}): Promise<Endpoint> => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const scratch = join(at.folder, "endpoint");
  await mkdir(scratch, { recursive: true });
  const { AWS_ENDPOINT_URL: _, ...environment } = environmentFor(url);
  const server = serve({
    command: at.python,
    given: ["-m", "ministack"],
    cwd: scratch,
    log: join(at.folder, "endpoint.log"),
    environment: {
      ...environment,
      BIND_HOST: "127.0.0.1",
      GATEWAY_PORT: String(port),
      SERVICES: SERVICES.join(","),
      // Listens on a port of its own otherwise.
      IOT_MTLS_ENABLED: "0",
      SFTP_ENABLED: "0",
      TMPDIR: scratch,
    },
  });
  let ended = false;
  void server.ended.then(() => {
    ended = true;
  });
  for (const until = performance.now() + 60_000; ; ) {
    at.signal.throwIfAborted();
    const healthy = await fetch(`${url}/_ministack/health`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (healthy) return { url, stop: server.stop };
    if (ended || performance.now() > until) throw new Error("the endpoint does not start: see endpoint.log");
    await pause(100);
  }
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject).listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (address === null || typeof address === "string" ? reject(new Error("no port")) : resolve(address.port)));
    });
  });
