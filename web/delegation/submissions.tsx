import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Answers } from "#web/patterns/answers.tsx";
import { Button, ButtonLink } from "#web/patterns/button.tsx";
import { Empty, Read } from "#web/patterns/states.tsx";
import { Status } from "#web/patterns/status.tsx";
import { dateOf, Moment } from "#web/patterns/time.tsx";
import { useNumber } from "#web/patterns/words-of.ts";
import { usePageTitle } from "#web/shell/title.ts";
import type { Asked, Submission } from "./answers.ts";
import { AskedRow, addressOf, useAskedTitle } from "./asked.tsx";
import { useAskedList, useSubmissions } from "./data.ts";
import { StatusWord } from "./status.tsx";
import "./delegation.css";

/** A delegation's home: what it gave, where each stands, and what is asked of it. */
export const Screen = () => {
  const { t } = useTranslation();
  usePageTitle(t("d.mine.title"));
  const submissions = useSubmissions();
  const asked = useAskedList();
  return (
    <>
      <div className="docket">
        <h1 tabIndex={-1}>{t("d.mine.title")}</h1>
        {submissions.data?.length ? (
          <ButtonLink to="/d/submissions/new" look="go">
            {t("d.mine.new")}
          </ButtonLink>
        ) : null}
      </div>
      <Read from={submissions} lines={6}>
        {(rows) => (rows.length === 0 && !asked.data?.length ? <Nothing /> : <Mine rows={rows} asked={asked.data ?? []} />)}
      </Read>
    </>
  );
};

const Mine = ({ rows, asked }: { readonly rows: readonly Submission[]; readonly asked: readonly Asked[] }) => {
  const { t } = useTranslation();
  const open = asked.filter((one) => one.answeredAt === null);
  const toMend = rows.filter((row) => mendedBy(row, rows) === undefined && row.heldBack > 0);
  const draft = rows.find((row) => row.status === "draft");
  const [first, mend] = [open[0], toMend[0]];
  const next =
    first !== undefined
      ? ({ can: "ask", to: addressOf(first), words: "d.asked.answerIt" } as const)
      : mend !== undefined
        ? ({ can: "mend", to: `/d/submissions/${mend.reference}`, words: "d.mine.readWhy" } as const)
        : draft !== undefined
          ? ({ can: "draft", to: `/d/submissions/${draft.reference}`, words: "d.mine.continue" } as const)
          : undefined;
  return (
    <>
      <p className="lede">{t("d.mine.lede")}</p>
      <Answers
        stands={<Stands rows={rows} />}
        missing={[
          ...open.map((one) => <AskedLine key={one.id} asked={one} />),
          ...toMend.map((row) => <HeldLine key={row.reference} row={row} />),
        ]}
        can={t(`d.mine.can.${next?.can ?? "none"}`)}
        {...(next === undefined
          ? {}
          : {
              act: (
                <ButtonLink small to={next.to}>
                  {t(next.words)}
                </ButtonLink>
              ),
            })}
      />
      {rows.length === 0 ? null : <Table rows={rows} />}
      <div className="half">
        <section>
          <h2>{t("d.mine.askedOfYou")}</h2>
          {open.length === 0 ? <p className="help">{t("d.mine.nothingAsked")}</p> : null}
          <ul className="gates">
            {open.map((one) => (
              <AskedRow key={one.id} asked={one} />
            ))}
          </ul>
        </section>
        <section>
          <h2>{t("d.mine.words")}</h2>
          <dl className="words">
            {(["draft", "sealed", "registered", "held", "withdrawn"] as const).map((status) => (
              <Word key={status} status={status} />
            ))}
          </dl>
        </section>
      </div>
    </>
  );
};

/** The supplement that was begun or sent for a submission, if any: what was held back may be in it. */
const mendedBy = (row: Submission, rows: readonly Submission[]): Submission | undefined =>
  rows.find((one) => one.supplements === row.reference && one.status !== "withdrawn");

const HeldLine = ({ row }: { readonly row: Submission }) => {
  const { t } = useTranslation();
  const number = useNumber();
  return (
    <Status tone="stop">
      <Link to={`/d/submissions/${row.reference}`}>
        {t("d.mine.heldBack", { count: row.heldBack, number: number(row.heldBack, "first"), reference: row.reference })}
      </Link>
    </Status>
  );
};

const Word = ({ status }: { readonly status: Submission["status"] | "held" }) => {
  const { t } = useTranslation();
  return (
    <>
      <dt>
        <StatusWord status={status} />
      </dt>
      <dd>{t(`d.statusSays.${status}`)}</dd>
    </>
  );
};

