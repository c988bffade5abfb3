import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { tokenFor } from "#cli/token.ts";
import { startHome } from "#local/home.ts";
import { currentAssembly } from "#local/synthesis.ts";
import { furnish } from "./furnish.ts";
import { hostile, RAW } from "./hostile.ts";
import { type Sent, startProxy } from "./proxy.ts";
import { looseAs, NO_PYTHON, schemathesis } from "./schemathesis.ts";
import { watcher } from "./watch.ts";

/**
 * `npm run test:fuzz`: a home of its own, filled so that there is something to find, and generated requests against it as every kind of
 * account. Holds that there is no fault of ours, no hang, no word of somebody else's, no change by a refused request, and that every answer
 * is as the description of the API says. FUZZ_REQUESTS (20,000) and FUZZ_SECONDS (240, for schemathesis beyond its
 * boundary cases; 0 leaves it out) set how much.
 */
const REQUESTS = Number(process.env["FUZZ_REQUESTS"] ?? 20_000);
const SECONDS = Number(process.env["FUZZ_SECONDS"] ?? 240);
const SEED = Number(process.env["FUZZ_SEED"] ?? 1718);
const ACCOUNTS = [
  "delegate-gb",
  "delegate-us",
  "coordinator",
  "expert-finance",
  "officer",
  "committee-member",
  "auditor",
] as const;
/** One account of each zone. */
const BOUNDARIES: readonly string[] = ["delegate-gb", "expert-finance", "officer"];
const say = (text: string) => process.stdout.write(`${text}\n`);
const UNLIMITED = { most: Number.MAX_SAFE_INTEGER, seconds: 60 };

