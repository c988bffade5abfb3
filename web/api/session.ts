import { askAddress, endAddress, exchangeAnswer, refreshed, type Tokens } from "./issuer.ts";

/**
 * Who is signed in. Tokens live in this module's memory and nowhere else; a reload asks the issuer silently, whose session is a cookie
 * of its own. `HAS_SESSION` says only that asking is worth while.
 */
export type Session =
  | { readonly at: "asking" }
  | { readonly at: "out"; readonly why?: "refused" | "signed-out" }
  | { readonly at: "in"; readonly tokens: Tokens }
  /** Renewal failed: what is on the screen stays, and signing in again goes on with it. */
  | { readonly at: "expired"; readonly tokens: Tokens };

const HAS_SESSION = "corroborate.has-session";
const others = new BroadcastChannel("corroborate.session");
const listeners = new Set<() => void>();
let session: Session = { at: "asking" };
let renewal: Promise<Tokens | undefined> | undefined;

export const currentSession = (): Session => session;
/** Whether somebody signed out, here or in another tab: then nothing of theirs stays on the device. */
export const leftByChoice = (): boolean => session.at === "out" && session.why === "signed-out";
export const onSession = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const become = (next: Session): void => {
  session = next;
  for (const listener of listeners) listener();
};

const here = () => `${location.pathname}${location.search}${location.hash}`;

/** What the portal does first. Answers where to go, or undefined when the page is about to leave for the issuer. */
export const beginSession = async (): Promise<string | undefined> => {
  if (location.pathname === "/signed-in") return answered();
  if (localStorage.getItem(HAS_SESSION) === null) {
    become({ at: "out" });
    return here();
  }
  location.replace(await askAddress({ prompt: "none", returnTo: here() }));
  return undefined;
};

const answered = async (): Promise<string | undefined> => {
  const answer = new URLSearchParams(location.search);
  if (answer.get("state")?.startsWith("window.") === true) {
    others.postMessage({ kind: "answered", answer: location.search });
    window.close();
    return undefined;
  }
  history.replaceState(null, "", "/signed-in");
  try {
    const result = await exchangeAnswer(answer);
    if (result.kind === "signed-in") signedIn(result.tokens);
    else signedOut();
    return result.returnTo;
  } catch (error) {
    console.warn("the sign-in did not succeed", error);
    localStorage.removeItem(HAS_SESSION);
    become({ at: "out", why: "refused" });
    return "/";
  }
};

const signedIn = (tokens: Tokens): void => {
  localStorage.setItem(HAS_SESSION, "1");
  become({ at: "in", tokens });
};
const signedOut = (why?: "signed-out"): void => {
  localStorage.removeItem(HAS_SESSION);
  become(why === undefined ? { at: "out" } : { at: "out", why });
};

export const signIn = async (account?: string, returnTo = "/"): Promise<void> => {
  location.assign(await askAddress({ prompt: "login", returnTo, ...(account === undefined ? {} : { account }) }));
};

/** Signs in again in a window of its own, so that nothing on this screen is lost. */
export const signInBeside = async (): Promise<void> => {
  if (session.at !== "expired") return;
  const beside = window.open("about:blank", "corroborate-sign-in", "width=720,height=820");
  const address = await askAddress({ prompt: "login", returnTo: here(), account: session.tokens.person, inWindow: true });
  if (beside === null) location.assign(address);
  else beside.location.href = address;
};

/** Here, in every other tab, and at the issuer. */
export const signOut = async (): Promise<void> => {
  if (session.at !== "in" && session.at !== "expired") return;
  const { tokens } = session;
  const address = await endAddress(tokens).catch(() => "/");
  others.postMessage({ kind: "signed-out" });
  signedOut("signed-out");
  location.assign(address);
};

others.onmessage = ({ data }: MessageEvent<{ readonly kind: string; readonly answer?: string }>) => {
  if (data.kind === "signed-out" && session.at !== "out") signedOut("signed-out");
  if (data.kind === "answered" && session.at === "expired" && data.answer !== undefined)
    void cameBack(data.answer, session.tokens);
};
const cameBack = async (answer: string, before: Tokens): Promise<void> => {
  const result = await exchangeAnswer(new URLSearchParams(answer)).catch(() => undefined);
  // Somebody else's session must not go on with this person's screen.
  if (result?.kind !== "signed-in") return;
  if (result.tokens.person !== before.person) location.assign("/");
  else signedIn(result.tokens);
};

/** Milliseconds before its end that a token counts as used up. */
const EARLY = 30_000;

/** A token that holds, renewed when it is about to end or when `used` was refused. Undefined: nobody is signed in, or not any more. */
export const accessToken = async (used?: string): Promise<string | undefined> => {
  if (session.at !== "in") return undefined;
  const { tokens } = session;
  if (tokens.access !== used && tokens.expires - Date.now() > EARLY) return tokens.access;
  renewal ??= renewed(tokens).finally(() => {
    renewal = undefined;
  });
  return (await renewal)?.access;
};

const renewed = async (tokens: Tokens): Promise<Tokens | undefined> => {
  try {
    const next = await refreshed(tokens);
    if (session.at === "in") become({ at: "in", tokens: next });
    return next;
  } catch (error) {
    // No answer is not a refusal: the old token may still hold, and the next request asks again.
    if (error instanceof TypeError && tokens.expires > Date.now()) return tokens;
    if (!(error instanceof TypeError)) become({ at: "expired", tokens });
    return undefined;
  }
};

/** For tests and for a tab that slept: drops the access token, so that the next request has to renew. */
export const ageToken = (): void => {
  if (session.at === "in") become({ at: "in", tokens: { ...session.tokens, expires: 0 } });
};
