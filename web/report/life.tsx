import { useTranslation } from "react-i18next";
import { REPORT_OUTCOMES, REPORT_STAGES } from "#shared/domain/stages.ts";
import { MiniRail, Rail } from "#web/patterns/rail.tsx";

const IDS: readonly string[] = [...Object.keys(REPORT_STAGES), ...REPORT_OUTCOMES];
/** The stages that a Committee member learns of: from the day the report was provided. */
const PROVIDED = IDS.indexOf("provided");

/** The name of a stage or outcome of a report. */
export const useReportStage = () => {
  const { t } = useTranslation();
  return (id: string): string =>
    Object.hasOwn(REPORT_STAGES, id) ? t(`reportStage.${id}`) : t(`report.outcome.${id}`, { defaultValue: id });
};

const useStages = (at: string, committee: boolean) => {
  const nameOf = useReportStage();
  const ids = committee ? IDS.slice(PROVIDED) : IDS;
  const now = ids.indexOf(at);
  const place = (index: number) => (index < now ? "done" : index === now ? "now" : "ahead");
  return ids.map((id, index) => ({ id, title: nameOf(id), at: place(index) }) as const);
};

/** The report's own life, from collecting to follow-up. */
export const Life = ({ at, committee = false }: { readonly at: string; readonly committee?: boolean }) => (
  <Rail stages={useStages(at, committee)} />
);
export const MiniLife = ({ at, committee = false }: { readonly at: string; readonly committee?: boolean }) => (
  <MiniRail stages={useStages(at, committee)} />
);
