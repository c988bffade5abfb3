import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useRead } from "#web/api/hooks.ts";
import { Answers } from "#web/patterns/answers.tsx";
import { Row } from "#web/patterns/evidence.tsx";
import { Hash } from "#web/patterns/hash.tsx";
import { Read } from "#web/patterns/states.tsx";
import { Note, Status } from "#web/patterns/status.tsx";
import { Downloads } from "#web/report/downloads.tsx";
import { DraftText } from "#web/report/draft-text.tsx";
import { Life, useReportStage } from "#web/report/life.tsx";
import type { CommonReport } from "#web/secretariat/seen.ts";
import { usePageTitle } from "#web/shell/title.ts";

/** The report as it was provided: the adopted text, to read and to download; what is expected of the Committee. */
export const Screen = () => {
  const { t } = useTranslation();
  usePageTitle(t("com.report.title"));
  const { report = "" } = useParams({ strict: false });
  const seen = useRead<CommonReport>("get-report", { report });
  return <Read from={seen}>{(one) => <Report report={one} />}</Read>;
};

const Report = ({ report }: { readonly report: CommonReport }) => {
  const { t } = useTranslation();
  const nameOf = useReportStage();
  const [draft] = report.drafts;
  const toConsider = report.at === "provided";
  return (
    <>
      <p className="crumb">
        <Link to="/c/reports">{t("com.reports.title")}</Link> / <span className="mono">{report.symbol ?? report.report}</span>
      </p>
      <h1 tabIndex={-1}>{t(`report.kind.${report.kind}`)}</h1>
      <Life at={report.at} committee />
      <Answers
        stands={t("com.report.stands", { stage: nameOf(report.at) })}
        standsMore={t("com.report.adopted")}
        missing={
          toConsider
            ? [
                <Status key="considers" tone="gap">
                  {t("com.report.considers")}
                </Status>,
              ]
            : []
        }
        can={t("com.report.can")}
        act={
          <a className="btn" href="#text">
            {t("com.report.toText")}
          </a>
        }
      />
      {draft === undefined ? (
        <Note tone="stop" role="alert">
          <Status tone="stop">{t("com.report.none")}</Status>
        </Note>
      ) : (
        <>
          <Copy report={report} draft={draft} />
          <DraftText key={draft.draft} report={report.report} draft={draft.draft} faults={[]} />
        </>
      )}
    </>
  );
};

const Copy = ({ report, draft }: { readonly report: CommonReport; readonly draft: CommonReport["drafts"][number] }) => {
  const { t } = useTranslation();
  const same = draft.modelSha256 !== null && draft.modelSha256 === report.adoptedModelSha256;
  return (
    <>
      <section>
        <h2>{t("com.report.expected")}</h2>
        <p>{t(`com.report.expectedSays.${report.at}`)}</p>
        <p className="help">{t("com.report.corrections")}</p>
      </section>
      <section id="copy">
        <h2>
          {t("com.report.copy")} <span className="aside">{t("com.report.copyAside", { draft: draft.draft })}</span>
        </h2>
        <p>
          <Status tone={same ? "met" : "stop"}>{t(same ? "com.report.same" : "com.report.notSame")}</Status>
        </p>
        {draft.modelSha256 === null ? null : (
          <dl className="rows">
            <Row label={t("com.report.model")} value={<Hash value={draft.modelSha256} full copy />} />
          </dl>
        )}
        <Downloads report={report.report} of={draft} />
        <Note>
          <p className="muted">{t("com.report.marked")}</p>
        </Note>
      </section>
    </>
  );
};
