import { Aws, Duration, SecretValue, type Stack } from "aws-cdk-lib";
import {
  AccountRecovery,
  type CfnUserPool,
  FeaturePlan,
  Mfa,
  OAuthScope,
  ProviderAttribute,
  UserPool,
  UserPoolClient,
  UserPoolClientIdentityProvider,
  UserPoolEmail,
  UserPoolIdentityProviderOidc,
  UserPoolIdentityProviderSaml,
  UserPoolIdentityProviderSamlMetadata,
  type UserPoolProps,
} from "aws-cdk-lib/aws-cognito";
import type { Construct } from "constructs";
import { SESSION } from "#shared/api/session.ts";
import type { Provider } from "../configuration.ts";
import type { Settings } from "../settings.ts";

/** Who signs in. What a person may do is not here: appointments are held in each zone and a token proves only who it is. */
export const people = (stack: Stack, settings: Settings): { users: UserPool; client: UserPoolClient } => {
  const users = new UserPool(stack, "People", {
    selfSignUpEnabled: false,
    signInAliases: { email: true },
    signInCaseSensitive: false,
    mfa: settings.demo ? Mfa.OPTIONAL : Mfa.REQUIRED,
    mfaSecondFactor: { otp: true, sms: false },
    passwordPolicy: {
      minLength: 14,
      requireDigits: true,
      requireLowercase: true,
      requireUppercase: true,
      requireSymbols: true,
      tempPasswordValidity: Duration.days(SESSION.invitationDays),
    },
    accountRecovery: AccountRecovery.NONE,
    featurePlan: FeaturePlan.ESSENTIALS,
    deletionProtection: settings.deletionProtection,
    removalPolicy: settings.removal,
    ...invitations(settings),
  });
  (users.node.defaultChild as CfnUserPool).overrideLogicalId("People");
  users.addDomain("SignIn", { cognitoDomain: { domainPrefix: signInPrefix(settings) } });
  const federated = settings.providers.map((row) => provider(stack, users, row));
  const client = new UserPoolClient(stack, "Portal", {
    userPool: users,
    // A public client: code with PKCE, no secret to keep in a browser.
    generateSecret: false,
    authFlows: { userSrp: true },
    oAuth: {
      flows: { authorizationCodeGrant: true },
      scopes: [OAuthScope.OPENID, OAuthScope.EMAIL],
      callbackUrls: [`${settings.origin}/signed-in`, `${settings.origin}/`],
      logoutUrls: [`${settings.origin}/`],
    },
    supportedIdentityProviders: [
      UserPoolClientIdentityProvider.COGNITO,
      ...settings.providers.map(({ name }) => UserPoolClientIdentityProvider.custom(name)),
    ],
    preventUserExistenceErrors: true,
    enableTokenRevocation: true,
    accessTokenValidity: Duration.minutes(SESSION.accessMinutes),
    idTokenValidity: Duration.minutes(SESSION.accessMinutes),
    refreshTokenValidity: Duration.hours(SESSION.refreshHours),
    refreshTokenRotationGracePeriod: Duration.seconds(SESSION.rotationGraceSeconds),
  });
  for (const one of federated) client.node.addDependency(one);
  return { users, client };
};

const signInPrefix = (settings: Settings): string => `corroborate-${settings.stage}-${Aws.ACCOUNT_ID}`;
/** Where people sign in: Cognito's own pages. */
export const signInAddress = (settings: Settings): string =>
  `https://${signInPrefix(settings)}.auth.${Aws.REGION}.amazoncognito.com`;

/** Invitations come from the institution's own address where it has one. */
const invitations = ({ mailFrom, origin }: Settings): Partial<UserPoolProps> => ({
  userInvitation: {
    emailSubject: "Corroborate: your account",
    emailBody: `An account was made for you at ${origin}. Sign in as {username} with the temporary password {####} within ${SESSION.invitationDays} days; you will choose your own and set up a second factor.`,
  },
  ...(mailFrom === undefined
    ? {}
    : {
        email: UserPoolEmail.withSES({
          fromEmail: mailFrom,
          fromName: "Corroborate",
          sesRegion: Aws.REGION,
          sesVerifiedDomain: mailFrom.split("@")[1] ?? "",
        }),
      }),
});

/** A mission's own provider. Who it vouches for is nobody here until an officer has linked that identity to an account. */
const provider = (stack: Stack, users: UserPool, row: Provider): Construct => {
  const id = `Provider${row.name.replaceAll("-", "")}`;
  const common = { userPool: users, name: row.name };
  if (row.kind === "saml")
    return new UserPoolIdentityProviderSaml(stack, id, {
      ...common,
      metadata: UserPoolIdentityProviderSamlMetadata.url(row.metadataUrl),
      attributeMapping: { email: ProviderAttribute.other(row.mailAttribute) },
      // Ends the session at the mission's provider as well.
      idpSignout: true,
    });
  return new UserPoolIdentityProviderOidc(stack, id, {
    ...common,
    clientId: row.clientId,
    // A reference that CloudFormation resolves: the secret stands neither in the configuration nor in the template.
    clientSecret: SecretValue.secretsManager(row.clientSecretName).unsafeUnwrap(),
    issuerUrl: row.issuer,
    scopes: ["openid", "email"],
    attributeMapping: { email: ProviderAttribute.other("email") },
  });
};
