import { askedKey, caseKey, counterKey, evidenceKey, registrationKey, reportKey, submissionKey } from "./adapters/keys.ts";
import type { Subject as Loaded } from "./api/route.ts";
import type { Subject } from "./domain/access.ts";
import type { Item, Key } from "./ports.ts";

type Params = Readonly<Record<string, string>>;

/** The key of the record that a request is about, from its path. */
export const subjectKey = (loads: Loaded, params: Params): Key | undefined => KEYS[loads](params);

const KEYS: Readonly<Record<Loaded, (params: Params) => Key | undefined>> = {
  none: () => undefined,
  state: (params) => counterKey(params["state"] ?? ""),
  submission: (params) => submissionKey(params["state"] ?? "", params["reference"] ?? ""),
  asked: (params) => askedKey(params["state"] ?? "", params["asked"] ?? ""),
  registration: (params) => registrationKey(params["reference"] ?? ""),
  evidence: (params) => evidenceKey(`${params["reference"]}/${params["item"]}`),
  case: (params) => caseKey(params["case"] ?? ""),
  report: (params) => reportKey(params["report"] ?? ""),
};

/** What access rules may know of the record. */
export const subjectOf = (loads: Loaded, record: Item | undefined, state: string | undefined): Subject => {
  if (loads === "state" || loads === "submission" || loads === "asked") return { state };
  if (record === undefined) return {};
  return {
    regime: textIn(record, "regime"),
    at: textIn(record, "at"),
    lead: textIn(record, "lead"),
    verifier: textIn(record, "verifier"),
    recused: Array.isArray(record["recused"]) ? (record["recused"] as string[]) : [],
  };
};

const textIn = (record: Item, name: string): string | undefined =>
  typeof record[name] === "string" ? (record[name] as string) : undefined;