/** "One with the Panel, one being checked": counts in the order of the way. */
const Stands = ({ rows }: { readonly rows: readonly Submission[] }): ReactNode => {
  const { t } = useTranslation();
  const number = useNumber();
  const order = ["registered", "sealed", "draft", "withdrawn"] as const;
  const parts = order
    .map((status) => [status, rows.filter((row) => row.status === status).length] as const)
    .filter(([, count]) => count > 0)
    .map(([status, count], at) => t(`d.mine.stand.${status}`, { count, number: number(count, at === 0 ? "first" : undefined) }));
  return parts.length === 0 ? t("d.empty.title") : parts.join(", ");
};

const AskedLine = ({ asked }: { readonly asked: Asked }) => {
  const { t } = useTranslation();
  const due = asked.dueAt === null ? "" : `, ${t("d.asked.due").toLowerCase()} ${dateOf(asked.dueAt)}`;
  const titleOf = useAskedTitle();
  return (
    <Status tone="gap">
      <Link to={addressOf(asked)}>{titleOf(asked)}</Link>
      {due}
    </Status>
  );
};

/** Rows drawn at once; more on request, so that a long list stays quick. */
const PAGE = 50;

const Table = ({ rows }: { readonly rows: readonly Submission[] }) => {
  const { t } = useTranslation();
  const [shown, show] = useState(PAGE);
  return (
    <section>
      <h2>
        {t("d.mine.submissions")} <span className="aside">{t("d.mine.newest", { count: rows.length })}</span>
      </h2>
      <table className="stack submissions">
        <thead>
          <tr>
            <th scope="col">{t("d.mine.reference")}</th>
            <th scope="col">{t("d.mine.gave")}</th>
            <th scope="col">{t("d.mine.stands")}</th>
            <th scope="col">{t("d.mine.next")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown).map((row) => (
            <Row key={row.reference} row={row} mended={mendedBy(row, rows)} />
          ))}
        </tbody>
      </table>
      {rows.length > shown ? (
        <div className="btns spaced">
          <Button small onClick={() => show(shown + PAGE)}>
            {t("d.mine.loadMore")}
          </Button>
        </div>
      ) : null}
    </section>
  );
};

const Row = ({ row, mended }: { readonly row: Submission; readonly mended: Submission | undefined }) => {
  const { t } = useTranslation();
  const since = row.withdrawnAt ?? row.registeredAt ?? row.sealedAt ?? row.draftedAt;
  return (
    <tr>
      <td className="mono">
        <bdi dir="ltr">{row.reference}</bdi>
      </td>
      <td data-l={t("d.mine.gave")}>
        <Link to={`/d/submissions/${row.reference}`} data-row>
          <b>
            <bdi dir="auto">{row.title}</bdi>
          </b>
        </Link>
        <br />
        <span className="muted">
          {t("d.mine.files", { count: row.items })}
          {row.supplements === null ? null : ` · ${t("d.mine.supplement", { reference: row.supplements })}`}
        </span>
      </td>
      <td data-l={t("d.mine.stands")}>
        <StatusWord status={row.status} />
        <br />
        <span className="muted">
          <Moment at={since} day />
        </span>
        {row.heldBack === 0 ? null : (
          <>
            <br />
            <StatusWord status="held" />
          </>
        )}
      </td>
      <td data-l={t("d.mine.next")}>
        {row.status === "draft" ? (
          <Link to={`/d/submissions/${row.reference}`}>{t("d.mine.continue")}</Link>
        ) : row.heldBack > 0 && row.status === "registered" ? (
          <Link to={`/d/submissions/${mended === undefined ? row.reference : mended.reference}`}>
            {mended === undefined ? t("d.mine.readWhy") : t("d.mine.seeSupplement", { reference: mended.reference })}
          </Link>
        ) : (
          <span className="muted">{t("d.mine.nothing")}</span>
        )}
      </td>
    </tr>
  );
};

const Nothing = () => {
  const { t } = useTranslation();
  return (
    <Empty
      title={t("d.empty.title")}
      says={t("d.empty.says")}
      act={
        <ButtonLink to="/d/submissions/new" look="go">
          {t("d.mine.new")}
        </ButtonLink>
      }
    >
      <ol className="steps">
        {(["one", "two", "three", "four"] as const).map((step) => (
          <li key={step}>
            <b>{t(`d.empty.${step}`)}</b>
            {t(`d.empty.${step}Says`)}
          </li>
        ))}
      </ol>
      <p className="help late">{t("d.empty.late")}</p>
    </Empty>
  );
};
