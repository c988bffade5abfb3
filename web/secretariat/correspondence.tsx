import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { can } from "#shared/domain/access.ts";
import { isStage, STAGE_IDS } from "#shared/domain/stages.ts";
import { STATES } from "#shared/domain/states.ts";
import { useRead } from "#web/api/hooks.ts";
import { ActForm } from "#web/forms/act-form.tsx";
import { Answers } from "#web/patterns/answers.tsx";
import { Gates } from "#web/patterns/gates.tsx";
import { Rail } from "#web/patterns/rail.tsx";
import { Read } from "#web/patterns/states.tsx";
import { Note, Status } from "#web/patterns/status.tsx";
import { stateName } from "#web/patterns/words-of.ts";
import { usePageTitle } from "#web/shell/title.ts";
import { LetterOut } from "./letter-out.tsx";
import { useOfficer } from "./officer.ts";
import { ReplyDecision } from "./reply-decision.tsx";
import type { CaseStanding } from "./seen.ts";

/** The correspondence of one case, and the decision that closes the opportunity to reply. The analysis stays with the Panel. */
export const Screen = () => {
  const { t } = useTranslation();
  usePageTitle(t("sec.correspondence.title"));
  const { case: id = "" } = useParams({ strict: false });
  const seen = useRead<CaseStanding>("get-case", { case: id });
  return <Read from={seen}>{(file) => <Correspondence file={file} />}</Read>;
};

const Correspondence = ({ file }: { readonly file: CaseStanding }) => {
  const { t } = useTranslation();
  const officer = useOfficer();
  const decides = file.at === "reply" && can(officer, "case.decide", { regime: file.regime, at: file.at });
  const missing = useMissing(file);
  return (
    <>
      <p className="crumb">
        <Link to="/s/letters">{t("sec.letters.title")}</Link> / <span className="mono">{file.case}</span>
      </p>
      <h1 tabIndex={-1}>{file.title}</h1>
      <StagesOf at={file.at} />
      <Answers
        stands={
          isStage(file.at) ? t("sec.correspondence.stands", { stage: t(`stage.${file.at}`) }) : t("sec.correspondence.ended")
        }
        standsMore={t("sec.correspondence.letters", { count: file.letters.length })}
        missing={missing.map((one) => (
          <Status key={one.says} tone="gap">
            <a href={decides ? "#gates" : "#letters"}>{one.says}</a>
          </Status>
        ))}
        can={t(
          decides ? "sec.correspondence.canDecide" : isStage(file.at) ? "sec.correspondence.can" : "sec.correspondence.canEnded",
        )}
        act={
          isStage(file.at) ? (
            <a className="btn sm" href={decides ? "#decide" : "#write"}>
              {t(decides ? "sec.correspondence.toDecision" : "sec.correspondence.toLetter")}
            </a>
          ) : undefined
        }
      />
      <div className="cols">
        <div>
          <Letters file={file} />
          {isStage(file.at) ? <Write file={file} /> : null}
        </div>
        <aside>
          {decides ? <ReplyDecision file={file} /> : <NotYours file={file} />}
          {file.gates.length === 0 ? null : <GatesNow file={file} />}
        </aside>
      </div>
    </>
  );
};

const StagesOf = ({ at }: { readonly at: string }) => {
  const { t } = useTranslation();
  const now = isStage(at) ? STAGE_IDS.indexOf(at) : STAGE_IDS.length;
  const place = (index: number) => (index < now ? "done" : index === now ? "now" : "ahead");
  return <Rail stages={STAGE_IDS.map((id, index) => ({ id, title: t(`stage.${id}`), at: place(index) }))} />;
};

/** What the gates of the stage miss that a letter or the Secretariat can supply; what others supply is theirs to be told. */
const useMissing = (file: CaseStanding) => {
  const { t } = useTranslation();
  return file.gates
    .flatMap((gate) => gate.missing ?? [])
    .filter((one) => one.who === "who.officer" || one.who === "who.secretariat" || file.at === "reply")
    .map((one) => ({ says: t(`gate.${one.key}`, { ...one.params, defaultValue: one.says }) }));
};

const Letters = ({ file }: { readonly file: CaseStanding }) => {
  const { t } = useTranslation();
  return (
    <section id="letters">
      <h2>
        {t("sec.correspondence.lettersTitle")} <span className="aside">{t("sec.correspondence.lettersAside")}</span>
      </h2>
      {file.letters.length === 0 ? <p className="help">{t("sec.correspondence.noLetters")}</p> : null}
      {file.letters.map((letter) => (
        <LetterOut key={letter.id} id={file.case} letter={letter} open={isStage(file.at)} />
      ))}
    </section>
  );
};

const Write = ({ file }: { readonly file: CaseStanding }) => {
  const { t } = useTranslation();
  const concerned = file.statesConcerned.map((one) => one.state);
  const states = [...concerned, ...Object.keys(STATES).filter((code) => !concerned.includes(code))];
  return (
    <section id="write">
      <h2>
        {t("sec.correspondence.write")} <span className="aside">{t("sec.correspondence.numbered")}</span>
      </h2>
      <ActForm
        route="send-letter"
        fixed={{ case: file.case }}
        options={{ state: states.map((value) => ({ value, label: stateName(value) })) }}
        label={t("sec.correspondence.send")}
        effect={t("sec.correspondence.effect")}
      />
    </section>
  );
};

const NotYours = ({ file }: { readonly file: CaseStanding }) => {
  const { t } = useTranslation();
  return (
    <section id="decide">
      <Note>
        <p>
          <Status tone="idle">{t("sec.correspondence.notYours")}</Status>
        </p>
        <p className="muted">{t(isStage(file.at) ? "sec.correspondence.whose" : "sec.correspondence.over")}</p>
      </Note>
    </section>
  );
};

const GatesNow = ({ file }: { readonly file: CaseStanding }) => {
  const { t } = useTranslation();
  return (
    <section id="gates">
      <h2>{t("sec.correspondence.gates")}</h2>
      <Gates
        gates={file.gates.map((gate) => ({
          id: gate.gate,
          title: gate.title,
          state: gate.state,
          ...(gate.missing === undefined
            ? {}
            : {
                needs: gate.missing.map((one) => ({
                  says: t(`gate.${one.key}`, { ...one.params, defaultValue: one.says }),
                  who: one.who,
                })),
              }),
        }))}
      />
    </section>
  );
};
