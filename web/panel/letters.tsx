import { useTranslation } from "react-i18next";
import { isStage } from "#shared/domain/stages.ts";
import { STATES } from "#shared/domain/states.ts";
import { ActForm } from "#web/forms/act-form.tsx";
import { Status } from "#web/patterns/status.tsx";
import { Moment } from "#web/patterns/time.tsx";
import { stateName } from "#web/patterns/words-of.ts";
import type { SeenCase } from "./case-seen.ts";

type Seen = SeenCase["letters"][number];

/** Letters out and what came back, verbatim, with its assessment. */
export const Letters = ({ file }: { readonly file: Pick<SeenCase, "case" | "at" | "letters" | "statesConcerned"> }) => {
  const { t } = useTranslation();
  const concerned = file.statesConcerned.map((one) => one.state);
  const states = [...concerned, ...Object.keys(STATES).filter((code) => !concerned.includes(code))];
  return (
    <section id="letters">
      <h2>{t("panel.letters.title")}</h2>
      {file.letters.length === 0 ? <p className="help">{t("panel.letters.none")}</p> : null}
      {file.letters.map((letter) => (
        <OneLetter key={letter.id} id={file.case} letter={letter} open={isStage(file.at)} />
      ))}
      {isStage(file.at) ? (
        <details className="spaced">
          <summary>{t("panel.letters.write")}</summary>
          <ActForm
            route="send-letter"
            fixed={{ case: file.case }}
            options={{ state: states.map((value) => ({ value, label: stateName(value) })) }}
            label={t("panel.letters.act")}
            effect={t("panel.letters.effect")}
          />
        </details>
      ) : null}
    </section>
  );
};

const OneLetter = ({ id, letter, open }: { readonly id: string; readonly letter: Seen; readonly open: boolean }) => {
  const { t } = useTranslation();
  return (
    <div className="spaced">
      <h3>
        <span className="mono">{letter.reference}</span> {letter.stateName}, {t(`choice.${letter.purpose}`)}
      </h3>
      <p>
        {t("panel.letters.sent")} <Moment at={letter.sentAt} day />, {t("panel.letters.due")} <Moment at={letter.dueAt} day />
      </p>
      <p className="record">{letter.asks}</p>
      {letter.reply === undefined ? (
        <Status tone="gap">{t("panel.letters.noReply")}</Status>
      ) : (
        <>
          <p>
            <Status tone="met">{t("panel.letters.replied")}</Status> <Moment at={letter.reply.at} />
          </p>
          <blockquote className="record">{letter.reply.text}</blockquote>
        </>
      )}
      {letter.assessment === undefined ? (
        letter.reply === undefined || !open ? null : (
          <ActForm route="assess-reply" fixed={{ case: id, letter: letter.id }} label={t("panel.letters.assess")} />
        )
      ) : (
        <p className="muted">{t("panel.letters.assessed", { text: letter.assessment.text })}</p>
      )}
    </div>
  );
};
