import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminLinkProviderForUserCommand,
  type AttributeType,
  type CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Appointee } from "./appointees.ts";

/** Accounts of the deployed user pool. */
export interface Accounts {
  /** The `sub` of the person's account, made and invited when there is none. Repeatable. */
  idOf(person: Appointee): Promise<string>;
}

/**
 * Accounts in Cognito. Somebody of a mission's own provider gets an account too, so that it can be appointed before the first sign-in;
 * no invitation is sent, its password is known to nobody and ends in days, and the provider's identity is linked to it.
 */
export const cognitoAccounts = ({ client, pool }: { client: CognitoIdentityProviderClient; pool: string }): Accounts => ({
  idOf: async (person) => {
    const account = (await found(client, pool, person.email)) ?? (await made(client, pool, person));
    if (person.at !== undefined) await link(client, pool, account.name, person.at);
    return account.id;
  },
});

const found = async (
  client: CognitoIdentityProviderClient,
  UserPoolId: string,
  Username: string,
): Promise<Account | undefined> => {
  try {
    const user = await client.send(new AdminGetUserCommand({ UserPoolId, Username }));
    return accountIn(user.Username, user.UserAttributes);
  } catch (error) {
    if (error instanceof Error && error.name === "UserNotFoundException") return undefined;
    throw error;
  }
};

const made = async (client: CognitoIdentityProviderClient, UserPoolId: string, { email, at }: Appointee): Promise<Account> => {
  const answer = await client.send(
    new AdminCreateUserCommand({
      UserPoolId,
      Username: email,
      UserAttributes: [
        { Name: "email", Value: email },
        { Name: "email_verified", Value: "true" },
      ],
      ...(at === undefined ? { DesiredDeliveryMediums: ["EMAIL"] } : { MessageAction: "SUPPRESS" }),
    }),
  );
  return accountIn(answer.User?.Username, answer.User?.Attributes);
};

interface Account {
  readonly id: string;
  /** The service's own name for the account, which a link is made to. */
  readonly name: string;
}

const accountIn = (name: string | undefined, attributes: readonly AttributeType[] | undefined): Account => {
  const id = attributes?.find(({ Name }) => Name === "sub")?.Value;
  if (id === undefined || name === undefined) throw new Error("the user pool answered an account without a name or sub");
  return { id, name };
};

const link = async (
  client: CognitoIdentityProviderClient,
  UserPoolId: string,
  account: string,
  at: { readonly provider: string; readonly subject: string },
): Promise<void> => {
  const DestinationUser = { ProviderName: "Cognito", ProviderAttributeValue: account };
  const SourceUser = {
    ProviderName: at.provider,
    ProviderAttributeName: "Cognito_Subject",
    ProviderAttributeValue: at.subject,
  };
  await client.send(new AdminLinkProviderForUserCommand({ UserPoolId, DestinationUser, SourceUser })).catch((error: unknown) => {
    // Linked before: the service refuses to say so twice.
    if (error instanceof Error && /already linked/i.test(error.message)) return;
    throw error;
  });
};
