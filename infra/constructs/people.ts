import { Aws, Duration, type Stack } from "aws-cdk-lib";
import {
  AccountRecovery,
  type CfnUserPool,
  FeaturePlan,
  Mfa,
  OAuthScope,
  UserPool,
  UserPoolClient,
} from "aws-cdk-lib/aws-cognito";
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
      tempPasswordValidity: Duration.days(3),
    },
    accountRecovery: AccountRecovery.NONE,
    featurePlan: FeaturePlan.ESSENTIALS,
    deletionProtection: settings.deletionProtection,
    removalPolicy: settings.removal,
  });
  (users.node.defaultChild as CfnUserPool).overrideLogicalId("People");
  users.addDomain("SignIn", { cognitoDomain: { domainPrefix: `corroborate-${settings.stage}-${Aws.ACCOUNT_ID}` } });
  const client = new UserPoolClient(stack, "Portal", {
    userPool: users,
    // A public client: code with PKCE, no secret to keep in a browser.
    generateSecret: false,
    authFlows: { userSrp: true },
    oAuth: {
      flows: { authorizationCodeGrant: true },
      scopes: [OAuthScope.OPENID, OAuthScope.EMAIL],
      callbackUrls: [`${settings.origin}/`],
      logoutUrls: [`${settings.origin}/`],
    },
    preventUserExistenceErrors: true,
    enableTokenRevocation: true,
    accessTokenValidity: Duration.minutes(15),
    idTokenValidity: Duration.minutes(15),
    refreshTokenValidity: Duration.hours(12),
  });
  return { users, client };
};
