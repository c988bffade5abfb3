import { describeApi } from "./api.js";
import { element, fetched, show } from "./elements.js";
import { describeHome } from "./running.js";
import { currentSession, renewed, signIn, signOut, whoIs } from "./session.js";

const AREAS = { p: "The Panel", s: "The Secretariat", c: "The Committee", a: "Oversight" };
const areaName = (area) => (area.startsWith("d:") ? `Delegation of ${area.slice(2)}` : (AREAS[area] ?? area));

const notice = (text) => {
  const place = document.getElementById("sign-in-notice");
  place.textContent = text;
  place.hidden = false;
};

const offerAccounts = (accounts) => {
  const one = ({ id, label }) =>
    element(
      "li",
      {},
      element("button", { type: "button", onclick: () => signIn(id) }, label, element("code", { textContent: id })),
    );
  if (accounts.length === 0)
    return show("sign-in", element("p", { className: "hint", textContent: "This home has no demonstration accounts." }));
  show(
    "sign-in",
    element("p", {
      className: "hint",
      textContent: "Demonstration accounts: each is a role in the Rajin–Dunay case, not a person.",
    }),
    element("ul", { className: "accounts" }, ...accounts.map(one)),
  );
};

const timeLeft = (session) => {
  const seconds = Math.max(0, Math.round((session.expires - Date.now()) / 1000));
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`;
};

const showPerson = (signedIn, accounts) => {
  let session = signedIn;
  const who = whoIs(session);
  document.getElementById("sign-in-title").textContent = "Signed in";
  show("who", element("b", { textContent: who.name }), who.sub);
  const left = element("dd", { textContent: timeLeft(session) });
  const copied = element("p", { className: "hint", role: "status" });
  const copy = () =>
    navigator.clipboard.writeText(session.access).then(
      () => {
        copied.textContent = "Copied. Send it as Authorization: Bearer …";
      },
      () => {
        copied.textContent = "This browser does not let pages copy: use npx corroborate token.";
      },
    );
  const rows = [
    ["Account", element("code", { textContent: who.sub })],
    ["Role", who.name],
    ["Parts of the system", (who.areas ?? []).map(areaName).join(", ") || "none now"],
  ];
  show(
    "sign-in",
    element(
      "dl",
      { className: "rows" },
      ...rows.flatMap(([name, value]) => [element("dt", { textContent: name }), element("dd", {}, value)]),
      element("dt", { textContent: "Token holds for" }),
      left,
    ),
    element(
      "p",
      { className: "buttons" },
      element("button", { className: "button go", type: "button", textContent: "Copy access token", onclick: copy }),
      element("button", { className: "button", type: "button", textContent: "Sign out", onclick: () => signOut(session) }),
    ),
    copied,
  );
  const timer = setInterval(async () => {
    left.textContent = timeLeft(session);
    if (session.expires - Date.now() > 60_000) return;
    const next = await renewed(session);
    if (next !== undefined) {
      session = next;
      return;
    }
    clearInterval(timer);
    show("who");
    document.getElementById("sign-in-title").textContent = "Sign in";
    notice("The session has ended. Sign in again.");
    offerAccounts(accounts);
  }, 1000);
};

const start = async () => {
  const home = await fetched("/home.json");
  const health = await fetched("/health").catch(() => undefined);
  describeHome(home, health);
  const session = await currentSession().catch((error) => void notice(`The sign-in failed: ${error.message}`));
  if (session === undefined) offerAccounts(home.accounts);
  else showPerson(session, home.accounts);
};

start().catch(() => {
  const health = document.getElementById("health");
  health.textContent = "The home does not answer. Is npm start still running?";
  health.className = "health stop";
});
describeApi();
