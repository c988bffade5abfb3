import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { isStage } from "#shared/domain/stages.ts";
import { exactHash } from "#shared/record/exact.ts";
import { Answers } from "#web/patterns/answers.tsx";
import { ButtonLink } from "#web/patterns/button.tsx";
import { Row } from "#web/patterns/evidence.tsx";
import { Gates } from "#web/patterns/gates.tsx";
import { Hash } from "#web/patterns/hash.tsx";
import { Rail } from "#web/patterns/rail.tsx";
import { Empty, Read } from "#web/patterns/states.tsx";
import { Note, Status } from "#web/patterns/status.tsx";
import { Moment } from "#web/patterns/time.tsx";
import { usePageTitle } from "#web/shell/title.ts";
import { railOf, type SeenCase, type SeenFinding, useCase } from "./case-seen.ts";
import { StageDecision } from "./decision.tsx";
import { useGateRows, useMissing } from "./gate-rows.tsx";
import { useExpert, useExpertName } from "./people.ts";
import { GivePosition } from "./position.tsx";

/** The consensus desk: the exact text and its hash, everybody's position, objections with their reasons, what changed and why. */
export const Screen = () => {
  const { t } = useTranslation();
  usePageTitle(t("panel.desk.title"));
  const { case: id = "" } = useParams({ strict: false });
  const seen = useCase(id);
  return (
    <Read from={seen}>
      {(file) =>
        file.finding === null ? (
          <Empty
            title={t("panel.desk.emptyTitle")}
            says={t("panel.desk.emptySays")}
            act={<ButtonLink to={`/p/cases/${file.case}/finding`}>{t("panel.acts.write")}</ButtonLink>}
          />
        ) : (
          <Desk file={file} finding={file.finding} />
        )
      }
    </Read>
  );
};

/** Positions that count are those over the text as it stands, at the stage it is at. */
const standingPositions = (file: SeenCase, finding: SeenFinding) =>
  file.positions.filter(
    (one) => one.hash === finding.hash && (file.at === "adopted" ? one.stage === "adoption" : one.stage === file.at),
  );

const Desk = ({ file, finding }: { readonly file: SeenCase; readonly finding: SeenFinding }) => {
  const { t } = useTranslation();
  const me = useExpert();
  const missing = useMissing(file);
  const rows = useGateRows(file);
  const given = standingPositions(file, finding);
  const count = (says: string) => given.filter((one) => one.says === says).length;
  const active = file.team.filter((one) => one.recused !== true);
  const open = file.at === "peer-review" || file.at === "adoption";
  return (
    <>
      <p className="crumb">
        <Link to="/p/cases">{t("panel.cases.title")}</Link> /{" "}
        <Link to="/p/cases/$case" params={{ case: file.case }} className="mono">
          {file.case}
        </Link>
      </p>
      <h1 tabIndex={-1}>{t("panel.desk.of", { title: finding.title })}</h1>
      <Rail stages={railOf(file.at, (id) => t(`stage.${id}`))} />
      <Answers
        stands={
          open
            ? t("panel.desk.stands", { agree: count("agree"), object: count("object"), silent: active.length - given.length })
            : isStage(file.at)
              ? t("panel.desk.standsElsewhere", { stage: t(`stage.${file.at}`) })
              : t("panel.case.ended", { outcome: t(`panel.outcome.${file.at}`) })
        }
        missing={missing.map((one) => (
          <Status key={one.id} tone="gap">
            {one.says}
          </Status>
        ))}
        can={open ? t("panel.desk.can") : t("panel.desk.canRead")}
        act={
          open ? (
            <a className="btn sm" href="#position">
              {t("panel.desk.act")}
            </a>
          ) : undefined
        }
      />
      <div className="cols">
        <div>
          <ExactText finding={finding} />
          <Positions file={file} finding={finding} />
          <Changes file={file} finding={finding} />
        </div>
        <aside>
          {open ? <GivePosition file={file} finding={finding} person={me.person} /> : null}
          <StageDecision file={file} />
          {rows.now.length === 0 ? null : (
            <section>
              <h2>{t("panel.case.gatesNow")}</h2>
              <Gates gates={rows.now} />
            </section>
          )}
        </aside>
      </div>
    </>
  );
};

