import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import type Provider from "oidc-provider";
import { readBody } from "#local/http/body.ts";
import { sendHtml } from "#local/http/send.ts";
import { HEADERS } from "#shared/api/headers.ts";
import type { Person } from "#shared/domain/people.ts";
import { PASSPHRASE } from "./demonstration.ts";
import { messagePage, signInPage } from "./pages.ts";

interface Options {
  readonly provider: Provider;
  readonly people: () => readonly Person[];
  /** Whether this home has demonstration accounts at all. */
  readonly demonstration: boolean;
}

/** What the pages of the sign-in are drawn with. */
const own = (name: string) => new URL(name, import.meta.url);
const font = (file: string) => new URL(import.meta.resolve(file));
const FILES: Readonly<Record<string, { readonly at: () => URL; readonly type: string }>> = {
  "/sign-in/pages.css": { at: () => own("pages.css"), type: "text/css; charset=utf-8" },
  "/sign-in/mark.svg": { at: () => own("mark.svg"), type: "image/svg+xml" },
  "/sign-in/sans.woff2": {
    at: () => font("@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2"),
    type: "font/woff2",
  },
  "/sign-in/serif.woff2": {
    at: () => font("@fontsource/source-serif-4/files/source-serif-4-latin-600-normal.woff2"),
    type: "font/woff2",
  },
  "/sign-in/mono.woff2": {
    at: () => font("@fontsource/source-code-pro/files/source-code-pro-latin-400-normal.woff2"),
    type: "font/woff2",
  },
};
const MAX_FORM_BYTES = 10_000;

interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly uid: string;
}

/** Serves `/oidc/…` and the sign-in page. Answers false when the path is not of identity. */
export const identityHandler = ({ provider, people, demonstration }: Options) => {
  const issuer = provider.callback();
  return async (request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> => {
    if (path === "/oidc" || path.startsWith("/oidc/")) {
      for (const [name, value] of Object.entries(HEADERS.page)) response.setHeader(name, value);
      const original = request.url ?? "/";
      Object.assign(request, { originalUrl: original });
      request.url = original.slice("/oidc".length) || "/";
      await issuer(request, response);
      return true;
    }
    const file = FILES[path];
    if (file !== undefined) {
      response.writeHead(200, { ...HEADERS.page, "content-type": file.type }).end(await readFile(file.at()));
      return true;
    }
    const uid = /^\/sign-in\/([\w-]{1,64})$/.exec(path)?.[1];
    if (uid === undefined) return false;
    await signIn({ request, response, uid });
    return true;
  };

  async function signIn({ request, response, uid }: Asked): Promise<void> {
    const details = await provider.interactionDetails(request, response).catch(() => undefined);
    if (details === undefined || details.uid !== uid) {
      return sendHtml(response, 400, messagePage("This sign-in has ended", "Start again from the first page."));
    }
    if (!demonstration)
      return sendHtml(response, 403, messagePage("No sign-in here", "This home has no demonstration accounts."));
    const hint = typeof details.params["login_hint"] === "string" ? details.params["login_hint"] : undefined;
    if (request.method !== "POST") return sendHtml(response, 200, signInPage({ uid, people: people(), chosen: hint }));
    await posted({ request, response, uid }, hint);
  }

  async function posted({ request, response, uid }: Asked, hint: string | undefined): Promise<void> {
    const form = new URLSearchParams((await readBody(request, MAX_FORM_BYTES)).toString("utf8"));
    const account = people().find((person) => person.id === form.get("account"));
    if (account === undefined || form.get("passphrase")?.trim() !== PASSPHRASE) {
      const refused = account === undefined ? "Choose one of the accounts." : "That is not the passphrase shown below.";
      return sendHtml(response, 400, signInPage({ uid, people: people(), chosen: account?.id ?? hint, refused }));
    }
    await provider.interactionFinished(
      request,
      response,
      { login: { accountId: account.id } },
      { mergeWithLastSubmission: false },
    );
  }
};
