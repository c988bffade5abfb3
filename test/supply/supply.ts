import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * `npm run supply`: writes the bill of materials (CycloneDX) to `build/sbom.json`, holds it against the lockfile package by package and hash by
 * hash, and asks the registry for advisories. A registry that does not serve advisories is no reason to fail, and is told.
 */
const root = join(import.meta.dirname, "..", "..");
const say = (text: string) => process.stdout.write(`${text}\n`);
const npm = (given: readonly string[]) => spawnSync("npm", given, { cwd: root, encoding: "utf8", maxBuffer: 256 * 1024 * 1024 });

interface Component {
  readonly "bom-ref": string;
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses?: readonly unknown[];
}
interface Locked {
  readonly version?: string;
  readonly integrity?: string;
}

const billOfMaterials = (): readonly string[] => {
  const made = npm(["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"]);
  if (made.status !== 0) return [`no bill of materials: ${made.stderr.trim().split("\n")[0]}`];
  mkdirSync(join(root, "build"), { recursive: true });
  writeFileSync(join(root, "build", "sbom.json"), made.stdout);
  const { bomFormat, specVersion, components } = JSON.parse(made.stdout) as {
    bomFormat: string;
    specVersion: string;
    components: readonly Component[];
  };
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as { packages: Record<string, Locked> };
  const locked = new Map<string, string | undefined>();
  for (const [path, one] of Object.entries(lock.packages))
    if (path !== "") locked.set(`${path.split("node_modules/").at(-1)}@${one.version}`, one.integrity);
  const listed = new Map(components.map((one) => [one["bom-ref"].split("|")[0] ?? "", one]));
  const faults = [
    ...(bomFormat === "CycloneDX" ? [] : [`the bill of materials is ${bomFormat}`]),
    ...[...locked.keys()].filter((name) => !listed.has(name)).map((name) => `${name} is locked and not in the bill of materials`),
    ...[...listed.keys()].filter((name) => !locked.has(name)).map((name) => `${name} is in the bill of materials and not locked`),
    ...[...locked].flatMap(([name, integrity]) => {
      const told = listed.get(name)?.hashes?.find((one) => one.alg === "SHA-512")?.content;
      const wanted =
        integrity === undefined ? undefined : Buffer.from(integrity.slice("sha512-".length), "base64").toString("hex");
      return wanted === undefined || told === undefined || told === wanted
        ? []
        : [`${name} has another hash in the bill of materials`];
    }),
  ];
  say(
    `supply: ${listed.size} packages in build/sbom.json (${bomFormat} ${specVersion}), ${faults.length} differences from the lockfile`,
  );
  return faults;
};

interface Audited {
  readonly metadata?: { readonly vulnerabilities: Readonly<Record<string, number>> };
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string; readonly range: string }>>;
  readonly message?: string;
}

const advisories = (): readonly string[] => {
  const asked = npm(["audit", "--omit=dev", "--json"]);
  const told = JSON.parse(asked.stdout || "{}") as Audited;
  if (told.metadata === undefined) {
    say(
      `supply: the registry serves no advisories (${told.message?.slice(0, 60) ?? "no answer"}): known vulnerabilities were NOT looked up here`,
    );
    return [];
  }
  const { total, ...bySeverity } = told.metadata.vulnerabilities;
  say(`supply: ${total ?? 0} known vulnerabilities in what is deployed: ${JSON.stringify(bySeverity)}`);
  return Object.entries(told.vulnerabilities ?? {})
    .filter(([, one]) => one.severity === "high" || one.severity === "critical")
    .map(([name, one]) => `${name} ${one.range} has a known vulnerability: ${one.severity}`);
};

const faults = [...billOfMaterials(), ...advisories()];
for (const fault of faults.slice(0, 40)) say(`  ${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;
