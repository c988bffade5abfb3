import { fetched } from "./elements.js";

const CLIENT = "portal";
const HERE = `${location.origin}/`;
const KEPT = "corroborate.session";
const BEGUN = "corroborate.begun";

const base64url = (bytes) =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
const randomText = () => base64url(crypto.getRandomValues(new Uint8Array(32)));
const claimsIn = (token) => {
  const bytes = Uint8Array.from(atob(token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
};

/** Goes to the issuer: authorisation code with PKCE. */
export const signIn = async (account) => {
  const verifier = randomText();
  const state = randomText();
  sessionStorage.setItem(BEGUN, JSON.stringify({ verifier, state }));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier)));
  const query = {
    client_id: CLIENT,
    response_type: "code",
    redirect_uri: HERE,
    scope: "openid",
    state,
    login_hint: account,
    prompt: "login",
  };
  location.assign(
    `/oidc/auth?${new URLSearchParams({ ...query, code_challenge: base64url(hash), code_challenge_method: "S256" })}`,
  );
};

const keep = (given) => {
  const session = {
    access: given.access_token,
    refresh: given.refresh_token,
    id: given.id_token,
    expires: Date.now() + given.expires_in * 1000,
  };
  sessionStorage.setItem(KEPT, JSON.stringify(session));
  return session;
};
const exchange = async (fields) =>
  keep(await fetched("/oidc/token", { method: "POST", body: new URLSearchParams({ client_id: CLIENT, ...fields }) }));

/** The session of this tab: from the code in the address, or kept from before. Undefined when nobody is signed in. */
export const currentSession = async () => {
  const query = new URLSearchParams(location.search);
  if (query.has("code") || query.has("error")) {
    history.replaceState(null, "", "/");
    const begun = JSON.parse(sessionStorage.getItem(BEGUN) ?? "{}");
    sessionStorage.removeItem(BEGUN);
    if (query.has("error")) throw new Error(query.get("error_description") ?? query.get("error"));
    if (query.get("state") !== begun.state) throw new Error("This answer belongs to another sign-in.");
    return exchange({
      grant_type: "authorization_code",
      code: query.get("code"),
      redirect_uri: HERE,
      code_verifier: begun.verifier,
    });
  }
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  return kept === null || kept.expires > Date.now() ? (kept ?? undefined) : renewed(kept);
};

/** A fresh access token for the refresh token; undefined, and signed out, when the issuer refuses. */
export const renewed = async (session) => {
  try {
    return await exchange({ grant_type: "refresh_token", refresh_token: session.refresh });
  } catch {
    sessionStorage.removeItem(KEPT);
    return undefined;
  }
};

export const signOut = async (session) => {
  sessionStorage.removeItem(KEPT);
  await fetch("/oidc/token/revocation", {
    method: "POST",
    body: new URLSearchParams({ client_id: CLIENT, token: session.refresh }),
  });
  location.assign(`/oidc/session/end?${new URLSearchParams({ client_id: CLIENT, post_logout_redirect_uri: HERE })}`);
};

/** Who is signed in: `{ sub, name, areas }`. */
export const whoIs = (session) => claimsIn(session.id);
