import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tokenFor } from "#cli/token.ts";
import { directoryFiles } from "#local/files/directory.ts";
import { type Home, startHome } from "#local/home.ts";
import { startStore } from "#local/store/store.ts";
import { currentAssembly } from "#local/synthesis.ts";
import { type Client, createClient, Refused } from "#shared/api/client.ts";
import { claim, EXHIBITS, finding, handling } from "./bodies.ts";
import { CLONES, DRAFT_FILE, type Pattern } from "./clone.ts";
import { STANDINGS } from "./standings.ts";
import { type Store, storeOf } from "./store.ts";

/** What the API made, for others to be made like it. */
export interface Patterns {
  readonly case: Pattern;
  readonly report: Pattern;
  readonly registered: Pattern;
  readonly reference: string;
  /** Letters to the State, one that was not replied to and one that was, and a request for release. */
  readonly letter: string;
  readonly replied: string;
  readonly release: string;
  /** Version of the file of a report's draft. */
  readonly draftVersion: string;
  /** Hash of the case's text. */
  readonly hash: string;
}

export interface World {
  readonly store: Store;
  readonly tokens: ReadonlyMap<string, string>;
  readonly url: string;
  as(person: string): Client;
  /** Puts a file past the API; answers its version. */
  putFile(bucket: string, key: string): Promise<string>;
  /** From here on the home does what it is asked and nothing that follows from it. */
  hold(): Promise<void>;
  stop(): Promise<void>;
}

