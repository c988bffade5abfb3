import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { isStage } from "#shared/domain/stages.ts";
import { Answers } from "#web/patterns/answers.tsx";
import { ButtonLink } from "#web/patterns/button.tsx";
import { Gates } from "#web/patterns/gates.tsx";
import { Rail } from "#web/patterns/rail.tsx";
import { Read } from "#web/patterns/states.tsx";
import { Status } from "#web/patterns/status.tsx";
import { Moment, shortDate } from "#web/patterns/time.tsx";
import { usePageTitle } from "#web/shell/title.ts";
import { Places } from "#web/viewer/places.tsx";
import { Timeline } from "#web/viewer/timeline.tsx";
import { CaseActs } from "./case-acts.tsx";
import { railOf, type SeenCase, useCase } from "./case-seen.ts";
import { ClaimList } from "./claims.tsx";
import { StageDecision } from "./decision.tsx";
import { EvidenceByOrigin } from "./evidence-by-origin.tsx";
import { useGateRows, useMissing } from "./gate-rows.tsx";
import { History } from "./history.tsx";
import { Letters } from "./letters.tsx";
import { Mappings } from "./mappings.tsx";
import { useExpertName } from "./people.ts";
import { Plates } from "./plates.tsx";
import { Vessels } from "./vessels.tsx";

/** One case whole: where it stands, what is missing, what can be done, and everything it rests on. */
export const Screen = () => {
  const { t } = useTranslation();
  usePageTitle(t("panel.case.title"));
  const { case: id = "" } = useParams({ strict: false });
  const seen = useCase(id);
  return <Read from={seen}>{(file) => <Whole file={file} />}</Read>;
};

const Whole = ({ file }: { readonly file: SeenCase }) => {
  const { t } = useTranslation();
  const rows = useGateRows(file);
  return (
    <>
      <Docket file={file} />
      <StageRail file={file} />
      <CaseAnswers file={file} />
      <div className="cols three">
        <aside className="a1" aria-label={t("panel.case.gates")}>
          <section id="gates">
            <h2>{t(isStage(file.at) ? "panel.case.gatesNow" : "panel.case.gatesEnd")} </h2>
            {isStage(file.at) ? (
              <>
                {rows.now.length === 0 ? <p className="help">{t("panel.case.noGates")}</p> : <Gates gates={rows.now} />}
                {rows.passed.length === 0 ? null : <h3>{t("panel.case.gatesPassed")}</h3>}
              </>
            ) : (
              <p className="help">{t("panel.case.gatesEndSays")}</p>
            )}
            <Gates gates={rows.passed} brief />
            {rows.ahead.length === 0 ? null : <h3>{t("panel.case.gatesAhead")}</h3>}
            <Gates gates={rows.ahead} brief />
          </section>
        </aside>
        <div className="m">
          <EvidenceByOrigin file={file} />
          <ClaimList file={file} />
          <Vessels file={file} />
          <Plates file={file} />
          <Places file={file} />
          <Timeline file={file} />
          <Mappings file={file} />
          <Letters file={file} />
        </div>
        <aside className="a2" aria-label={t("panel.case.decideAndHistory")}>
          <StageDecision file={file} />
          <CaseActs file={file} />
          <Unknowns file={file} />
          <History file={file} />
        </aside>
      </div>
    </>
  );
};

const Docket = ({ file }: { readonly file: SeenCase }) => {
  const { t } = useTranslation();
  const nameOf = useExpertName(file.team);
  const interested = file.team.filter((one) => one.interest === "declared" || one.recused === true);
  return (
    <>
      <p className="crumb">
        <Link to="/p/cases">{t("panel.cases.title")}</Link> / <span className="mono">{file.case}</span>
      </p>
      <div className="docket">
        <div>
          <h1 tabIndex={-1}>{file.title}</h1>
          <p className="people">
            <span>
              {t("panel.case.lead")} <b>{nameOf(file.lead)}</b>
            </span>
            <span>
              {t("panel.case.second")} <b>{nameOf(file.verifier)}</b>
            </span>
            {file.statesConcerned.length === 0 ? null : (
              <span>
                {t("panel.case.concerned")} <b>{file.statesConcerned.map((one) => one.name).join(", ")}</b>
              </span>
            )}
            {interested.map((one) => (
              <Status key={one.person} tone="voice">
                {t(one.recused === true ? "panel.case.recused" : "panel.case.interested", { name: nameOf(one.person) })}
              </Status>
            ))}
            {file.retaliatory ? <Status tone="voice">{t("panel.case.retaliatory")}</Status> : null}
          </p>
        </div>
      </div>
    </>
  );
};

const StageRail = ({ file }: { readonly file: SeenCase }) => {
  const { t } = useTranslation();
  const closes = file.replyWindow.closesAt;
  const stages = railOf(
    file.at,
    (id) => t(`stage.${id}`),
    (id) =>
      id === "reply" && closes !== undefined && isStage(file.at) ? t("panel.case.closes", { at: shortDate(closes) }) : undefined,
  );
  return <Rail stages={stages} />;
};

const CaseAnswers = ({ file }: { readonly file: SeenCase }) => {
  const { t } = useTranslation();
  const missing = useMissing(file);
  const by = file.decisions[0]?.decidedBy ?? "nobody";
  const open = file.decisions.filter((one) => one.blockedBy.length === 0).length;
  const stands = isStage(file.at)
    ? t("panel.case.stands", { stage: t(`stage.${file.at}`), by: t(`panel.decidedBy.${by}`) })
    : t("panel.case.ended", { outcome: t(`panel.outcome.${file.at}`) });
  return (
    <Answers
      stands={stands}
      standsMore={
        file.dueAt === null ? null : (
          <>
            {t("panel.case.due")} <Moment at={file.dueAt} day />
          </>
        )
      }
      missing={missing.map((one) => (
        <Status key={one.id} tone="gap">
          <a href={`#gate-${one.gate}`}>{one.says}</a> {t("gates.who", { who: one.who })}
        </Status>
      ))}
      can={isStage(file.at) ? t("panel.case.can", { count: open }) : t("panel.case.canEnded")}
      act={<NextStep file={file} />}
    />
  );
};

const NextStep = ({ file }: { readonly file: SeenCase }) => {
  const { t } = useTranslation();
  if (isStage(file.at) && file.at !== "adoption")
    return (
      <a className="btn sm" href="#decide">
        {t("panel.case.toDecision")}
      </a>
    );
  return file.finding === null ? null : (
    <ButtonLink small to={`/p/findings/${file.case}`}>
      {t("panel.case.toDesk")}
    </ButtonLink>
  );
};

const Unknowns = ({ file }: { readonly file: SeenCase }) => {
  const { t } = useTranslation();
  const unknowns = [...new Set(file.claims.flatMap((one) => one.unknowns))];
  if (unknowns.length === 0) return null;
  return (
    <section>
      <h2>{t("panel.case.unknowns")}</h2>
      <ul className="gates brief flat">
        {unknowns.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </section>
  );
};
