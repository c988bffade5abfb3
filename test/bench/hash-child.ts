import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { startHash } from "#shared/sha256.ts";
import { MIB } from "./figure.ts";
import { benchStore, KEY, type Kept } from "./hash-file.ts";

/**
 * One way of hashing one stored file in a process of its own, so that its peak memory is its own. Prints hash, milliseconds and peak.
 * `task` and `pieces` are the bundled function on the embedded file store; `crypto` is the least that anybody does: read a plain file
 * in large chunks and hash it.
 */
const [how = "", folder = "", plain = "", kept = "{}", bundle = ""] = process.argv.slice(2);
const { version, bytes, sha256: declared } = JSON.parse(kept) as Kept;

interface Task {
  readonly handler: (
    input: object,
    context: { readonly getRemainingTimeInMillis: () => number },
  ) => Promise<{ readonly sha256?: string }>;
}

const byTask = async (progress: object): Promise<string> => {
  const item = { key: KEY, fileVersion: version, storedBytes: bytes, sha256: declared };
  const ports = () => ({ records: { read: async () => [item] }, files: () => benchStore(folder) });
  (globalThis as Record<symbol, unknown>)[Symbol.for("corroborate.ports")] = () => ports;
  const { handler } = (await import(bundle)) as Task;
  const answer = await handler(
    { state: "GB", reference: "GB-001", item: "1", ...progress },
    { getRemainingTimeInMillis: () => 900_000 },
  );
  return answer.sha256 ?? "";
};

const byCrypto = async (): Promise<string> => {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(plain, { highWaterMark: MIB })) hash.update(chunk as Buffer);
  return hash.digest("hex");
};

const none = (await startHash()).save();
const begun = performance.now();
const sha256 = how === "crypto" ? await byCrypto() : await byTask(how === "pieces" ? { progress: none } : {});
process.stdout.write(
  JSON.stringify({ sha256, milliseconds: performance.now() - begun, peakBytes: process.resourceUsage().maxRSS * 1024 }),
);