/** Where there is one, a folder in memory: disks are another test's matter. */
const MEMORY = "/dev/shm";
const UNLIMITED = { most: Number.MAX_SAFE_INTEGER, seconds: 60 };
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A home of its own whose stores the test can look into. */
export const startWorld = async (): Promise<World> => {
  const folder = await mkdtemp(join(existsSync(MEMORY) ? MEMORY : tmpdir(), "matrix-"));
  const data = join(folder, "data");
  const assembly = await currentAssembly({ root: join(import.meta.dirname, "..", "..", ".."), say: () => undefined });
  const records = await startStore({ folder: join(folder, "records") });
  const rates = { person: UNLIMITED, address: UNLIMITED };
  const people = STANDINGS.map((one) => one.person);
  const start = async (port: number, requestsOnly: boolean): Promise<Home> => {
    const before = process.env["AWS_ENDPOINT_URL_DYNAMODB"];
    process.env["AWS_ENDPOINT_URL_DYNAMODB"] = records.endpoint;
    try {
      return await startHome({ data, port, assembly, people, rates, requestsOnly });
    } finally {
      if (before === undefined) delete process.env["AWS_ENDPOINT_URL_DYNAMODB"];
      else process.env["AWS_ENDPOINT_URL_DYNAMODB"] = before;
    }
  };
  let home = await start(0, false);
  const { url } = home;
  const tokens = new Map<string, string>();
  for (const { id } of people) tokens.set(id, await tokenFor({ baseUrl: url, account: id }));
  return {
    url,
    tokens,
    store: storeOf(records.endpoint, home.assembly),
    as: (person) => createClient({ baseUrl: url, token: async () => tokens.get(person) }),
    putFile: async (bucket, key) => {
      const files = directoryFiles({
        folder: join(data, "files"),
        bucket,
        secret: new Uint8Array(32),
        baseUrl: url,
        now: Date.now,
      });
      return (await files.put({ key, body: new Uint8Array(1), mediaType: "application/octet-stream", once: true })).version;
    },
    hold: async () => {
      await home.stop();
      // At the same address, so that the tokens hold.
      home = await start(Number(new URL(url).port), true);
    },
    stop: async () => {
      await home.stop();
      await records.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** Asks until there is an answer: what passes from zone to zone takes moments. */
const until = async <T>(what: string, ask: () => Promise<T | undefined>): Promise<T> => {
  for (const end = Date.now() + 120_000; Date.now() < end; await pause(100)) {
    const found = await ask().catch((error: unknown) => {
      if (error instanceof Refused && error.status === 409) return undefined;
      throw error;
    });
    if (found !== undefined) return found;
  }
  throw new Error(`${what} did not come about`);
};

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** A draft with one picture, arrived in full unless `arrived` is false. Answers its reference and the picture's id. */
export const draftOf = async (world: World, { arrived }: { arrived: boolean }): Promise<{ reference: string; item: string }> => {
  const call = world.as("delegate");
  const { reference } = await call("create-submission", { state: "GB", regime: "1718", title: "Pictures of a quay", handling });
  const at = { state: "GB", reference };
  const sha256 = createHash("sha256").update(PNG).digest("hex");
  const file = { name: "quay.png", title: "A quay", bytes: PNG.length, sha256, mediaType: "image/png" };
  const { id: item } = await call("declare-item", { ...at, kind: "photograph", ...file });
  if (!arrived) return { reference, item };
  const { links } = await call("link-parts", { ...at, item, parts: [{ part: 1, bytes: PNG.length, sha256 }] });
  for (const { url, headers } of links) await fetch(url, { method: "PUT", headers, body: new Uint8Array(PNG) });
  await call("complete-item", { ...at, item });
  return { reference, item };
};

/** Fills the home through its API as people would, and answers the records to make others like. */
export const furnished = async (world: World): Promise<Patterns> => {
  const [delegate, coordinator, officer] = ["delegate", "coordinator", "officer"].map(world.as) as [Client, Client, Client];
  const lead = world.as("expert-lead");
  const { reference } = await draftOf(world, { arrived: true });
  const of = { state: "GB", reference };
  await delegate("seal-submission", { ...of, version: (await delegate("get-submission", of)).version });
  await until("the receipt", () => delegate("get-receipt", of));
  await until("the registration", async () => (await lead("list-register", { regime: "1718" })).rows[0]);
  for (let count = 0; count < 2; count += 1)
    await lead("collect-evidence", {
      regime: "1718",
      kind: "open-source",
      title: "A quay from above",
      publisher: "An institute",
      capture: "What the institute published.",
      handling,
    });

  const at = { case: "CASE-1" };
  await coordinator("open-case", {
    id: at.case,
    title: "A quay",
    regime: "1718",
    section: "sectoral-maritime",
    statesConcerned: [],
    exhibits: [...EXHIBITS],
  });
  const version = async () => (await lead("get-case", at)).version;
  await coordinator("assign-team", { ...at, version: await version(), lead: "expert-lead", verifier: "expert-verifier" });
  for (const person of ["expert-recused", "coordinator-recused"])
    await world.as(person)("declare-interest", { ...at, interest: "declared", recused: true });
  await lead("record-claim", { ...at, claim: "CL-1", ...claim });
  await lead("write-finding", { ...at, version: await version(), ...finding });
  const letter = { ...at, purpose: "enquiry", state: "GB", asks: "What is seen?", days: 30 } as const;
  const open = await officer("send-letter", letter);
  const replied = await officer("send-letter", letter);
  await officer("record-reply", { ...at, letter: replied.letter, text: "A reply." });
  const { request } = await lead("request-release", { ...at, version: await version() });
  await until("what is asked of the State", async () => {
    const { rows } = await delegate("list-asked", { state: "GB" });
    return rows.length === 3 ? rows : undefined;
  });
  await officer("open-report", { id: "REPORT-1", regime: "1718", kind: "final", introduction: [], methodology: [] });
  await until("the Panel's log", async () =>
    (await world.as("auditor")("list-logs", {})).logs.find(({ log, published }) => log === "panel" && published > 0),
  );
  await world.hold();
  const partition = (kind: keyof typeof CLONES, id: string) => world.store.partition(CLONES[kind].zone, CLONES[kind].pkOf(id));
  return {
    case: await partition("case", at.case),
    report: await partition("report", "REPORT-1"),
    registered: await partition("submission", reference),
    reference,
    draftVersion: await world.putFile("reports", DRAFT_FILE),
    letter: open.letter,
    replied: replied.letter,
    release: request,
    hash: (await lead("get-case", at)).finding?.hash ?? "",
  };
};
