import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  type GetExecutionHistoryCommandOutput,
  SFNClient,
} from "@aws-sdk/client-sfn";
import { strToU8, zipSync } from "fflate";
import { sfnWorkflow } from "#shared/adapters/workflow-sfn.ts";
import type { Json } from "#shared/ports.ts";
import { type Answer, enveloped, type Machines, type OpenWorkflow, type TaskEvent } from "./workflow.contract.ts";

const endpoint = process.env["STEPFUNCTIONS_ENDPOINT"];
/** Where the task function is made; an emulator serves both at one address. */
const lambdaEndpoint = process.env["LAMBDA_ENDPOINT"] ?? endpoint;

/** Why the suite cannot run on Step Functions here; undefined when it can. */
export const whyNoStepFunctions = (): string | undefined =>
  endpoint === undefined ? "STEPFUNCTIONS_ENDPOINT names no service with the interface of Step Functions" : undefined;

/**
 * The function that tasks call, as a runtime of its own: asks the test what to do, and does it. So errors have the names that the test
 * gives them in every emulator, some of which name all errors of a Node function alike. Works where functions run on this machine.
 */
const BOOTSTRAP = `#!/usr/bin/env node
const invocations = "http://" + process.env.AWS_LAMBDA_RUNTIME_API + "/2018-06-01/runtime/invocation/";
const post = (url, body) => fetch(url, { method: "POST", body });
(async () => {
  for (;;) {
    const next = await fetch(invocations + "next");
    const id = next.headers.get("lambda-runtime-aws-request-id");
    const { throws, message, returns } = await (await post(process.env.ANSWERS, await next.text())).json();
    if (throws === undefined) await post(invocations + id + "/response", JSON.stringify(returns));
    else await post(invocations + id + "/error", JSON.stringify({ errorType: throws, errorMessage: message }));
  }
})();
`;
const UNIX = 3;
const EXECUTABLE = 0o755 << 16;
const ROLE = "arn:aws:iam::000000000000:role/test";

/** Answers the function's questions for every case that is open. */
const answers = async () => {
  const open = new Map<string, Answer>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const event = JSON.parse(Buffer.concat(chunks).toString("utf8")) as TaskEvent & { readonly scene: string };
      const answer: Answer = open.get(event.scene) ?? (async () => null);
      answer(event).then(
        (returns) => response.end(JSON.stringify({ returns })),
        ({ name, message }: Error) => response.end(JSON.stringify({ throws: name, message })),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  return { open, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};

/** Makes the function over Lambda's own protocol: the one call does not carry another client among the dependencies. */
const made = async (ANSWERS: string): Promise<string> => {
  const FunctionName = `task-${randomUUID()}`;
  const response = await fetch(`${lambdaEndpoint}/2015-03-31/functions`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      // An emulator reads from this which service is meant, and checks no signature.
      authorization: "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=0",
    },
    body: JSON.stringify({
      FunctionName,
      Runtime: "provided.al2023",
      Handler: "bootstrap",
      Role: ROLE,
      Timeout: 60,
      Code: {
        ZipFile: Buffer.from(zipSync({ bootstrap: [strToU8(BOOTSTRAP), { os: UNIX, attrs: EXECUTABLE }] })).toString("base64"),
      },
      Environment: { Variables: { ANSWERS } },
    }),
  });
  if (!response.ok) throw new Error(`the task function was not made: ${response.status} ${await response.text()}`);
  return String(((await response.json()) as { FunctionArn?: string }).FunctionArn);
};

const prepared = async () => {
  const { open, url } = await answers();
  return { open, task: await made(url) };
};
let preparation: ReturnType<typeof prepared> | undefined;

/** The machines of one case at `STEPFUNCTIONS_ENDPOINT`, through the adapter of the AWS home. They are deleted afterwards. */
export const openStepFunctions = async ({ definitions, answer }: Machines): Promise<OpenWorkflow> => {
  preparation ??= prepared();
  const { open, task } = await preparation;
  const client = new SFNClient({
    ...(endpoint === undefined ? {} : { endpoint }),
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  const scene = randomUUID();
  open.set(scene, answer);
  const arns: Record<string, string> = {};
  for (const [name, definition] of Object.entries(definitions)) {
    const { stateMachineArn } = await client.send(
      new CreateStateMachineCommand({
        name: `${name}-${scene}`,
        definition: JSON.stringify(enveloped(definition, task, { scene })),
        roleArn: ROLE,
      }),
    );
    arns[name] = String(stateMachineArn);
  }
  const executionArn = ({ machine, name }: { machine: string; name: string }) =>
    `${String(arns[machine]).replace(":stateMachine:", ":execution:")}:${name}`;
  return {
    workflow: sfnWorkflow(client, arns),
    arnOf: (machine) => arns[machine] ?? "",
    outcome: (at) => outcomeOf(client, executionArn(at)),
    path: (at) => pathOf(client, executionArn(at)),
    close: async () => {
      for (const stateMachineArn of Object.values(arns)) await client.send(new DeleteStateMachineCommand({ stateMachineArn }));
      client.destroy();
      open.delete(scene);
    },
  };
};

const ENDED = { SUCCEEDED: "succeeded", FAILED: "failed", TIMED_OUT: "timed-out", ABORTED: "aborted" } as const;

const outcomeOf: (client: SFNClient, executionArn: string) => ReturnType<OpenWorkflow["outcome"]> = async (
  client,
  executionArn,
) => {
  try {
    const { status = "RUNNING", output, error, cause } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (!Object.hasOwn(ENDED, status)) return undefined;
    const ended = ENDED[status as keyof typeof ENDED];
    if (ended !== "succeeded") return { status: ended, error: error ?? "", cause: cause ?? "" };
    return { status: ended, output: JSON.parse(output ?? "null") as Json };
  } catch (error) {
    if (error instanceof Error && error.name === "ExecutionDoesNotExist") return undefined;
    throw error;
  }
};

const pathOf = async (client: SFNClient, executionArn: string, nextToken?: string): Promise<readonly string[]> => {
  const page: GetExecutionHistoryCommandOutput = await client.send(
    new GetExecutionHistoryCommand({ executionArn, maxResults: 1000, ...(nextToken === undefined ? {} : { nextToken }) }),
  );
  const names = (page.events ?? []).flatMap((event) => event.stateEnteredEventDetails?.name ?? []);
  return page.nextToken === undefined ? names : [...names, ...(await pathOf(client, executionArn, page.nextToken))];
};
