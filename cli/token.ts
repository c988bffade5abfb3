import { createHash, randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { CLIENT, PASSPHRASE } from "#local/identity/demonstration.ts";
import { runningAt } from "#local/lock.ts";

interface SignIn {
  /** Address of a running home, for example `http://127.0.0.1:4173`. */
  readonly baseUrl: string;
  readonly account: string;
}

/** Signs in as a browser would (authorisation code with PKCE) and answers the access token. Throws when the home refuses. */
export const tokenFor = async ({ baseUrl, account }: SignIn): Promise<string> => {
  const verifier = randomBytes(32).toString("base64url");
  const state = randomBytes(16).toString("base64url");
  // The code is read from the redirect itself; nothing needs to listen for it.
  const redirect = new URL("/", baseUrl).href;
  const start = new URL("/oidc/auth", baseUrl);
  start.search = new URLSearchParams({
    client_id: CLIENT,
    response_type: "code",
    redirect_uri: redirect,
    scope: "openid",
    state,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  }).toString();

  const walk = browser();
  const page = await walk(start);
  const signIn = locationOf(page, start);
  if (!signIn.pathname.startsWith("/sign-in/")) throw new Error(`the home offered no sign-in: ${refusalIn(signIn)}`);
  const form = new URLSearchParams({ account, passphrase: PASSPHRASE });
  const posted = await walk(signIn, { method: "POST", body: form });
  if (posted.status >= 400) throw new Error(`the home has no account ${account}, or its passphrase is another`);
  const resume = locationOf(posted, signIn);
  const back = locationOf(await walk(resume), resume);
  const code = back.searchParams.get("code");
  if (code === null || back.searchParams.get("state") !== state) throw new Error(`the sign-in failed: ${refusalIn(back)}`);

  const body = new URLSearchParams({
    grant_type: "authorization_code",
    client_id: CLIENT,
    redirect_uri: redirect,
    code,
    code_verifier: verifier,
  });
  const answer = await fetch(new URL("/oidc/token", baseUrl), { method: "POST", body });
  const given = (await answer.json()) as { readonly access_token?: string; readonly error_description?: string };
  if (given.access_token === undefined) throw new Error(`the home gave no token: ${given.error_description ?? answer.status}`);
  return given.access_token;
};

/** `corroborate token <account>`; answers the exit code. */
export const token = async (given: readonly string[]): Promise<number> => {
  const { values, positionals } = parseArgs({
    args: [...given],
    allowPositionals: true,
    options: { url: { type: "string" }, data: { type: "string", default: process.env["CORROBORATE_DATA"] ?? "./.corroborate" } },
  });
  const [account] = positionals;
  if (account === undefined || positionals.length > 1) {
    process.stderr.write("usage: corroborate token <account> [--data folder | --url address]\n");
    return 2;
  }
  const baseUrl = values.url ?? (await runningAt(values.data));
  if (baseUrl === undefined)
    throw new Error(`no home runs on ${values.data}: start it with npm start, or name its address with --url`);
  process.stdout.write(`${await tokenFor({ baseUrl, account })}\n`);
  return 0;
};

/** Requests that keep cookies and follow nothing by themselves. */
const browser = () => {
  const cookies = new Map<string, string>();
  return async (url: URL, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, { ...init, redirect: "manual", headers: cookie === "" ? {} : { cookie } }).catch(
      (cause: unknown) => {
        throw new Error(`no home answers at ${url.origin}: start it with npm start`, { cause });
      },
    );
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    return response;
  };
};

const locationOf = (response: Response, from: URL): URL => {
  const location = response.headers.get("location");
  if (location === null) throw new Error(`the home answered ${response.status} where it should have sent on`);
  return new URL(location, from);
};

const refusalIn = (url: URL): string =>
  url.searchParams.get("error_description") ?? url.searchParams.get("error") ?? url.pathname;