const main = async (): Promise<number> => {
  const begun = performance.now();
  const command = await schemathesis(say);
  if (command === undefined) return NO_PYTHON;
  const folder = await mkdtemp(join(tmpdir(), "fuzz-"));
  const assembly = await currentAssembly({ root: join(import.meta.dirname, "..", ".."), say });
  // How many requests are too many is another test's matter; here all of them are let in.
  const rates = { person: UNLIMITED, address: UNLIMITED };
  const home = await startHome({ data: join(folder, "data"), port: 0, assembly, rates });
  try {
    const tokens = new Map<string, string>();
    const bearer = async (account: string): Promise<string> => {
      const known = tokens.get(account) ?? (await tokenFor({ baseUrl: home.url, account }));
      tokens.set(account, known);
      return `Bearer ${known}`;
    };
    for (const account of [...ACCOUNTS, "delegate-jp"]) await bearer(account);
    const accountOf = (authorization: string | undefined) =>
      [...tokens].find(([, token]) => authorization?.trim().replace(/^Bearer\s+/i, "") === token)?.[0];

    const watch = watcher();
    const refused: Sent[] = [];
    const proxy = await startProxy({
      target: new URL(home.url),
      accountOf,
      told: (exchange, sent) => {
        watch.see(exchange, sent.body.toString("utf8"));
        if (exchange.status >= 400 && sent.method !== "GET" && exchange.account !== undefined && sent.body.length < 100_000)
          refused.push(sent);
      },
    });
    const ask = async (account: string, method: string, path: string, body?: unknown) => {
      const answer = await fetch(`${home.url}${path}`, {
        method,
        headers: { authorization: await bearer(account), "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!answer.ok) throw new Error(`${method} ${path} as ${account}: ${answer.status} ${await answer.text()}`);
      return answer.json();
    };
    watch.canaries.push(...(await furnish(ask)));
    const ledger = () => quietLedger(ask);
    await ledger();

    const found = SECONDS === 0 ? [] : await generatedByDescription({ command, url: proxy.url, folder, tokens });
    const byDescription = watch.counts().requests;
    await madeToBreak({ pass: proxy.pass, tokens, count: Math.max(REQUESTS - byDescription, Math.ceil(REQUESTS / 2)) });
    const unreadable = await sentRaw(home.url);
    const changed = await againWhatWasRefused({ refused, pass: proxy.pass, ledger });
    await proxy.stop();
    const { requests, retold, byStatus, reached, slowest } = watch.counts();
    const slow = [...slowest].toSorted(([, a], [, b]) => b - a).slice(0, 5);
    const faults = [...watch.faults, ...found, ...unreadable, ...changed.faults];
    say(
      [
        `fuzz: ${requests + RAW.length} requests in ${Math.round((performance.now() - begun) / 1000)} s: ${byDescription} by schemathesis as ${ACCOUNTS.length + 1} accounts, ${requests - byDescription} hostile, ${RAW.length} that are no HTTP`,
        `      answers: ${[...byStatus].map(([status, count]) => `${status} × ${count}`).join(", ")}`,
        `      slowest: ${slow.map(([route, milliseconds]) => `${route} ${milliseconds} ms`).join(", ")}`,
        `      routes that did something: ${reached.size}; marks of other people's material looked for in every answer: ${watch.canaries.length}, of which ${retold} were written elsewhere by somebody who may read them`,
        `      refused changes sent again in quiet: ${changed.sent}, and the logs grew by ${changed.grew}`,
        `      faults: ${faults.length}`,
        ...[...new Set(faults)].slice(0, 40).map((one) => `        ${one}`),
      ].join("\n"),
    );
    if (requests < REQUESTS) faults.push(`only ${requests} requests`);
    return faults.length === 0 ? 0 : 1;
  } finally {
    await home.stop();
    await rm(folder, { recursive: true, force: true });
  }
};

// biome-ignore lint/suspicious/noExplicitAny: answers are read field by field.
type Asking = (account: string, method: string, path: string) => Promise<any>;

/** How many entries all logs hold together, once nothing is on its way to them any more. Throws where they grow on and on. */
const quietLedger = async (ask: Asking): Promise<number> => {
  let before = -1;
  const end = Date.now() + 120_000;
  for (let since = Date.now(); Date.now() < end; ) {
    const { logs } = await ask("auditor", "GET", "/record/logs");
    const size = (logs as { log: string; size: number }[])
      .filter((one) => one.log !== "root")
      .reduce((sum, one) => sum + one.size, 0);
    if (size !== before) since = Date.now();
    if (Date.now() - since > 4_000) return size;
    before = size;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error("the logs still grow two minutes after the last request");
};

const generatedByDescription = async (at: {
  command: string;
  url: string;
  folder: string;
  tokens: ReadonlyMap<string, string>;
}): Promise<readonly string[]> => {
  const faults: string[] = [];
  for (const account of [...ACCOUNTS, undefined]) {
    const seconds = Math.max(5, Math.floor(SECONDS / (ACCOUNTS.length + 1)));
    const name = account ?? "nobody";
    const token = account === undefined ? undefined : at.tokens.get(account);
    const out = await looseAs({ ...at, account: name, token, seconds, boundaries: BOUNDARIES.includes(name) });
    if (out !== "") {
      await writeFile(join(tmpdir(), `fuzz-${name}.txt`), out);
      faults.push(`schemathesis as ${name}: see ${join(tmpdir(), `fuzz-${name}.txt`)}`);
    }
  }
  return faults;
};

/** Twelve at a time: a request that waits for its turn here is no request that hangs there. */
const sideBySide = async <T>(all: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> => {
  const left = [...all].reverse();
  await Promise.all(
    Array.from({ length: 12 }, async () => {
      for (let one = left.pop(); one !== undefined; one = left.pop()) await work(one);
    }),
  );
};

const madeToBreak = async (at: {
  pass: (sent: Sent) => Promise<unknown>;
  tokens: ReadonlyMap<string, string>;
  count: number;
}): Promise<void> => {
  const bearers = ACCOUNTS.map((account) => `Bearer ${at.tokens.get(account)}`);
  const forged = bearers.slice(0, 2).map((one) => `${one.slice(0, -8)}AAAAAAAA`);
  const all = fc.sample(hostile([...bearers, ...forged]), { numRuns: at.count, seed: SEED });
  await sideBySide(all, at.pass);
};

/** What is no HTTP is refused or closed within ten seconds, and never with a fault of ours. */
const sentRaw = async (url: string): Promise<readonly string[]> => {
  const { hostname, port, host } = new URL(url);
  const answers = await Promise.all(
    RAW.map(
      (text) =>
        new Promise<string>((resolve) => {
          let answer = "";
          const socket = connect({ host: hostname, port: Number(port) }, () =>
            socket.write(text.replaceAll("HOST", host), "latin1"),
          );
          const end = (): void => {
            clearTimeout(timer);
            socket.destroy();
            resolve(/^HTTP\/1\.1 5\d\d/.test(answer) ? `${JSON.stringify(text.slice(0, 60))}: ${answer.slice(0, 40)}` : "");
          };
          const timer = setTimeout(end, 15_000);
          socket.setEncoding("latin1").on("data", (part: string) => {
            answer += part;
            end();
          });
          socket.on("error", end);
          socket.on("close", end);
        }),
    ),
  );
  const alive = await fetch(`${url}/health`).then(
    (answer) => answer.status,
    () => 0,
  );
  return [...answers.filter((one) => one !== ""), ...(alive === 200 ? [] : [`afterwards /health answers ${alive}`])];
};

/**
 * Sends what was refused again while nothing else happens: the logs, which hold an entry for every change, must not grow. What is let
 * through now (its turn has come since) is left out with its batch.
 */
const againWhatWasRefused = async (at: {
  refused: readonly Sent[];
  pass: (sent: Sent) => Promise<{ status: number }>;
  ledger: () => Promise<number>;
}) => {
  const step = Math.max(1, Math.floor(at.refused.length / 1_500));
  const some = at.refused.filter((_, index) => index % step === 0);
  const faults: string[] = [];
  let [sent, grew] = [0, 0];
  for (let from = 0; from < some.length; from += 500) {
    const batch = some.slice(from, from + 500);
    const before = await at.ledger();
    const statuses: number[] = [];
    await sideBySide(batch, async (one) => void statuses.push((await at.pass(one)).status));
    if (statuses.some((status) => status < 300)) continue;
    const growth = (await at.ledger()) - before;
    sent += batch.length;
    grew += growth;
    if (growth !== 0) faults.push(`${growth} entries by ${batch.length} refused requests`);
  }
  return { sent, grew, faults };
};

process.exitCode = await main();
