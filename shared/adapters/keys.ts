import type { Zone } from "../domain/zones.ts";
import type { Key } from "../ports.ts";

/**
 * Keys and the questions they answer, for all four tables. Nothing else in the code writes a key.
 *
 * submissions (zone delegation; every key and index begins STATE#<iso>)
 *   who is this person for this State?      STATE#GB                       APPOINTMENT#<person>
 *   the next reference of this State        STATE#GB                       COUNTER
 *   one submission and all that hangs on it STATE#GB#SUB#GB-001            SUBMISSION | ITEM#<id> | FILE#<id> | THREAD | MESSAGE#<at>#<id>
 *   the State's submissions, newest first   list: STATE#GB#SUBMISSIONS     <reference>
 *   enquiries and release requests          STATE#GB#ENQUIRY#<id>, STATE#GB#RELEASE#<id>   ENQUIRY | RELEASE; list: STATE#GB#ASKED (a THREAD too while the Panel's message is unanswered)
 * casework (panel), reports (secretariat)
 *   who is this person?                     APPOINTMENTS                   PERSON#<person>
 *   one case and all its parts              CASE#<id>                      CASE | P#<KIND>#<id> (its parts, read in one query) | STEP#<n> | TOKEN#<n>
 *   cases of a regime                       list: CASES#<regime>           <opened>#<id>
 *   one piece of registered evidence        EVIDENCE#<ref>                 EVIDENCE
 *   the register                            list: REGISTER                 <ref>
 *   what a State and the Panel wrote         THREAD#GB#GB-001               THREAD | MESSAGE#<at>#<id>
 *   threads in which a State waits           list: UNANSWERED#<regime>      <at>#<id>
 *   one report                              REPORT#<id>                    REPORT | P#DRAFT#<n> | P#POSITION#<n>#<person> | STEP#<n> | TOKEN#<n>
 *   reports of a regime                     list: REPORTS#<regime>         <opened>#<id>
 *   findings that reports are made of       FINDINGS#<regime>              FINDING#<case>
 * ledger (record; only the sequencer writes)
 *   one log and its leaves in order         LOG#<log>                      HEAD | LEAF#<index>
 *   whether an entry is in a log            SEQUENCED#<entry>              SEQUENCED
 *   the logs                                list: LOGS                     <log>
 * every table
 *   ledger entries of a record              <pk of the record>             ENTRY#<ulid>    (read by the stream, and for a history)
 *   messages sent and received              <pk of the record>             OUT#<id>  ·  MESSAGE#<id> IN
 *   answers to repeated requests            IDEM#<actor>#<key>  (submissions: STATE#<iso>#IDEM#…)  IDEM
 *   what was counted against a quota        QUOTA#<quota>#<person>  (submissions: STATE#<iso>#QUOTA#…)  QUOTA
 *   what falls due                          due: DUE (submissions: STATE#<iso>#DUE)   <ISO 8601>
 */
export const stateRoot = (state: string) => `STATE#${state}`;
export const appointmentKey = (zone: Zone, person: string, state?: string): Key =>
  zone === "delegation"
    ? { pk: stateRoot(state ?? ""), sk: `APPOINTMENT#${person}` }
    : { pk: "APPOINTMENTS", sk: `PERSON#${person}` };
export const counterKey = (state: string): Key => ({ pk: stateRoot(state), sk: "COUNTER" });

export const submissionPk = (state: string, reference: string) => `${stateRoot(state)}#SUB#${reference}`;
export const submissionKey = (state: string, reference: string): Key => ({
  pk: submissionPk(state, reference),
  sk: "SUBMISSION",
});
export const itemKey = (state: string, reference: string, item: string): Key => ({
  pk: submissionPk(state, reference),
  sk: `ITEM#${item}`,
});
/** A thread is its head, which counts, and its messages in the order they were written. In `submissions` it stands with the submission. */
export const threadKey = (pk: string): Key => ({ pk, sk: "THREAD" });
export const THREAD_MESSAGES = "MESSAGE#";
export const threadMessageKey = (pk: string, at: string, id: string): Key => ({ pk, sk: `${THREAD_MESSAGES}${at}#${id}` });
/** In `casework`: by the State's own reference, for a message may come before its submission is registered. */
export const originThreadPk = (state: string, reference: string) => `THREAD#${state}#${reference}`;
export const unansweredList = (regime: string) => `UNANSWERED#${regime}`;
export const submissionsList = (state: string) => `${stateRoot(state)}#SUBMISSIONS`;
export const askedPk = (state: string, id: string) => `${stateRoot(state)}#ASKED#${id}`;
export const askedKey = (state: string, id: string): Key => ({ pk: askedPk(state, id), sk: "ASKED" });
export const askedList = (state: string) => `${stateRoot(state)}#ASKED`;

