import { createHash, randomBytes } from "node:crypto";
import type { Reached } from "#cli/reached.ts";
import { FRESH_MILLISECONDS } from "#shared/adapters/clock-ssm.ts";

/** What a client must know of a deployed home; written to a file for the suites. */
export interface Deployed {
  /** Where requests enter: what adds the origin secret and hands them to the API. */
  readonly baseUrl: string;
  /** Address of the user pool's own sign-in pages. */
  readonly signIn: string;
  readonly clientId: string;
  /** The one web origin that the pool sends codes to. */
  readonly origin: string;
  readonly password: string;
  /** Account → how the pool knows it. */
  readonly accounts: Readonly<Record<string, { readonly email: string; readonly sub: string }>>;
}

export const reachedDeployed = (deployed: Deployed): Reached => {
  const known = (account: string) => {
    const found = deployed.accounts[account];
    if (found === undefined) throw new Error(`the pool has no account ${account}`);
    return found;
  };
  return {
    baseUrl: deployed.baseUrl,
    tokenFor: async (account) => signedIn(deployed, known(account).email),
    idOf: (account) => known(account).sub,
    clockSettles: FRESH_MILLISECONDS,
  };
};

/** Signs in as the portal does: authorisation code with PKCE through the pool's own pages. Answers the access token. */
const signedIn = async ({ signIn, clientId, origin, password }: Deployed, email: string): Promise<string> => {
  const verifier = randomBytes(32).toString("base64url");
  const state = randomBytes(16).toString("base64url");
  const redirect = `${origin}/`;
  const start = new URL("/oauth2/authorize", signIn);
  start.search = new URLSearchParams({
    client_id: clientId,
    response_type: "code",
    redirect_uri: redirect,
    scope: "openid email",
    state,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  }).toString();
  const page = await fetch(start);
  const html = await page.text();
  const action = /<form[^>]* action="([^"]+)"/.exec(html)?.[1];
  if (!page.ok || action === undefined) throw new Error(`the pool offered no sign-in: ${page.status} ${html.slice(0, 200)}`);
  const hidden = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
    ([, name = "", value = ""]): [string, string] => [name, unescaped(value)],
  );
  const form = new URLSearchParams([...hidden, ["username", email], ["password", password]]);
  const posted = await fetch(new URL(action, signIn), { method: "POST", body: form, redirect: "manual" });
  const back = URL.parse(posted.headers.get("location") ?? "");
  const code = back?.searchParams.get("code");
  if (back === null || back.origin !== origin || typeof code !== "string" || back.searchParams.get("state") !== state)
    throw new Error(`the pool did not sign ${email} in: ${posted.status} ${posted.headers.get("location") ?? ""}`);
  const answer = await fetch(new URL("/oauth2/token", signIn), {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: clientId,
      redirect_uri: redirect,
      code,
      code_verifier: verifier,
    }),
  });
  const given = (await answer.json()) as { readonly access_token?: string; readonly error?: string };
  if (given.access_token === undefined) throw new Error(`the pool gave no token: ${given.error ?? answer.status}`);
  return given.access_token;
};

const unescaped = (text: string): string =>
  text
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