/** The text that is adopted, whole, with all figures of its hash, computed again on this device. */
const ExactText = ({ finding }: { readonly finding: SeenFinding }) => {
  const { t } = useTranslation();
  const { title, recommendations, figures } = finding;
  const sentences = finding.sentences.map(({ id, text, claims, paragraph }) => ({ id, text, claims, paragraph }));
  const agrees = exactHash({ title, sentences, recommendations, figures }, 1) === finding.hash;
  const paragraphs = Map.groupBy(finding.sentences, (one) => one.paragraph);
  return (
    <section>
      <h2>
        {t("panel.desk.exact")} <span className="aside">{t("panel.desk.exactAside")}</span>
      </h2>
      <div className="exact">
        {[...paragraphs].map(([paragraph, own]) => (
          <p key={paragraph} className="record">
            {own.map((one) => (
              <span key={one.id} title={one.claims.join(", ")}>
                {one.text}{" "}
              </span>
            ))}
          </p>
        ))}
        {finding.recommendations.map((one) => (
          <p key={one.rank} className="record">
            {t("panel.desk.recommendation", { rank: one.rank, addressee: one.addressee })} {one.text}
          </p>
        ))}
        <dl className="rows exhash">
          <Row label={t("panel.desk.hash")} value={<Hash value={finding.hash} full copy />} />
          <Row label={t("panel.desk.form")} value={t("panel.desk.canonical", { version: finding.changes.length })} />
        </dl>
      </div>
      <Note tone={agrees ? "met" : "stop"} role={agrees ? "status" : "alert"}>
        <p>
          <Status tone={agrees ? "met" : "stop"}>{t(agrees ? "panel.desk.agrees" : "panel.desk.differs")}</Status>
        </p>
        <p className="muted">{t("panel.desk.recomputed")}</p>
      </Note>
    </section>
  );
};

const TONES = { agree: "met", object: "voice", return: "gap" } as const;

const Positions = ({ file, finding }: { readonly file: SeenCase; readonly finding: SeenFinding }) => {
  const { t } = useTranslation();
  const nameOf = useExpertName(file.team);
  const me = useExpert();
  const given = standingPositions(file, finding);
  return (
    <section>
      <h2>
        {t("panel.desk.positions")} <span className="aside">{t("panel.desk.experts", { count: file.team.length })}</span>
      </h2>
      <table className="stack">
        <thead>
          <tr>
            <th>{t("panel.desk.expert")}</th>
            <th>{t("panel.desk.position")}</th>
            <th>{t("panel.desk.reasons")}</th>
          </tr>
        </thead>
        <tbody>
          {file.team.map((member) => {
            const one = given.find((other) => other.person === member.person);
            return (
              <tr key={member.person} className={member.person === me.person ? "sel" : undefined}>
                <td>
                  <b>{nameOf(member.person)}</b>{" "}
                  {member.person === me.person ? <span className="muted">{t("panel.cases.you")}</span> : null}
                </td>
                <td data-l={t("panel.desk.position")}>
                  {member.recused === true ? (
                    <Status tone="voice">{t("panel.desk.recused")}</Status>
                  ) : one === undefined ? (
                    <Status tone="gap">{t("panel.desk.notGiven")}</Status>
                  ) : (
                    <>
                      <Status tone={TONES[one.says]}>{t(`panel.desk.says.${one.says}`)}</Status>
                      <div className="muted">
                        <Moment at={one.at} />
                      </div>
                    </>
                  )}
                </td>
                <td data-l={t("panel.desk.reasons")}>{one?.reasons === undefined ? null : <q>{one.reasons}</q>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
};

const Changes = ({ file, finding }: { readonly file: SeenCase; readonly finding: SeenFinding }) => {
  const { t } = useTranslation();
  const nameOf = useExpertName(file.team);
  return (
    <section>
      <h2>
        {t("panel.desk.changes")} <span className="aside">{t("panel.desk.changesAside")}</span>
      </h2>
      <table className="stack">
        <thead>
          <tr>
            <th>{t("panel.desk.when")}</th>
            <th>{t("panel.desk.by")}</th>
            <th>{t("panel.desk.why")}</th>
            <th>{t("panel.desk.hash")}</th>
          </tr>
        </thead>
        <tbody>
          {finding.changes
            .toSorted((a, b) => b.at.localeCompare(a.at))
            .map((one) => (
              <tr key={`${one.at}${one.hash}`}>
                <td>
                  <Moment at={one.at} />
                </td>
                <td data-l={t("panel.desk.by")}>{nameOf(one.by)}</td>
                <td data-l={t("panel.desk.why")}>
                  {one.why}
                  <div>
                    <Status tone={one.substance ? "gap" : "idle"}>
                      {t(one.substance ? "panel.desk.substance" : "panel.desk.formOnly")}
                    </Status>
                  </div>
                </td>
                <td data-l={t("panel.desk.hash")}>
                  <Hash value={one.hash} />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  );
};