/** Outgoing letters of a Panel are numbered through the year. */
export const letterCounterKey = (regime: string, year: string): Key => ({ pk: `LETTERS#${regime}#${year}`, sk: "COUNTER" });
export const registerCounterKey: Key = { pk: "REGISTER", sk: "COUNTER" };
export const registrationKey = (reference: string): Key => ({ pk: `REGISTERED#${reference}`, sk: "REGISTERED" });
export const evidenceKey = (reference: string): Key => ({ pk: `EVIDENCE#${reference}`, sk: "EVIDENCE" });
export const registerList = "REGISTER";

/** Parts of a case or report stand together, apart from its history. */
export const PART = "P#";
/** The decision that left step n, and the token that waits for it. */
export const stepKey = (pk: string, step: number): Key => ({ pk, sk: `STEP#${String(step).padStart(5, "0")}` });
export const tokenKey = (pk: string, step: number): Key => ({ pk, sk: `TOKEN#${String(step).padStart(5, "0")}` });

export const casePk = (id: string) => `CASE#${id}`;
export const caseKey = (id: string): Key => ({ pk: casePk(id), sk: "CASE" });
export const casePartKey = (id: string, kind: string, part: string): Key => ({ pk: casePk(id), sk: `${PART}${kind}#${part}` });
export const casesList = (regime: string) => `CASES#${regime}`;

export const reportPk = (id: string) => `REPORT#${id}`;
export const reportKey = (id: string): Key => ({ pk: reportPk(id), sk: "REPORT" });
export const reportPartKey = (id: string, kind: string, part: string): Key => ({
  pk: reportPk(id),
  sk: `${PART}${kind}#${part}`,
});
export const reportsList = (regime: string) => `REPORTS#${regime}`;

/** ledger (record): one log is its head and its leaves in order; what was sequenced once is not sequenced again. */
export const logPk = (log: string) => `LOG#${log}`;
export const logKey = (log: string): Key => ({ pk: logPk(log), sk: "HEAD" });
export const LEAVES = "LEAF#";
export const leafKey = (log: string, index: number): Key => ({
  pk: logPk(log),
  sk: `${LEAVES}${String(index).padStart(16, "0")}`,
});
export const sequencedKey = (id: string): Key => ({ pk: `SEQUENCED#${id}`, sk: "SEQUENCED" });
export const logsList = "LOGS";

export const entryKey = (pk: string, id: string): Key => ({ pk, sk: `ENTRY#${id}` });
export const outKey = (pk: string, id: string): Key => ({ pk, sk: `OUT#${id}` });
/** Messages arrive under their id alone, in the receiver's table; in `submissions` under the State they are for. */
export const messageKey = (id: string, state?: string): Key => ({
  pk: `${state ? `${stateRoot(state)}#` : ""}MESSAGE#${id}`,
  sk: "IN",
});
export const repeatKey = (actor: string, key: string, state?: string): Key => ({
  pk: `${state ? `${stateRoot(state)}#` : ""}IDEM#${actor}#${key}`,
  sk: "IDEM",
});
/** Counted for one person, or in the delegation zone for the whole State. */
export const quotaKey = (quota: string, of: { readonly person?: string; readonly state?: string | undefined }): Key => ({
  pk: [
    ...(of.state === undefined ? [] : [stateRoot(of.state)]),
    "QUOTA",
    quota,
    ...(of.person === undefined ? [] : [of.person]),
  ].join("#"),
  sk: "QUOTA",
});
export const duePk = (state?: string) => (state ? `${stateRoot(state)}#DUE` : "DUE");

/** From a number that crossed the wall back to the record it belongs to: a letter or release request to its case, a State's reference to ours. */
export const pointerKey = (kind: "LETTER" | "RELEASE" | "ORIGIN", id: string): Key => ({ pk: `${kind}#${id}`, sk: "POINTER" });
/** Findings that the Secretariat holds, by regime. */
export const findingsPk = (regime: string) => `FINDINGS#${regime}`;
export const findingKey = (regime: string, caseId: string): Key => ({ pk: findingsPk(regime), sk: `FINDING#${caseId}` });
