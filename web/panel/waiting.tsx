import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { daysBetween } from "#shared/domain/clock.ts";
import { REGIMES, type RegimeId } from "#shared/domain/regimes.ts";
import { isStage } from "#shared/domain/stages.ts";
import { useAll } from "#web/api/hooks.ts";
import { Answers } from "#web/patterns/answers.tsx";
import { ButtonLink } from "#web/patterns/button.tsx";
import { MiniRail } from "#web/patterns/rail.tsx";
import { Scale, type ScaleMark } from "#web/patterns/scale.tsx";
import { Empty, Read } from "#web/patterns/states.tsx";
import { Status } from "#web/patterns/status.tsx";
import { dateOf } from "#web/patterns/time.tsx";
import { useBusinessTime } from "#web/shell/clock.tsx";
import { usePageTitle } from "#web/shell/title.ts";
import { UnansweredSection } from "#web/thread/unanswered.tsx";
import { type CaseRow, isMine, railOf, waitsFor } from "./case-seen.ts";
import { useExpert } from "./people.ts";

/** What waits for the person, by deadline; the mandate clock; what can still make this report. */
export const Screen = () => {
  const { t } = useTranslation();
  usePageTitle(t("panel.waiting.title"));
  const me = useExpert();
  const cases = useAll<CaseRow>("list-cases", { regime: me.regime });
  return (
    <>
      <h1 tabIndex={-1}>{t("panel.waiting.title")}</h1>
      <Read from={cases}>{(rows) => <Waiting rows={rows} />}</Read>
      <UnansweredSection regime={me.regime} area="p" />
      <Clock regime={me.regime} />
    </>
  );
};

const Waiting = ({ rows }: { readonly rows: readonly CaseRow[] }) => {
  const { t } = useTranslation();
  const me = useExpert();
  const mine = rows.filter((row) => isMine(row, me)).toSorted((a, b) => (a.dueAt ?? "9").localeCompare(b.dueAt ?? "9"));
  const first = mine[0];
  if (rows.length === 0)
    return (
      <Empty
        title={t("panel.waiting.emptyTitle")}
        says={t("panel.waiting.emptySays")}
        act={<ButtonLink to="/p/evidence">{t("panel.waiting.emptyAct")}</ButtonLink>}
      />
    );
  return (
    <>
      <Answers
        stands={t("panel.waiting.stands", { count: mine.length })}
        missing={mine.slice(0, 4).map((row) => (
          <Status key={row.case} tone="gap">
            <Link to="/p/cases/$case" params={{ case: row.case }}>
              {t("panel.waiting.missing", { stage: t(`stage.${row.at}`), title: row.title })}
            </Link>
          </Status>
        ))}
        can={first === undefined ? t("panel.waiting.canNothing") : t("panel.waiting.can", { title: first.title })}
        act={first === undefined ? undefined : <ButtonLink to={`/p/cases/${first.case}`}>{t("panel.waiting.act")}</ButtonLink>}
      />
      <section>
        <h2>
          {t("panel.waiting.acts")} <span className="aside">{t("panel.waiting.order")}</span>
        </h2>
        {mine.length === 0 ? <p className="help">{t("panel.waiting.none")}</p> : <CaseTable rows={mine} />}
      </section>
    </>
  );
};

/** Cases as rows: what it is, where it stands, whom it waits for, whether it can still make this report. */
export const CaseTable = ({ rows }: { readonly rows: readonly CaseRow[] }) => {
  const { t } = useTranslation();
  const me = useExpert();
  return (
    <table className="stack cases">
      <thead>
        <tr>
          <th>{t("panel.cases.case")}</th>
          <th>{t("panel.cases.stage")}</th>
          <th>{t("panel.cases.waitsFor")}</th>
          <th>{t("panel.cases.due")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.case} data-row>
            <td>
              <Link to="/p/cases/$case" params={{ case: row.case }}>
                <b>{row.title}</b>
              </Link>
              <br />
              <span className="mono muted">{row.case}</span>
            </td>
            <td data-l={t("panel.cases.stage")}>
              <Stage row={row} />
            </td>
            <td data-l={t("panel.cases.waitsFor")}>
              {isMine(row, me) ? (
                <b>{t("panel.cases.you")}</b>
              ) : (
                <span className="muted">{t(`panel.decidedBy.${waitsFor(row)}`)}</span>
              )}
            </td>
            <td data-l={t("panel.cases.due")}>
              <Due at={row.dueAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const Stage = ({ row }: { readonly row: CaseRow }) => {
  const { t } = useTranslation();
  return (
    <>
      <MiniRail stages={railOf(row.at, (id) => t(`stage.${id}`))} />
      {isStage(row.at) ? t(`stage.${row.at}`) : t(`panel.outcome.${row.at}`)}
      {row.standing === null ? null : <div className="muted">{t(`panel.standing.${row.standing.replace(" ", "-")}`)}</div>}
    </>
  );
};

const SOON = 3;
/** A due date in business time: late, near, or far. */
export const Due = ({ at }: { readonly at: string | null }) => {
  const { t } = useTranslation();
  const { data } = useBusinessTime();
  if (at === null) return <span className="muted">{t("panel.cases.noDate")}</span>;
  const days = data === undefined ? undefined : daysBetween(data.now, at);
  const tone = days === undefined || days > SOON ? "idle" : days < 0 ? "stop" : "gap";
  return (
    <>
      <b>{dateOf(at)}</b>
      {days === undefined ? null : (
        <div>
          <Status tone={tone}>
            {days < 0 ? t("panel.cases.late", { count: -days }) : t("panel.cases.inDays", { count: days })}
          </Status>
        </div>
      )}
    </>
  );
};

/** The deadlines of the mandate, as the regime's row holds them. */
const Clock = ({ regime }: { readonly regime: string }) => {
  const { t } = useTranslation();
  const { data } = useBusinessTime();
  const row = Object.hasOwn(REGIMES, regime) ? REGIMES[regime as RegimeId] : undefined;
  if (data === undefined || row === undefined) return null;
  const { mandate } = row;
  const dates: readonly (readonly [string, string | undefined])[] = [
    ["midterm", "midtermToCommittee" in mandate ? mandate.midtermToCommittee : undefined],
    ["committee", mandate.finalToCommittee],
    ["council", mandate.finalToCouncil],
    ["end", "end" in mandate ? mandate.end : undefined],
  ];
  const marks: readonly ScaleMark[] = dates.flatMap(([id, at]) =>
    at === undefined || at < data.now
      ? []
      : [{ id, title: t(`panel.clock.${id}`), at: dateOf(at), days: daysBetween(data.now, at) }],
  );
  return (
    <section>
      <h2>
        {t("panel.clock.title")}{" "}
        <span className="aside">
          {t("panel.clock.from", { resolution: mandate.resolution })} {mandate.verified ? null : t("panel.clock.unverified")}
        </span>
      </h2>
      {marks.length === 0 ? <p className="help">{t("panel.clock.past")}</p> : <Scale today={dateOf(data.now)} marks={marks} />}
    </section>
  );
};
