import { useTranslation } from "react-i18next";
import { Refused } from "#shared/api/refused.ts";
import { useAct } from "#web/api/hooks.ts";
import { Button, NotYet } from "#web/patterns/button.tsx";
import { Row } from "#web/patterns/evidence.tsx";
import { Hash } from "#web/patterns/hash.tsx";
import { Fault, Stale } from "#web/patterns/states.tsx";
import { Status } from "#web/patterns/status.tsx";
import { Moment } from "#web/patterns/time.tsx";
import { Downloads } from "#web/report/downloads.tsx";
import { announce } from "#web/shell/live.ts";
import type { SeenDraft, SeenReport } from "./seen.ts";

/** Versions of the text, newest first, each with its files and hashes; and the order of the next one. */
export const Drafts = ({ report }: { readonly report: SeenReport }) => {
  const { t } = useTranslation();
  const [newest, ...older] = report.drafts.toReversed();
  return (
    <section id="drafts">
      <h2>
        {t("sec.drafts.title")} <span className="aside">{t("sec.drafts.count", { count: report.drafts.length })}</span>
      </h2>
      <Order report={report} />
      {newest === undefined ? <p className="help">{t("sec.drafts.none")}</p> : <Draft report={report} draft={newest} />}
      {older.length === 0 ? null : (
        <details>
          <summary>{t("sec.drafts.older", { count: older.length })}</summary>
          {older.map((draft) => (
            <Draft key={draft.draft} report={report} draft={draft} />
          ))}
        </details>
      )}
    </section>
  );
};

const Draft = ({ report, draft }: { readonly report: SeenReport; readonly draft: SeenDraft }) => {
  const { t } = useTranslation();
  return (
    <div className="spaced">
      <h3>{t("sec.drafts.draft", { draft: draft.draft })}</h3>
      <p>
        {draft.status === "ordered" ? (
          <Status tone="now">{t("sec.drafts.ordered")}</Status>
        ) : draft.faultCount > 0 ? (
          <Status tone="stop">{t("sec.drafts.faults", { count: draft.faultCount })}</Status>
        ) : (
          <Status tone="met">{t("sec.drafts.made")}</Status>
        )}{" "}
        {report.adoptedDraft === draft.draft ? <Status tone="met">{t("sec.drafts.adopted")}</Status> : null}
      </p>
      <p className="muted">
        <Moment at={draft.orderedAt} /> · {t("sec.drafts.findings", { count: draft.findings.length })}
      </p>
      {draft.modelSha256 === null ? null : (
        <dl className="rows">
          <Row label={t("sec.drafts.model")} value={<Hash value={draft.modelSha256} copy />} />
          {draft.exhibitRoot === null ? null : (
            <Row label={t("sec.drafts.root")} value={<Hash value={draft.exhibitRoot} copy />} />
          )}
        </dl>
      )}
      {draft.status === "made" ? <Downloads report={report.report} of={draft} /> : null}
    </div>
  );
};

/** The next draft is made of the findings adopted at this moment, in the background; the screen shows it when it is there. */
const Order = ({ report }: { readonly report: SeenReport }) => {
  const { t } = useTranslation();
  const act = useAct("draft-report");
  const adopted = report.findings.filter((one) => one.state === "adopted").length;
  const pending = report.drafts.some((one) => one.status === "ordered");
  const why =
    report.at !== "collecting"
      ? "sec.drafts.notNow"
      : adopted === 0
        ? "sec.drafts.nothing"
        : pending
          ? "sec.drafts.ordered"
          : undefined;
  const order = () =>
    act.mutate(
      { report: report.report, version: report.version, demonstration: false },
      { onSuccess: () => announce(t("sec.drafts.ordered")) },
    );
  return (
    <>
      {why === undefined ? (
        <div className="btns">
          <Button busy={act.isPending} onClick={order}>
            {t("sec.drafts.order")}
          </Button>
        </div>
      ) : (
        <NotYet look="quiet" why={t(why)}>
          {t("sec.drafts.order")}
        </NotYet>
      )}
      {act.error instanceof Refused && act.error.code === "STALE" ? (
        <Stale onReload={() => act.reset()} />
      ) : act.error === null ? null : (
        <Fault error={act.error} />
      )}
      <p className="by2">{t("sec.drafts.effect", { count: adopted })}</p>
    </>
  );
};
