import type { DatabaseSync } from "node:sqlite";
import Provider, { type Context, type Grant } from "oidc-provider";
import { SESSION } from "#shared/api/session.ts";
import type { Person } from "#shared/domain/people.ts";
import { areasOf } from "./areas.ts";
import { AUDIENCE, CLIENT } from "./demonstration.ts";
import { messagePage, signOutPage } from "./pages.ts";
import type { IdentitySecrets } from "./secrets.ts";
import { identityStore } from "./store.ts";

interface Options {
  /** Address of the home without a trailing slash; the issuer is `<origin>/oidc`. */
  readonly origin: string;
  readonly database: DatabaseSync;
  readonly secrets: IdentitySecrets;
  readonly person: (id: string) => Person | undefined;
}

const SESSION_SECONDS = SESSION.refreshHours * 3_600;

/** The embedded issuer: authorisation code with PKCE for one public client, 15-minute access tokens as JWT, rotating refresh tokens. */
export const identityProvider = ({ origin, database, secrets, person }: Options): Provider =>
  new Provider(`${origin}/oidc`, {
    adapter: identityStore(database),
    clients: [
      {
        client_id: CLIENT,
        client_name: "Corroborate",
        // Not "native": such clients are asked for consent each time, and the portal is the home's own.
        application_type: "web",
        token_endpoint_auth_method: "none",
        grant_types: ["authorization_code", "refresh_token"],
        response_types: ["code"],
        redirect_uris: [`${origin}/signed-in`, `${origin}/`],
        post_logout_redirect_uris: [`${origin}/`],
      },
    ],
    jwks: { keys: [secrets.signingKey] },
    cookies: {
      keys: secrets.cookieKeys,
      long: { httpOnly: true, sameSite: "lax", signed: true },
      short: { httpOnly: true, sameSite: "lax", signed: true },
    },
    claims: { openid: ["sub", "name", "areas"] },
    // The portal alone, which is served from the same origin: nobody else's page exchanges a code here.
    clientBasedCORS: (_context: unknown, asking: string) => asking === origin,
    conformIdTokenClaims: false,
    scopes: ["openid", "offline_access"],
    pkce: { required: () => true },
    findAccount: (_context: unknown, id: string) => account(person(id)),
    interactions: { url: (_context: unknown, interaction: { readonly uid: string }) => `/sign-in/${interaction.uid}` },
    issueRefreshToken: () => true,
    expiresWithSession: () => false,
    loadExistingGrant: grantForOwnClient,
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: (_context: unknown, client: { readonly clientId: string }, token: { readonly clientId?: string }) =>
          token.clientId === client.clientId,
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context: Context, form: string) => show(context, signOutPage(form)),
        postLogoutSuccessSource: (context: Context) =>
          show(context, messagePage("Signed out", "You are signed out of this home.")),
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => AUDIENCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: "",
          audience: AUDIENCE,
          accessTokenTTL: SESSION.accessMinutes * 60,
          accessTokenFormat: "jwt",
          jwt: { sign: { alg: "RS256" } },
        }),
      },
    },
    ttl: {
      AccessToken: SESSION.accessMinutes * 60,
      AuthorizationCode: 60,
      IdToken: SESSION.accessMinutes * 60,
      Interaction: 3_600,
      Session: SESSION_SECONDS,
      Grant: SESSION_SECONDS,
      RefreshToken: SESSION_SECONDS,
    },
    renderError: (context: Context, out: Readonly<Record<string, string>>) =>
      show(context, messagePage("This sign-in cannot go on", out["error_description"] ?? out["error"] ?? "")),
  });

const account = (found: Person | undefined) =>
  found && {
    accountId: found.id,
    claims: () => ({ sub: found.id, name: found.label, areas: areasOf(found, new Date().toISOString()) }),
  };

/** The portal is the home's own: signing in is consent. */
const grantForOwnClient = async ({ oidc }: Context): Promise<Grant | undefined> => {
  const clientId = oidc.client?.clientId ?? "";
  const known = oidc.result?.consent?.grantId ?? oidc.session.grantIdFor(clientId);
  const stored = known === undefined ? undefined : await oidc.provider.Grant.find(known);
  if (stored !== undefined) return stored;
  const grant = new oidc.provider.Grant({ accountId: oidc.session.accountId, clientId });
  grant.addOIDCScope("openid offline_access");
  grant.addResourceScope(AUDIENCE, "");
  await grant.save();
  return grant;
};

const show = (context: Context, html: string): void => {
  context.type = "html";
  context.body = html;
};
