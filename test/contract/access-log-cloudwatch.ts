import { randomUUID } from "node:crypto";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { cloudWatchAccessLog } from "#shared/adapters/access-log-cloudwatch.ts";
import { atMs, type OpenAccessLog } from "./access-log.contract.ts";

const endpoint = process.env["LOGS_ENDPOINT"];

/** Why the suite cannot run on CloudWatch Logs here; undefined when it can. */
export const whyNoCloudWatch = (): string | undefined =>
  endpoint === undefined ? "LOGS_ENDPOINT names no service with the interface of CloudWatch Logs" : undefined;

/** Fresh log groups at `LOGS_ENDPOINT`, three of functions and one of the gateway. */
export const openCloudWatch = async (): Promise<OpenAccessLog> => {
  const client = new CloudWatchLogsClient({
    ...(endpoint === undefined ? {} : { endpoint }),
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  const root = `/corroborate/test/${randomUUID()}`;
  const functions = [0, 1, 2].map((count) => `${root}/function-${count}`);
  const gateway = `${root}/gateway`;
  for (const logGroupName of [...functions, gateway]) {
    await client.send(new CreateLogGroupCommand({ logGroupName }));
    await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName: "one" }));
  }
  const put = async (logGroupName: string, events: readonly { readonly at: string; readonly message: string }[]) => {
    for (let at = 0; at < events.length; at += 1_000) {
      const logEvents = events.slice(at, at + 1_000).map(({ at: when, message }) => ({ timestamp: Date.parse(when), message }));
      await client.send(new PutLogEventsCommand({ logGroupName, logStreamName: "one", logEvents }));
    }
  };
  return {
    log: cloudWatchAccessLog(client, { functions, gateway }),
    add: (to, lines) =>
      put(
        functions[to] ?? "",
        lines.map((one) =>
          typeof one === "string"
            ? { at: atMs(4), message: `${one}\n` }
            : { at: one.at, message: `${JSON.stringify({ kind: "access", ...one })}\n` },
        ),
      ),
    refuse: (lines) =>
      put(
        gateway,
        lines.map(({ at, request, status }) => ({
          at,
          message: JSON.stringify({
            request,
            at: String(Date.parse(at)),
            route: "GET /panel/cases/{case}",
            status: String(status),
            refused: "-",
            reached: "-",
          }),
        })),
      ),
    close: async () => {
      for (const logGroupName of [...functions, gateway]) await client.send(new DeleteLogGroupCommand({ logGroupName }));
      client.destroy();
    },
  };
};
