import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Answers } from "#web/patterns/answers.tsx";
import { ButtonLink } from "#web/patterns/button.tsx";
import { Choice, TextField } from "#web/patterns/field.tsx";
import { Empty, Fault, Loading, Read } from "#web/patterns/states.tsx";
import { Status } from "#web/patterns/status.tsx";
import { dateOf } from "#web/patterns/time.tsx";
import { useBusinessTime } from "#web/shell/clock.tsx";
import { usePageTitle } from "#web/shell/title.ts";
import { type CaseLetter, useCorrespondence } from "./letters-read.ts";
import { useOfficer } from "./officer.ts";
import { ReplyState } from "./reply-state.tsx";
import type { CaseStanding } from "./seen.ts";

/** Letters of all cases: what was asked of whom, until when, and what came back; the cases that stand at the opportunity to reply. */
export const Screen = () => {
  const { t } = useTranslation();
  usePageTitle(t("sec.letters.title"));
  const { regime } = useOfficer();
  const mail = useCorrespondence(regime);
  return (
    <>
      <h1 tabIndex={-1}>{t("sec.letters.title")}</h1>
      <Read from={mail.cases}>
        {(rows) => {
          if (rows.length === 0) return <Empty title={t("sec.letters.emptyTitle")} says={t("sec.letters.emptySays")} />;
          if (!mail.settled) return <Loading lines={6} />;
          return (
            <>
              {mail.error === null ? null : <Fault error={mail.error} reading onAgain={() => void mail.again()} />}
              <Overview files={mail.files} letters={mail.letters} />
            </>
          );
        }}
      </Read>
    </>
  );
};

const Overview = ({ files, letters }: { readonly files: readonly CaseStanding[]; readonly letters: readonly CaseLetter[] }) => {
  const { t } = useTranslation();
  const { data } = useBusinessTime();
  const waiting = letters.filter((one) => one.reply === undefined).toSorted((a, b) => a.dueAt.localeCompare(b.dueAt));
  const atReply = files.filter((file) => file.at === "reply");
  const first = atReply[0]?.case ?? waiting[0]?.case;
  return (
    <>
      <Answers
        stands={t("sec.letters.stands", { count: letters.length, waiting: waiting.length })}
        missing={[
          ...atReply.map((file) => (
            <Status key={file.case} tone="gap">
              <Link to="/s/letters/$case" params={{ case: file.case }}>
                {t("sec.letters.missingCase", { title: file.title })}
              </Link>
            </Status>
          )),
          ...waiting.map((letter) => (
            <Status key={letter.id} tone={data !== undefined && letter.dueAt < data.now ? "stop" : "gap"}>
              <Link to="/s/letters/$case" params={{ case: letter.case }} hash={letter.id}>
                {t("sec.letters.missingReply", { state: letter.stateName, date: dateOf(letter.dueAt) })}
              </Link>
            </Status>
          )),
        ]}
        can={t(atReply.length > 0 ? "sec.letters.canDecide" : "sec.letters.can")}
        act={
          first === undefined ? undefined : (
            <ButtonLink small to={`/s/letters/${first}`}>
              {t("sec.letters.act")}
            </ButtonLink>
          )
        }
      />
      <Table letters={letters} />
      <Cases files={files} />
    </>
  );
};

const Table = ({ letters }: { readonly letters: readonly CaseLetter[] }) => {
  const { t } = useTranslation();
  const [sought, seek] = useState("");
  const [only, show] = useState("all");
  const wanted = sought.trim().toLowerCase();
  const found = letters
    .filter((one) => only === "all" || (one.reply === undefined) === (only === "waiting"))
    .filter((one) => `${one.reference} ${one.stateName} ${one.title} ${one.case}`.toLowerCase().includes(wanted));
  return (
    <section>
      <h2>
        {t("sec.letters.all")} <span className="aside">{t("sec.letters.newest")}</span>
      </h2>
      <div className="btns">
        <TextField label={t("sec.letters.seek")} type="search" value={sought} onChange={({ target }) => seek(target.value)} />
        <Choice label={t("sec.letters.show")} value={only} onChange={({ target }) => show(target.value)}>
          <option value="all">{t("sec.letters.showAll")}</option>
          <option value="waiting">{t("sec.letters.showWaiting")}</option>
          <option value="replied">{t("sec.letters.showReplied")}</option>
        </Choice>
      </div>
      {found.length === 0 ? (
        <p role="status">{t("sec.letters.none")}</p>
      ) : (
        <table className="stack">
          <thead>
            <tr>
              <th>{t("sec.letters.reference")}</th>
              <th>{t("sec.letters.letter")}</th>
              <th>{t("sec.letters.sent")}</th>
              <th>{t("sec.letters.reply")}</th>
            </tr>
          </thead>
          <tbody>
            {found.map((letter) => (
              <tr key={letter.id}>
                <td className="mono">{letter.reference}</td>
                <td data-l={t("sec.letters.letter")}>
                  <Link to="/s/letters/$case" params={{ case: letter.case }} hash={letter.id} data-row>
                    {t("sec.letters.to", { purpose: t(`choice.${letter.purpose}`), state: letter.stateName })}
                  </Link>
                  <br />
                  <span className="muted">{letter.title}</span>
                </td>
                <td data-l={t("sec.letters.sent")}>{dateOf(letter.sentAt)}</td>
                <td data-l={t("sec.letters.reply")}>
                  <ReplyState letter={letter} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};

/** Where to write from: each case with its own correspondence. */
const Cases = ({ files }: { readonly files: readonly CaseStanding[] }) => {
  const { t } = useTranslation();
  return (
    <section>
      <h2>
        {t("sec.letters.cases")} <span className="aside">{t("sec.letters.casesAside")}</span>
      </h2>
      <ul className="gates brief flat">
        {files.map((file) => (
          <li key={file.case}>
            <div>
              <Link to="/s/letters/$case" params={{ case: file.case }} data-row>
                {file.title}
              </Link>
              <p className="by">{t("sec.letters.caseLine", { count: file.letters.length, id: file.case })}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
};
