import { AdminCreateUserCommand, AdminSetUserPasswordCommand } from "@aws-sdk/client-cognito-identity-provider";
import { seedPeople, type ZoneTables } from "#local/people.ts";
import { dynamoRecords } from "#shared/adapters/records-dynamodb.ts";
import type { Person } from "#shared/domain/people.ts";
import type { Zone } from "#shared/domain/zones.ts";
import type { Clients } from "./clients.ts";
import type { Deployed } from "./reach.ts";

/** Makes an account of the user pool for each person; the pool chooses who they are in tokens (`sub`). */
export const makeAccounts = async (
  { people }: Clients,
  at: { readonly pool: string; readonly password: string; readonly persons: readonly Person[] },
): Promise<Deployed["accounts"]> => {
  const made = at.persons.map(async ({ id }) => {
    const email = `${id}@corroborate.example`;
    const { User } = await people.send(
      new AdminCreateUserCommand({
        UserPoolId: at.pool,
        Username: email,
        MessageAction: "SUPPRESS",
        // AWS makes one up where none is given; the endpoint makes one up that its own policy refuses.
        TemporaryPassword: at.password,
        UserAttributes: [
          { Name: "email", Value: email },
          { Name: "email_verified", Value: "true" },
        ],
      }),
    );
    const sub = User?.Attributes?.find(({ Name }) => Name === "sub")?.Value;
    if (sub === undefined) throw new Error(`the pool made ${email} without a sub`);
    await people.send(
      new AdminSetUserPasswordCommand({ UserPoolId: at.pool, Username: email, Password: at.password, Permanent: true }),
    );
    return [id, { email, sub }] as const;
  });
  return Object.fromEntries(await Promise.all(made));
};

/** Appoints the persons in each zone's table, as the embedded home does, under the ids that the pool gave. */
export const appoint = async (
  { records }: Clients,
  at: {
    readonly persons: readonly Person[];
    readonly accounts: Deployed["accounts"];
    readonly tables: ReadonlyMap<Zone, string>;
  },
): Promise<number> => {
  const tables: ZoneTables = Object.fromEntries(
    [...at.tables].map(([zone, table]) => [zone, dynamoRecords({ client: records, table })]),
  );
  const persons = at.persons.map((person) => ({ ...person, id: at.accounts[person.id]?.sub ?? person.id }));
  return (await seedPeople(persons, tables)).length;
};
