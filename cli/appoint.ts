import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { readConfiguration } from "#infra/configuration.ts";
import { tableOutput } from "#infra/names.ts";
import { ZONE_ROLES, type ZoneTables } from "#local/people.ts";
import { dynamoRecords } from "#shared/adapters/records-dynamodb.ts";
import type { Zone } from "#shared/domain/zones.ts";
import { cognitoAccounts } from "./appoint/accounts.ts";
import { appointPeople } from "./appoint/appoint-people.ts";
import { checkedAppointees } from "./appoint/appointees.ts";
import { outputsOf } from "./deployed.ts";

const USAGE = "usage: corroborate appoint <people.json> (--config <file> | --stage demo|dev)\n";

/** `corroborate appoint`: brings the people of a file into the deployed user pool and the zones' tables; answers the exit code. */
export const appoint = async (given: readonly string[]): Promise<number> => {
  const { values, positionals } = parseArgs({
    args: [...given],
    allowPositionals: true,
    options: { config: { type: "string" }, stage: { type: "string" } },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1 || (values.config === undefined) === (values.stage === undefined)) {
    process.stderr.write(USAGE);
    return 2;
  }
  const configuration = values.config === undefined ? undefined : readConfiguration(values.config);
  const providers = (configuration?.identityProviders ?? []).map(({ name }) => name);
  const people = checkedAppointees(JSON.parse(readFileSync(file, "utf8")), providers);
  const region = configuration?.region;
  const stage = configuration?.stage ?? values.stage ?? "demo";
  const output = await outputsOf({ stage, part: "data", ...(region === undefined ? {} : { region }) });
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(region === undefined ? {} : { region }));
  const zones = Object.keys(ZONE_ROLES) as Zone[];
  const tables = Object.fromEntries(
    zones.map((zone) => [zone, dynamoRecords({ client, table: output(tableOutput(zone)) })]),
  ) as Required<ZoneTables>;
  const accounts = cognitoAccounts({
    client: new CognitoIdentityProviderClient(region === undefined ? {} : { region }),
    pool: output("UserPoolId"),
  });
  for await (const { label, account, written, ended } of appointPeople(people, { accounts, tables }))
    process.stdout.write(`${label}: account ${account}; ${written} appointments held, ${ended} ended\n`);
  process.stdout.write(
    `${people.length} people are as the file says, in ${zones.length} zones. Running it again changes nothing.\n`,
  );
  return 0;
};
