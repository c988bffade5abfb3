import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { currentAssembly } from "#local/synthesis.ts";
import { idleLines, REGIME_YEAR, regimeLines, storageLines, type TemplateResource, totalOf, useLines } from "./cost/bill.ts";
import { measure } from "./cost/measure.ts";
import { besidePeer } from "./cost/peer.ts";
import { type CostLine, PRICE_SOURCE, type PriceRegion, REGIONS } from "./cost/prices.ts";

const ROOT = join(import.meta.dirname, "..");

/** Every resource of the templates in a cloud assembly. */
export const resourcesOf = async (assembly: string): Promise<readonly TemplateResource[]> => {
  const names = (await readdir(assembly)).filter((name) => name.endsWith(".template.json"));
  const templates = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(join(assembly, name), "utf8")) as object),
  );
  return templates.flatMap((one) => Object.values((one as { Resources?: Record<string, TemplateResource> }).Resources ?? {}));
};

/** The whole bill as one object. Dollars; months of 730 hours. */
const billOf = async (region: PriceRegion, say: (line: string) => void) => {
  const assembly = await currentAssembly({ root: ROOT, say });
  const resources = await resourcesOf(assembly);
  say("playing the demonstration with counters …");
  const measured = await measure(assembly);
  const part = (lines: readonly CostLine[]) => ({ dollars: totalOf(lines), lines });
  return {
    region,
    prices: PRICE_SOURCE,
    idleMonth: part(idleLines(resources, region)),
    thousandSubmissions: part(useLines(measured.submission, 1000, region)),
    case: part(useLines(measured.case, 1, region)),
    report: part(useLines(measured.report, 1, region)),
    thousandReads: part(useLines(measured.reading, 1000, region)),
    tebibyteMonth: storageLines(region),
    regimeMonth: { ...part(regimeLines(measured, region)), assumes: REGIME_YEAR },
    besidePeer: besidePeer(measured.reading, region),
    measured,
  };
};
type Bill = Awaited<ReturnType<typeof billOf>>;

const money = (dollars: number): string => (dollars >= 100 ? dollars.toFixed(0) : dollars.toFixed(dollars >= 1 ? 2 : 4));

/** The bill as text: the totals first, then what each is made of. */
const shown = (bill: Bill): readonly string[] => {
  const { idleMonth, thousandSubmissions, report, thousandReads, tebibyteMonth, regimeMonth, besidePeer: peer } = bill;
  const parts = {
    "nothing happens, a month": idleMonth,
    "1,000 submissions": thousandSubmissions,
    "a case": bill.case,
    "a report": report,
    "1,000 reads": thousandReads,
    "a regime, a month, on top": regimeMonth,
  };
  const totals = Object.entries(parts).map(([what, { dollars }]) => `  ${what.padEnd(52)} ${money(dollars).padStart(10)}`);
  const storage = tebibyteMonth.map(
    ({ what, dollars }) => `  ${`1 TiB, a month, ${what}`.padEnd(66)} ${money(dollars).padStart(10)}`,
  );
  const details = Object.entries(parts).flatMap(([what, { lines }]) => [
    `\n${what}`,
    ...lines
      .toSorted((a, b) => b.dollars - a.dollars)
      .slice(0, 8)
      .map(
        (line) => `  ${money(line.dollars).padStart(10)}  ${line.price}, ${Math.round(line.quantity * 100) / 100}: ${line.what}`,
      ),
  ]);
  return [
    `US dollars, ${bill.region}. ${bill.prices}.`,
    ...totals,
    ...storage,
    `  a regime is taken as ${JSON.stringify(bill.regimeMonth.assumes)} in a year`,
    `  a million reads: ${money(peer.perMillionReads.ours)}; nearest peer's shape: ${money(peer.perMillionReads.peer)}`,
    ...details,
  ];
};

/** `cost [--region eu-west-1|us-east-1] [--json]`: what a deployment costs; the table on standard error, with `--json` one object on standard output. */
export const costCommand = async (argv: readonly string[]): Promise<number> => {
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const { values } = parseArgs({
    args: [...argv],
    options: { region: { type: "string", default: REGIONS[0] }, json: { type: "boolean", default: false } },
  });
  const region = REGIONS.find((one) => one === values.region);
  if (region === undefined) {
    say(`there are no prices for ${values.region}; there are for ${REGIONS.join(", ")}`);
    return 2;
  }
  const bill = await billOf(region, say);
  for (const line of shown(bill)) say(line);
  if (values.json) process.stdout.write(`${JSON.stringify(bill)}\n`);
  return 0;
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) process.exitCode = await costCommand(process.argv.slice(2));
