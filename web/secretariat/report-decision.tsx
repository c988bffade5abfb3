import { useTranslation } from "react-i18next";
import { Refused } from "#shared/api/refused.ts";
import { can } from "#shared/domain/access.ts";
import { useAct } from "#web/api/hooks.ts";
import { DecisionPanel } from "#web/patterns/decide.tsx";
import { Fault, Stale } from "#web/patterns/states.tsx";
import { Note, Status } from "#web/patterns/status.tsx";
import { useReportStage } from "#web/report/life.tsx";
import { announce } from "#web/shell/live.ts";
import { useOfficer } from "./officer.ts";
import type { Lack, SeenReport } from "./seen.ts";

/** Where on the screen each thing that may be missing can be seen or supplied. */
const PLACES: Readonly<Record<string, string>> = {
  "report.no-draft": "#drafts",
  "report.faults": "#preflight",
  "report.reopened": "#findings",
  "report.position": "#positions",
  "report.objection": "#positions",
};

const useLackWords = () => {
  const { t } = useTranslation();
  return (lack: Lack): string => t(`sec.lack.${lack.key.replace("report.", "")}`, { ...lack.params });
};

/** What the decisions of the stage still need, each once, as the server says it. */
export const useLacks = (report: SeenReport) => {
  const words = useLackWords();
  const all = report.decisions
    .flatMap((one) => one.missing)
    .map((lack) => ({ says: words(lack), to: PLACES[lack.key] ?? "#decide" }));
  return all.filter((one, at) => all.findIndex((other) => other.says === one.says) === at);
};

/** All decisions of the report's stage, with what holds each; where another decides, who. */
export const ReportDecision = ({ report }: { readonly report: SeenReport }) => {
  const { t } = useTranslation();
  const officer = useOfficer();
  const by = report.decisions[0]?.decidedBy;
  if (by === undefined) return null;
  if (can(officer, "report.decide", { regime: report.regime, at: report.at })) return <Decide report={report} />;
  return (
    <section id="decide">
      <Note>
        <p>
          <Status tone="idle">{t("sec.decide.notYours")}</Status>
        </p>
        <p className="muted">{t("sec.decide.whose", { who: t(`sec.decide.by.${by}`) })}</p>
      </Note>
    </section>
  );
};

const Decide = ({ report }: { readonly report: SeenReport }) => {
  const { t } = useTranslation();
  const act = useAct("decide-report");
  const nameOf = useReportStage();
  const words = useLackWords();
  const record = (decision: string, reasons: string) =>
    act.mutate(
      { report: report.report, version: report.version, stage: report.at, decision, reasons },
      { onSuccess: () => announce(t("form.recorded")) },
    );
  return (
    <section id="decide">
      <DecisionPanel
        key={report.at}
        title={t("sec.decide.title")}
        busy={act.isPending}
        onRecord={record}
        decisions={report.decisions.map((one) => ({
          id: one.decision,
          title: t(`sec.reportDecision.${one.decision}`),
          effect: t("sec.decide.leadsTo", { to: nameOf(one.to) }),
          heldBy: one.missing.map(words),
        }))}
        after={<p className="by2">{t("sec.decide.kept")}</p>}
      >
        {act.error instanceof Refused && act.error.code === "STALE" ? (
          <Stale onReload={() => act.reset()} />
        ) : act.error === null ? null : (
          <Fault error={act.error} />
        )}
      </DecisionPanel>
    </section>
  );
};
