import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { can } from "#shared/domain/access.ts";
import { useRead } from "#web/api/hooks.ts";
import { Answers } from "#web/patterns/answers.tsx";
import { Hash } from "#web/patterns/hash.tsx";
import { Read } from "#web/patterns/states.tsx";
import { Status } from "#web/patterns/status.tsx";
import { dateOf, Moment } from "#web/patterns/time.tsx";
import { DraftText } from "#web/report/draft-text.tsx";
import { Life, useReportStage } from "#web/report/life.tsx";
import { usePageTitle } from "#web/shell/title.ts";
import { useOfficer } from "./officer.ts";
import { Preflight } from "./preflight.tsx";
import { ReportDecision, useLacks } from "./report-decision.tsx";
import { Drafts } from "./report-drafts.tsx";
import { Frame } from "./report-frame.tsx";
import { Positions } from "./report-positions.tsx";
import type { SeenReport } from "./seen.ts";

/** One report: where its life stands, what blocks it, its text as it will print, and the decision that is due. */
export const Screen = () => {
  const { t } = useTranslation();
  usePageTitle(t("sec.report.title"));
  const { report = "" } = useParams({ strict: false });
  const seen = useRead<SeenReport>("get-report", { report });
  return <Read from={seen}>{(one) => <Report report={one} />}</Read>;
};

const Report = ({ report }: { readonly report: SeenReport }) => {
  const { t } = useTranslation();
  const latest = report.drafts.at(-1);
  return (
    <>
      <p className="crumb">
        <Link to="/s/reports">{t("sec.reports.title")}</Link> / <span className="mono">{report.report}</span>
      </p>
      <h1 tabIndex={-1}>
        {latest === undefined
          ? t(`report.kind.${report.kind}`)
          : t("sec.report.heading", { kind: t(`report.kind.${report.kind}`), draft: latest.draft })}
      </h1>
      <Life at={report.at} />
      <Strip report={report} />
      <div className="cols">
        <div>
          {latest?.status === "made" ? (
            <DraftText key={latest.draft} report={report.report} draft={latest.draft} faults={latest.faults} />
          ) : null}
          <Findings report={report} />
          <Frame report={report} />
        </div>
        <aside>
          <ReportDecision report={report} />
          <Preflight draft={latest} />
          <Drafts report={report} />
          <Positions report={report} />
        </aside>
      </div>
    </>
  );
};

/** The three answers, from the report's own decisions and the access table. */
const Strip = ({ report }: { readonly report: SeenReport }) => {
  const { t } = useTranslation();
  const officer = useOfficer();
  const nameOf = useReportStage();
  const lacks = useLacks(report);
  const decides = report.decisions.length > 0 && can(officer, "report.decide", { regime: report.regime, at: report.at });
  const collecting = report.at === "collecting";
  const act = collecting ? "#drafts" : "#decide";
  return (
    <Answers
      stands={t("sec.report.stands", { stage: nameOf(report.at) })}
      standsMore={report.dueAt === null ? undefined : t("sec.report.due", { date: dateOf(report.dueAt) })}
      missing={lacks.map((one) => (
        <Status key={one.says} tone="stop">
          <a href={one.to}>{one.says}</a>
        </Status>
      ))}
      can={t(
        collecting
          ? "sec.report.canDraft"
          : decides
            ? "sec.report.canDecide"
            : report.decisions.length === 0
              ? "sec.report.canRead"
              : "sec.report.canWait",
      )}
      act={
        decides ? (
          <a className="btn sm" href={act}>
            {t(collecting ? "sec.report.toDrafts" : "sec.report.toDecision")}
          </a>
        ) : undefined
      }
    />
  );
};

/** What the Panel adopted and the Secretariat holds: the text is the Panel's, its hash says which. */
const Findings = ({ report }: { readonly report: SeenReport }) => {
  const { t } = useTranslation();
  const printed = report.drafts.at(-1)?.findings ?? [];
  return (
    <section id="findings">
      <h2>
        {t("sec.report.findings")} <span className="aside">{t("sec.report.findingsAside")}</span>
      </h2>
      {report.findings.length === 0 ? <p className="help">{t("sec.report.noFindings")}</p> : null}
      {report.findings.length === 0 ? null : (
        <table className="stack">
          <thead>
            <tr>
              <th>{t("sec.report.case")}</th>
              <th>{t("sec.report.state")}</th>
              <th>{t("sec.report.hash")}</th>
              <th>{t("sec.report.received")}</th>
            </tr>
          </thead>
          <tbody>
            {report.findings.map((one) => (
              <tr key={one.case}>
                <td className="mono">{one.case}</td>
                <td data-l={t("sec.report.state")}>
                  <Status tone={one.state === "adopted" ? "met" : "gap"}>{t(`sec.report.findingState.${one.state}`)}</Status>
                  {printed.some((other) => other.case === one.case && other.hash === one.hash) ? (
                    <div className="muted">{t("sec.report.inDraft")}</div>
                  ) : null}
                </td>
                <td data-l={t("sec.report.hash")}>
                  <Hash value={one.hash} copy />
                </td>
                <td data-l={t("sec.report.received")}>
                  <Moment at={one.receivedAt} day />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};
