import type { Actor } from "#shared/domain/people.ts";
import type { DraftNeed } from "#shared/domain/stages.ts";
import type { LoadedReport } from "./report-file.ts";

/** What of a need is missing: a catalogue key with parameters; nothing missing is met. */
export interface Lack {
  readonly need: DraftNeed;
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Holds the latest draft against one need of a decision. `panel` is who sits on the Panel today. */
export const lacksOf = (need: DraftNeed, report: LoadedReport, panel: readonly Actor[]): readonly Lack[] =>
  NEEDS[need](report, panel).map((one) => ({ need, ...one }));

type Missing = Omit<Lack, "need">;

const NEEDS: Readonly<Record<DraftNeed, (report: LoadedReport, panel: readonly Actor[]) => readonly Missing[]>> = {
  "draft made": ({ drafts }) => (drafts.at(-1)?.status === "made" ? [] : [{ key: "report.no-draft", params: {} }]),
  "no faults": ({ drafts }) => {
    const count = drafts.at(-1)?.faultCount ?? 0;
    return count === 0 ? [] : [{ key: "report.faults", params: { count } }];
  },
  "still adopted": ({ drafts, findings }) =>
    (drafts.at(-1)?.findings ?? []).flatMap((one) => {
      const now = findings.find((held) => held.case === one.case);
      return now?.state === "adopted" && now.hash === one.hash ? [] : [{ key: "report.reopened", params: { case: one.case } }];
    }),
  consensus: ({ drafts, positions }, panel) => {
    const draft = drafts.at(-1);
    return panel.flatMap(({ id }) => {
      const own = positions.find((one) => one.person === id && one.draft === draft?.draft && one.hash === draft.modelSha256);
      if (own === undefined) return [{ key: "report.position", params: { person: id } }];
      return own.says === "agree" ? [] : [{ key: "report.objection", params: { person: id } }];
    });
  },
};
