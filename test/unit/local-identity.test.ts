import { chmod, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { decodeJwt } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tokenFor } from "#cli/token.ts";
import { openDatabase } from "#local/database.ts";
import { type Gateway, startGateway } from "#local/gateway.ts";
import { jwtAuthorizer } from "#local/http/authorizer.ts";
import { AUDIENCE, CLIENT, PASSPHRASE } from "#local/identity/demonstration.ts";
import { type Identity, startIdentity } from "#local/identity.ts";
import { ownFolder } from "#local/owner-only.ts";
import { demonstrationPeople } from "#local/people/demonstration.ts";

let data: string;
let database: DatabaseSync;
let gateway: Gateway;
let baseUrl: string;
let identity: Identity;

const begin = async (demonstration: boolean) => {
  identity = await startIdentity({ origin: baseUrl, data, database, people: demonstrationPeople, demonstration });
  const authorize = jwtAuthorizer({ issuer: identity.issuer, audiences: [AUDIENCE, CLIENT], keys: identity.keys });
  gateway.serve([identity.handle], {
    routes: [{ key: "GET /me", function: "me", authorized: true }],
    authorize,
    invoke: async (_name, event) => claims(event),
  });
};
const claims = (event: unknown) =>
  (event as { requestContext: { authorizer: { jwt: { claims: unknown } } } }).requestContext.authorizer.jwt.claims;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "identity-"));
  database = openDatabase(join(data, "home.db"));
  gateway = await startGateway({ port: 0 });
  baseUrl = `http://127.0.0.1:${gateway.port}`;
  await begin(true);
});
afterAll(async () => {
  await gateway.stop();
  database.close();
  await rm(data, { recursive: true, force: true });
});

/** A browser that keeps cookies, up to the sign-in page. */
const toSignIn = async (query: Record<string, string> = {}) => {
  const challenge = { code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", code_challenge_method: "S256" };
  const all = { client_id: CLIENT, response_type: "code", redirect_uri: `${baseUrl}/`, scope: "openid", ...challenge, ...query };
  const started = await fetch(`${baseUrl}/oidc/auth?${new URLSearchParams(all)}`, { redirect: "manual" });
  const cookie = started.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  return { started, cookie, page: `${baseUrl}${new URL(started.headers.get("location") ?? "/", baseUrl).pathname}` };
};

test("a token from the code and PKCE dance passes the authorizer and names the account", async () => {
  const token = await tokenFor({ baseUrl, account: "delegate-gb" });
  const payload = decodeJwt(token);
  expect(payload).toMatchObject({ iss: `${baseUrl}/oidc`, sub: "delegate-gb", aud: AUDIENCE, client_id: CLIENT });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(15 * 60);
  const me = await fetch(`${baseUrl}/me`, { headers: { authorization: `Bearer ${token}` } });
  expect(await me.json()).toMatchObject({ sub: "delegate-gb" });
});

test("the code alone buys nothing without its verifier, and only once", async () => {
  const { cookie, page } = await toSignIn();
  const posted = await fetch(page, {
    method: "POST",
    redirect: "manual",
    headers: { cookie },
    body: new URLSearchParams({ account: "officer", passphrase: PASSPHRASE }),
  });
  const resumed = await fetch(new URL(posted.headers.get("location") ?? "", baseUrl), {
    redirect: "manual",
    headers: { cookie },
  });
  const code = new URL(resumed.headers.get("location") ?? "").searchParams.get("code") ?? "";
  const buy = (verifier: string) =>
    fetch(`${baseUrl}/oidc/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "authorization_code",
        client_id: CLIENT,
        redirect_uri: `${baseUrl}/`,
        code,
        code_verifier: verifier,
      }),
    });
  expect((await buy("x".repeat(43))).status).toBe(400);
  const answer = await buy("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
  const given = (await answer.json()) as { id_token: string; refresh_token: string; expires_in: number };
  expect(decodeJwt(given.id_token)).toMatchObject({ sub: "officer", name: expect.stringContaining("Secretariat"), areas: ["s"] });
  const refresh = (token: string) =>
    fetch(`${baseUrl}/oidc/token`, {
      method: "POST",
      body: new URLSearchParams({ grant_type: "refresh_token", client_id: CLIENT, refresh_token: token }),
    });
  const renewed = (await (await refresh(given.refresh_token)).json()) as { access_token: string; refresh_token: string };
  expect(decodeJwt(renewed.access_token)).toMatchObject({ sub: "officer", aud: AUDIENCE });
  expect((await refresh(given.refresh_token)).status).toBe(400);
  expect((await buy("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")).status).toBe(400);
});

test("without PKCE, or to another address, there is no sign-in", async () => {
  const elsewhere = await toSignIn({ redirect_uri: "http://evil.example/" });
  expect(elsewhere.started.status).toBe(400);
  expect(await elsewhere.started.text()).toContain("redirect_uri");
  const { started } = await toSignIn({ code_challenge: "" });
  expect(new URL(started.headers.get("location") ?? "").searchParams.get("error")).toBe("invalid_request");
});

test("the sign-in page runs no scripts, forbids all that is not its own, and offers every account", async () => {
  const { cookie, page } = await toSignIn({ login_hint: "auditor" });
  const response = await fetch(page, { headers: { cookie } });
  const html = await response.text();
  expect(response.headers.get("content-security-policy")).toMatch(/^default-src 'none'; .*style-src 'self';(?!.*script-src)/);
  expect(html).not.toMatch(/<script|style=|https?:\/\//);
  for (const person of demonstrationPeople()) expect(html).toContain(`value="${person.id}"`);
  expect(html).toContain('value="auditor" required checked');
});

test("a wrong passphrase, an unknown account and a stranger's sign-in page are refused", async () => {
  const { cookie, page } = await toSignIn();
  const post = (fields: Record<string, string>, cookies = cookie) =>
    fetch(page, {
      method: "POST",
      redirect: "manual",
      headers: cookies === "" ? {} : { cookie: cookies },
      body: new URLSearchParams(fields),
    });
  expect((await post({ account: "officer", passphrase: "guess" })).status).toBe(400);
  expect((await post({ account: "nobody", passphrase: PASSPHRASE })).status).toBe(400);
  expect((await post({ account: "officer", passphrase: PASSPHRASE }, "")).status).toBe(400);
  await expect(tokenFor({ baseUrl, account: "nobody" })).rejects.toThrow("no account nobody");
});

test("tokens hold over a restart of the issuer, whose secrets are for their owner alone", async () => {
  const before = await tokenFor({ baseUrl, account: "auditor" });
  await begin(true);
  expect((await fetch(`${baseUrl}/me`, { headers: { authorization: before } })).status).toBe(200);
  expect((await stat(join(data, "identity.json"))).mode & 0o777).toBe(0o600);
});

test("outside the demo stage there are no demonstration accounts", async () => {
  await begin(false);
  try {
    const { cookie, page } = await toSignIn();
    expect((await fetch(page, { headers: { cookie } })).status).toBe(403);
    await expect(tokenFor({ baseUrl, account: "officer" })).rejects.toThrow();
  } finally {
    await begin(true);
  }
});

test("a data folder that others can read is refused with the way out", async () => {
  const folder = join(data, "wide");
  await ownFolder(folder);
  await chmod(folder, 0o755);
  await expect(ownFolder(folder)).rejects.toThrow("chmod 700");
});
