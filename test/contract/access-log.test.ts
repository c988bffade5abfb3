import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "vitest";
import { fileAccessLog } from "#local/functions/access-log.ts";
import { accessLogContract, type OpenAccessLog } from "./access-log.contract.ts";
import { openCloudWatch, whyNoCloudWatch } from "./access-log-cloudwatch.ts";
import { exceptionsOf } from "./exceptions.ts";

const openFiles = async (): Promise<OpenAccessLog> => {
  const folder = await mkdtemp(join(tmpdir(), "access-log-"));
  const paths = ["A.log", "B.log", "C.log", "Gateway.log"].map((name) => join(folder, name));
  const append = (path: string | undefined, lines: readonly string[]) =>
    appendFile(path ?? "", lines.map((one) => `${one}\n`).join(""));
  return {
    log: fileAccessLog(paths),
    add: (to, lines) =>
      append(
        paths[to],
        lines.map((one) => (typeof one === "string" ? one : written(one))),
      ),
    refuse: (lines) =>
      append(
        paths[3],
        lines.map((one) => written({ ...one, route: "get-case", person: "anonymous", zone: "panel", code: "UNAUTHENTICATED" })),
      ),
    close: () => rm(folder, { recursive: true, force: true }),
  };
};
const written = (line: object): string => JSON.stringify({ kind: "access", ...line });

accessLogContract("the access log in files", openFiles);

const why = whyNoCloudWatch();
if (why === undefined) accessLogContract("the access log in CloudWatch Logs", openCloudWatch, exceptionsOf("access-log"));
else test.skip(`the access log in CloudWatch Logs: ${why}`, () => undefined);
