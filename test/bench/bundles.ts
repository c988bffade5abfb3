import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle, bundleName } from "#infra/bundle.ts";
import { ENTRIES } from "#infra/functions.ts";
import { type Bench, figure, MB } from "./figure.ts";

export const ROOT = join(import.meta.dirname, "..", "..");

const APIS = ENTRIES.filter((entry) => entry.endsWith("/api.ts"));
const CLIENTS_ONLY = `
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client, GetObjectCommand } from "@aws-sdk/client-s3";
export const handler = () => [DynamoDBDocumentClient.from(new DynamoDBClient({})), new S3Client({}), GetObjectCommand];
`;

/** Size in bytes of a handler that holds the clients for tables and files and nothing else, bundled the same way. */
const clientsAlone = async (): Promise<number> => {
  const folder = await mkdtemp(join(tmpdir(), "bench-clients-"));
  try {
    await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
    await writeFile(join(folder, "clients.ts"), CLIENTS_ONLY);
    const made = await bundle({ root: folder, into: join(folder, "out"), entries: ["clients.ts"] });
    return made.get("clients.ts")?.bytes ?? 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

export const bundleSizes: Bench = {
  name: "bundles",
  measures: "size of each API's bundle and of the largest bundles, the SDK inside",
  run: async function* () {
    const baseline = { what: "a handler of the SDK's clients for tables and files alone", value: (await clientsAlone()) / MB };
    const made = await bundle({ root: ROOT, into: join(ROOT, "build", "functions"), entries: ENTRIES });
    const sized = ENTRIES.map((entry) => ({ entry, bytes: made.get(entry)?.bytes ?? Number.NaN }));
    const [largest] = sized.toSorted((a, b) => b.bytes - a.bytes);
    const shown = sized.filter(({ entry }) => APIS.includes(entry) || entry === largest?.entry);
    for (const { entry, bytes } of shown) {
      yield figure({
        figure: `bundle-${bundleName(entry)}${entry === largest?.entry ? " (largest)" : ""}`,
        value: bytes / MB,
        unit: "MB",
        baseline,
        goal: "≤ 0.9 MB",
        holds: (value) => value <= 0.9,
      });
    }
    yield figure({
      figure: "bundles-all",
      value: sized.reduce((sum, { bytes }) => sum + bytes, 0) / MB,
      unit: "MB",
      goal: "≤ 30 MB",
      holds: (value) => value <= 30,
    });
  },
};
