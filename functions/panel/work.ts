import { casePk } from "#shared/adapters/keys.ts";
import type { CaseFile } from "#shared/domain/case.ts";
import type { EventName } from "#shared/domain/events.ts";
import { STAGE_IDS } from "#shared/domain/stages.ts";
import type { Commit } from "#shared/endpoint.ts";
import type { Item, Json, Ports, Write } from "#shared/ports.ts";
import type { MessageDraft } from "#shared/record/change.ts";
import { type LoadedCase, loadCase, mustBeOpen, mustFit, nextHead } from "./case-file.ts";

/** What every piece of work on a case has in common. */
export interface Work {
  readonly record: Item | undefined;
  readonly ports: Ports;
  readonly now: string;
  readonly commit: Commit;
}

export interface CaseChange {
  readonly parts: readonly Write[];
  readonly head?: Readonly<Record<string, Json | undefined>>;
  readonly event: EventName;
  readonly data: Readonly<Record<string, Json>>;
  readonly messages?: readonly MessageDraft[];
  readonly answer?: Readonly<Record<string, unknown>>;
}

/** Loads an open case, lets `change` say what is to be written, writes it with its ledger entry, answers the new version. */
export const workOn = async (work: Work, change: (loaded: LoadedCase) => CaseChange | Promise<CaseChange>) => {
  const loaded = await loadCase(work.ports.records, work.record, work.now);
  mustBeOpen(loaded.file, STAGE_IDS);
  const wanted = await change(loaded);
  mustFit(loaded.parts, wanted.parts);
  return writeCase(work.commit, loaded, wanted);
};

export const writeCase = (commit: Commit, { head, file }: LoadedCase, change: CaseChange) =>
  commit(
    {
      writes: [nextHead(head, change.head), ...change.parts],
      entries: [{ pk: casePk(file.id), event: change.event, subject: file.id, data: change.data }],
      ...(change.messages === undefined ? {} : { messages: change.messages }),
    },
    { case: file.id, version: file.version + 1, at: change.head?.["at"] ?? file.at, ...change.answer },
  );

export const exhibitOf = (file: CaseFile, ref: string) => file.exhibits.find((one) => one.ref === ref);
