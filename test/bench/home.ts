import { mkdtemp, rm } from "node:fs/promises";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CountedStore, startCountedStore } from "#cli/cost/counted-store.ts";
import { tokenFor } from "#cli/token.ts";
import { startHome } from "#local/home.ts";
import { currentAssembly } from "#local/synthesis.ts";
import { createClient } from "#shared/api/client.ts";
import type { RouteName, Sent } from "#shared/api/routes.ts";
import { ROOT } from "./bundles.ts";

// biome-ignore lint/suspicious/noExplicitAny: answers are read field by field.
type Answer = any;

/** A home of its own on a folder of its own, and people who use it. */
export interface BenchHome {
  readonly url: string;
  as<R extends RouteName>(person: string, name: R, input: Sent<R>): Promise<Answer>;
  /** A GET on a kept connection; answers its milliseconds. Throws unless it succeeds. */
  get(path: string, person?: string): Promise<number>;
  stop(): Promise<void>;
}

const TOKEN_MILLISECONDS = 300_000;

export const startBenchHome = async (say: (line: string) => void): Promise<BenchHome> => {
  const data = await mkdtemp(join(tmpdir(), "bench-home-"));
  const home = await startHome({ data, port: 0, assembly: await currentAssembly({ root: ROOT, say }) });
  const tokens = new Map<string, { readonly token: Promise<string>; readonly since: number }>();
  const tokenOf = (person: string): Promise<string> => {
    const known = tokens.get(person);
    if (known !== undefined && performance.now() - known.since < TOKEN_MILLISECONDS) return known.token;
    const fresh = { token: tokenFor({ baseUrl: home.url, account: person }), since: performance.now() };
    tokens.set(person, fresh);
    return fresh.token;
  };
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    url: home.url,
    as: (person, name, input) => createClient({ baseUrl: home.url, token: () => tokenOf(person) })(name, input),
    get: async (path, person) => {
      const authorization = person === undefined ? {} : { authorization: `Bearer ${await tokenOf(person)}` };
      const begun = performance.now();
      await got(`${home.url}${path}`, agent, authorization);
      return performance.now() - begun;
    },
    stop: async () => {
      agent.destroy();
      await home.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
};

const got = (url: string, agent: Agent, headers: Readonly<Record<string, string>>): Promise<void> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers }, (answer) => {
      answer.resume();
      answer.on("error", reject);
      answer.on("end", () => (answer.statusCode === 200 ? resolve() : reject(new Error(`${url} answered ${answer.statusCode}`))));
    });
    sent.on("error", reject);
    sent.end();
  });

/** The same with its record store behind a counter. */
export const startCountedHome = async (say: (line: string) => void): Promise<BenchHome & { readonly store: CountedStore }> => {
  const folder = await mkdtemp(join(tmpdir(), "bench-store-"));
  const store = await startCountedStore({ folder });
  const home = await startBenchHome(say);
  const stop = async () => {
    await home.stop();
    await store.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { ...home, store, stop };
};

/** Waits until no function has spoken to the store for a second: work in the background is done. */
export const quiet = async (store: CountedStore): Promise<void> => {
  const from = Date.now();
  while (Date.now() - Math.max(from, store.newest()) < 1_000) await new Promise((resolve) => setTimeout(resolve, 50));
};

const handling = { classification: "unclassified", tlp: "CLEAR", panelOnly: false, attribution: "named source" } as const;
const EXHIBITS = 12;
export const CASE = "CASE-BENCH";

/** A case in work: a dozen exhibits and claims, a lead and a verifier. */
export const openBenchCase = async (home: BenchHome): Promise<void> => {
  const [lead, verifier] = ["expert-maritime", "expert-missile"];
  const refs: string[] = [];
  for (let number = 1; number <= EXHIBITS; number += 1) {
    const { ref } = await home.as(lead, "collect-evidence", {
      regime: "1718",
      kind: "open-source",
      title: `A quay, view ${number}`,
      publisher: "An institute",
      capture: "What the institute published.",
      handling,
    });
    refs.push(String(ref));
  }
  const at = { case: CASE };
  await home.as("coordinator", "open-case", {
    id: CASE,
    title: "A quay",
    regime: "1718",
    section: "sectoral-maritime",
    statesConcerned: [],
    exhibits: refs.slice(0, 5),
  });
  await home.as(lead, "link-exhibits", { ...at, exhibits: refs.slice(5, 12) });
  const { version } = await home.as(lead, "get-case", at);
  await home.as("coordinator", "assign-team", { ...at, version, lead, verifier });
  for (const [index, ref] of refs.entries()) {
    await home.as(lead, "record-claim", {
      ...at,
      claim: `CL-${index + 1}`,
      text: "A quay is seen from above.",
      kinds: ["observation"],
      supportedBy: [ref],
      unknowns: ["the hour of the day"],
    });
  }
};
