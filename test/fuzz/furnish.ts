import { createHash, randomBytes } from "node:crypto";
import type { Canary } from "./watch.ts";

/** Asks as somebody; throws where the home refuses. */
// biome-ignore lint/suspicious/noExplicitAny: answers are read field by field.
export type Ask = (account: string, method: string, path: string, body?: unknown) => Promise<any>;

const handling = { classification: "confidential", tlp: "AMBER", panelOnly: true, attribution: "a Member State" } as const;
const EXPERTS = [
  "coordinator",
  "expert-maritime",
  "expert-export-control",
  "expert-missile",
  "expert-finance",
  "expert-customs",
  "expert-wmd",
  "expert-nuclear",
];
const SECRETARIAT = ["officer"];

/**
 * Fills a home so that there is something to find: submissions of three States, sealed and in draft, a case with exhibits, claims and letters,
 * a report; and in every text a mark that only some may read. Answers the marks.
 */
export const furnish = async (ask: Ask): Promise<readonly Canary[]> => {
  const canaries: Canary[] = [];
  const mark = (what: string, mayRead: readonly string[]): string => {
    const text = `CANARY${randomBytes(8).toString("hex")}`;
    canaries.push({ text, mayRead });
    return `${what} ${text}`;
  };
  for (const state of ["GB", "US", "JP"]) {
    const own = `delegate-${state.toLowerCase()}`;
    // Sealed and registered it is the Panel's too; a draft is nobody else's.
    const sealed = () => mark(state, [own, ...EXPERTS, ...SECRETARIAT]);
    const drafted = () => mark(state, [own]);
    await submit(ask, { own, state, seal: true, words: sealed });
    await submit(ask, { own, state, seal: false, words: drafted });
  }
  const panel = () => mark("panel", EXPERTS);
  // Title and standing of a case are the Secretariat's to see, its analysis is not.
  await ask("coordinator", "POST", "/panel/cases", {
    id: "CASE-1",
    title: mark("case", [...EXPERTS, ...SECRETARIAT]),
    regime: "1718",
    section: "finance",
    statesConcerned: ["RU"],
    exhibits: [],
  });
  await ask("expert-finance", "POST", "/panel/evidence", {
    regime: "1718",
    kind: "open-source",
    title: mark("source", [...EXPERTS, ...SECRETARIAT]),
    publisher: mark("publisher", [...EXPERTS, ...SECRETARIAT]),
    capture: panel(),
    handling,
  });
  await ask("coordinator", "POST", "/panel/cases/CASE-1/exhibits", { exhibits: ["OS-001/1"] });
  await ask("expert-finance", "PUT", "/panel/cases/CASE-1/interest", { interest: "declared", reason: mark("sealed reason", []) });
  await ask("expert-finance", "PUT", "/panel/cases/CASE-1/claims/CL-1", {
    text: panel(),
    kinds: ["observation"],
    supportedBy: ["OS-001/1"],
    unknowns: [panel()],
  });
  for (const state of ["GB", "US"])
    await ask("officer", "POST", "/panel/cases/CASE-1/letters", {
      purpose: "enquiry",
      state,
      asks: mark("letter", [`delegate-${state.toLowerCase()}`, ...EXPERTS, ...SECRETARIAT]),
      days: 30,
    });
  await ask("officer", "POST", "/secretariat/reports", {
    id: "REPORT-1",
    regime: "1718",
    kind: "final",
    introduction: [mark("report", [...EXPERTS, ...SECRETARIAT])],
    methodology: [],
  });
  return canaries;
};

const submit = async (ask: Ask, at: { own: string; state: string; seal: boolean; words: () => string }): Promise<void> => {
  const made = await ask(at.own, "POST", `/delegations/${at.state}/submissions`, {
    regime: "1718",
    title: at.words(),
    // A note verbale and the name of a file are read by the Secretariat too; see `furnish`.
    noteVerbale: at.words(),
    handling,
  });
  const path = `/delegations/${at.state}/submissions/${made.reference}`;
  const bytes = Buffer.from(`of ${at.state}`);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const item = await ask(at.own, "POST", `${path}/items`, {
    kind: "document",
    name: `${at.words()}.txt`,
    title: at.words(),
    bytes: bytes.length,
    sha256,
    mediaType: "text/plain",
    metadata: {},
  });
  const { links } = await ask(at.own, "POST", `${path}/items/${item.id}/parts`, {
    parts: [{ part: 1, bytes: bytes.length, sha256 }],
  });
  const put = await fetch(links[0].url, { method: "PUT", headers: links[0].headers, body: new Uint8Array(bytes) });
  if (!put.ok) throw new Error(`a part was refused: ${put.status}`);
  await ask(at.own, "POST", `${path}/items/${item.id}/complete`, {});
  if (!at.seal) return;
  const { version } = await ask(at.own, "GET", path);
  await ask(at.own, "POST", `${path}/seal`, { version });
};
