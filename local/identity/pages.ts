import type { Person } from "#shared/domain/people.ts";
import { PASSPHRASE } from "./demonstration.ts";

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (one) => ESCAPES[one] ?? one);

const MARK = `<svg viewBox="0 0 28 28" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.8"><path d="M2 20.5 10.1 16M17.5 11.9 26 7.2"/><path d="M7.3 26 11.7 18M15.9 10.3 20.5 2"/><circle class="ring" cx="13.8" cy="14" r="4.3" stroke-width="2.2"/></svg>`;

/** A whole page in the home's frame, without scripts. `body` is HTML. */
const page = (title: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · Corroborate</title><link rel="icon" href="/sign-in/mark.svg"><link rel="stylesheet" href="/sign-in/pages.css"></head>
<body><a class="skip" href="#main">Skip to content</a>
<header class="bar"><div><a class="mark" href="/">${MARK}<span>Corroborate</span></a></div></header>
<main id="main" class="narrow">${body}</main></body></html>
`;

export const messagePage = (title: string, text: string): string =>
  page(
    title,
    `<h1>${escaped(title)}</h1><p class="lede">${escaped(text)}</p><p class="buttons"><a class="button go" href="/">To the first page</a></p>`,
  );

/** `form` is the issuer's own hidden form, named op.logoutForm. */
export const signOutPage = (form: string): string =>
  page(
    "Sign out",
    `<h1>Sign out of this home?</h1>${form}<p class="buttons"><button class="button go" type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button>
<a class="button" href="/">Back to the first page</a></p>`,
  );

interface SignIn {
  readonly uid: string;
  readonly people: readonly Person[];
  readonly chosen?: string | undefined;
  /** Why the attempt before was refused. */
  readonly refused?: string | undefined;
}

/** The demonstration sign-in: an account and the phrase that the page itself shows. */
export const signInPage = ({ uid, people, chosen, refused }: SignIn): string =>
  page(
    "Sign in",
    `<h1>Sign in</h1>
<p class="lede">Demonstration accounts. Each is a role in the case, not a person.</p>
${refused === undefined ? "" : `<p class="notice stop" role="alert">${escaped(refused)}</p>`}
<form class="card" method="post" action="/sign-in/${escaped(uid)}">
<fieldset><legend>Account</legend><div class="choices">${people.map((person, index) => choice(person, chosen === undefined ? index === 0 : person.id === chosen)).join("")}</div></fieldset>
<div class="field"><label for="passphrase">Passphrase</label>
<p class="hint" id="passphrase-hint">For every demonstration account: <b>${escaped(PASSPHRASE)}</b></p>
<input id="passphrase" name="passphrase" type="text" required maxlength="100" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="passphrase-hint" value="${escaped(PASSPHRASE)}"></div>
<p class="buttons"><button class="button go" type="submit">Sign in</button></p></form>`,
  );

const choice = (person: Person, checked: boolean): string =>
  `<label><input type="radio" name="account" value="${escaped(person.id)}" required${checked ? " checked" : ""}><span>${escaped(person.label)}</span><code>${escaped(person.id)}</code></label>`;
