import { type Configuration, readConfiguration } from "#infra/configuration.ts";
import { EDGE_REGION } from "#infra/names.ts";

/** `corroborate check`: 0 and what would be deployed where, or the faults and 1. */
export const check = async (given: readonly string[]): Promise<number> => {
  const [path] = given;
  if (path === undefined || given.length > 1) {
    process.stderr.write("usage: corroborate check <configuration.json>\n");
    return 2;
  }
  const configuration = readConfiguration(path);
  const { stage, account, portal } = configuration;
  const places = regionsOf(configuration).map((region) => `aws://${account}/${region}`);
  process.stdout.write(
    `${path} can be deployed: stage ${stage}, https://${portal.domain}.\nPrepare the account once:\n  npx cdk bootstrap ${places.join(" ")}\n`,
  );
  return 0;
};

/** Regions that something is deployed to. */
const regionsOf = ({ region, secondRegion }: Configuration): readonly string[] => [
  ...new Set([region, EDGE_REGION, ...(secondRegion === undefined ? [] : [secondRegion])]),
];
