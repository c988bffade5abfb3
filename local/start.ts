import { join, resolve } from "node:path";
import { startHome } from "./home.ts";
import { currentPortal } from "./portal/build.ts";
import { currentAssembly } from "./synthesis.ts";

const root = join(import.meta.dirname, "..");
const say = (text: string) => process.stdout.write(`${text}\n`);

/** What `npm start` runs: synthesises when something changed, starts the home, stays until Ctrl-C. */
const main = async (): Promise<void> => {
  const begun = performance.now();
  refuseOtherPlatforms();
  const data = resolve(process.env["CORROBORATE_DATA"] ?? "./.corroborate");
  const port = portIn(process.env["PORT"]);
  const [assembly, portal] = await Promise.all([currentAssembly({ root, say }), currentPortal({ root, say })]);
  const home = await startHome({ data, port, assembly, portal });
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  say(`Corroborate answers at ${home.url} (ready in ${seconds} s). Its data: ${data}. Ctrl-C stops it.`);

  let asked = 0;
  const stop = () => {
    asked += 1;
    if (asked > 1) process.exit(130);
    say("\nStopping … (Ctrl-C again to stop at once; nothing is lost either way)");
    home.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
};

const refuseOtherPlatforms = (): void => {
  if (process.platform === "linux" && process.arch === "x64") return;
  if (process.env["AWS_ENDPOINT_URL_DYNAMODB"] !== undefined) return;
  throw new Error(
    `the record store comes for linux-x64 only and this is ${process.platform}-${process.arch}: run it there, or name a DynamoDB with AWS_ENDPOINT_URL_DYNAMODB`,
  );
};

const portIn = (given: string | undefined): number => {
  const port = Number(given ?? "4173");
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`PORT is ${given}: expected 0 to 65535`);
  return port;
};

const fail = (error: unknown): void => {
  process.stderr.write(`${explained(error)}\n`);
  process.exit(1);
};

const explained = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? "" : `\n  because: ${explained(error.cause)}`;
  return process.env["DEBUG"] === undefined ? `${error.message}${cause}` : `${error.stack}${cause}`;
};

main().catch(fail);
