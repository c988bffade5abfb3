import * as oauth from "oauth4webapi";
import { config } from "./config.ts";

/** What a sign-in leaves in the tab while the issuer is asked: enough to believe its answer, nothing that lets anybody in. */
interface Begun {
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
  readonly returnTo: string;
}
const BEGUN = "corroborate.begun";

export interface Tokens {
  readonly access: string;
  readonly refresh: string | undefined;
  readonly id: string | undefined;
  /** Milliseconds of the machine's clock. */
  readonly expires: number;
  readonly person: string;
  readonly name: string;
  /** Parts of the portal to offer: `d:GB`, `p`, `s`, `c`, `a`. Hints; what anybody may do is judged from the appointments. */
  readonly areas: readonly string[];
}

const NOBODY = oauth.None();
const insecure = (issuer: string) => ({ [oauth.allowInsecureRequests]: new URL(issuer).protocol === "http:" });
export const redirectUri = () => `${location.origin}/signed-in`;

let found: Promise<oauth.AuthorizationServer> | undefined;
const server = (): Promise<oauth.AuthorizationServer> => {
  found ??= config().then(async ({ issuer }) => {
    const at = new URL(issuer);
    return oauth.processDiscoveryResponse(at, await oauth.discoveryRequest(at, insecure(issuer)));
  });
  found.catch(() => {
    found = undefined;
  });
  return found;
};
const client = async (): Promise<oauth.Client> => ({ client_id: (await config()).clientId });

interface Asked {
  readonly prompt: "login" | "none";
  readonly returnTo: string;
  readonly account?: string;
  /** Kept in shared storage, for a sign-in in a window of its own. */
  readonly inWindow?: boolean;
}

/** The address that asks the issuer: authorisation code with PKCE. Remembers what the answer must match. */
export const askAddress = async ({ prompt, returnTo, account, inWindow }: Asked): Promise<string> => {
  const begun: Begun = {
    verifier: oauth.generateRandomCodeVerifier(),
    state: `${inWindow === true ? "window." : ""}${oauth.generateRandomState()}`,
    nonce: oauth.generateRandomNonce(),
    returnTo,
  };
  sessionStorage.setItem(BEGUN, JSON.stringify(begun));
  const { authorization_endpoint: endpoint } = await server();
  if (endpoint === undefined) throw new Error("the issuer names no authorisation endpoint");
  const address = new URL(endpoint);
  address.search = new URLSearchParams({
    client_id: (await config()).clientId,
    response_type: "code",
    redirect_uri: redirectUri(),
    scope: "openid",
    state: begun.state,
    nonce: begun.nonce,
    prompt,
    code_challenge: await oauth.calculatePKCECodeChallenge(begun.verifier),
    code_challenge_method: "S256",
    ...(account === undefined ? {} : { login_hint: account }),
  }).toString();
  return address.href;
};

export type Answered =
  | { readonly kind: "signed-in"; readonly tokens: Tokens; readonly returnTo: string }
  | { readonly kind: "nobody"; readonly returnTo: string };

/** Exchanges the issuer's answer. `nobody`: the issuer has no session to renew silently. Throws for an answer that is not to our question. */
export const exchangeAnswer = async (answer: URLSearchParams): Promise<Answered> => {
  const kept = sessionStorage.getItem(BEGUN);
  sessionStorage.removeItem(BEGUN);
  if (kept === null) throw new Error("this answer belongs to no sign-in of this tab");
  const begun = JSON.parse(kept) as Begun;
  const [as, self] = [await server(), await client()];
  const refused = answer.get("error");
  if (refused !== null && answer.get("state") === begun.state && SILENT.includes(refused))
    return { kind: "nobody", returnTo: begun.returnTo };
  const parameters = oauth.validateAuthResponse(as, self, answer, begun.state);
  const options = insecure(as.issuer);
  const response = await oauth.authorizationCodeGrantRequest(
    as,
    self,
    NOBODY,
    parameters,
    redirectUri(),
    begun.verifier,
    options,
  );
  const result = await oauth.processAuthorizationCodeResponse(as, self, response, {
    expectedNonce: begun.nonce,
    requireIdToken: true,
  });
  return { kind: "signed-in", tokens: tokensOf(result), returnTo: begun.returnTo };
};
/** What an issuer answers to `prompt=none` when somebody has to do something. */
const SILENT = ["login_required", "interaction_required", "consent_required", "account_selection_required"];

/** Fresh tokens for a refresh token. Throws when the issuer refuses or does not answer. */
export const refreshed = async (tokens: Tokens): Promise<Tokens> => {
  if (tokens.refresh === undefined) throw new Error("the issuer gave nothing to renew with");
  const [as, self] = [await server(), await client()];
  const response = await oauth.refreshTokenGrantRequest(as, self, NOBODY, tokens.refresh, insecure(as.issuer));
  const result = await oauth.processRefreshTokenResponse(as, self, response);
  const next = tokensOf(result, tokens);
  return { ...next, refresh: next.refresh ?? tokens.refresh };
};

/** Takes the refresh token back and answers where the issuer ends its own session. */
export const endAddress = async (tokens: Tokens): Promise<string> => {
  const [as, self] = [await server(), await client()];
  if (tokens.refresh !== undefined && as.revocation_endpoint !== undefined)
    await oauth.revocationRequest(as, self, NOBODY, tokens.refresh, insecure(as.issuer)).catch(() => undefined);
  if (as.end_session_endpoint === undefined) return "/";
  const address = new URL(as.end_session_endpoint);
  address.search = new URLSearchParams({
    client_id: self.client_id,
    post_logout_redirect_uri: `${location.origin}/`,
    ...(tokens.id === undefined ? {} : { id_token_hint: tokens.id }),
  }).toString();
  return address.href;
};

const tokensOf = (result: oauth.TokenEndpointResponse, before?: Tokens): Tokens => {
  const claims = oauth.getValidatedIdTokenClaims(result);
  return {
    access: result.access_token,
    refresh: result.refresh_token,
    id: result.id_token ?? before?.id,
    expires: Date.now() + (result.expires_in ?? 300) * 1000,
    person: claims?.sub ?? before?.person ?? "",
    name: text(claims?.["name"]) ?? before?.name ?? "",
    areas: areasIn(claims?.["areas"] ?? claims?.["cognito:groups"]) ?? before?.areas ?? [],
  };
};
const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
const areasIn = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : undefined;
