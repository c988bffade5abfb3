import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Refused } from "#shared/api/refused.ts";
import { useAct } from "#web/api/hooks.ts";
import { useDraft } from "#web/forms/drafts.ts";
import { Button } from "#web/patterns/button.tsx";
import { Row } from "#web/patterns/evidence.tsx";
import { TextArea, TextField } from "#web/patterns/field.tsx";
import { Fault, Stale } from "#web/patterns/states.tsx";
import { dateOf } from "#web/patterns/time.tsx";
import { announce } from "#web/shell/live.ts";
import type { SeenReport } from "./seen.ts";

/** The part of the report that the Secretariat writes itself: introduction, methodology, symbol, date. Everything else is the Panel's. */
export const Frame = ({ report }: { readonly report: SeenReport }) => {
  const { t } = useTranslation();
  return (
    <section id="frame">
      <h2>
        {t("sec.frame.title")} <span className="aside">{t("sec.frame.aside")}</span>
      </h2>
      {report.at === "collecting" ? <Write report={report} /> : <Written report={report} />}
    </section>
  );
};

const Written = ({ report }: { readonly report: SeenReport }) => {
  const { t } = useTranslation();
  const paragraphs = (texts: readonly string[]) =>
    texts.length === 0
      ? t("sec.frame.empty")
      : texts.map((text) => (
          <p key={text} className="record">
            {text}
          </p>
        ));
  return (
    <>
      <p className="help">{t("sec.frame.closed")}</p>
      <dl className="rows">
        <Row label={t("sec.frame.symbol")} value={report.symbol ?? t("sec.frame.empty")} />
        <Row label={t("sec.frame.date")} value={report.date === null ? t("sec.frame.empty") : dateOf(report.date)} />
        <Row label={t("sec.frame.introduction")} value={paragraphs(report.introduction)} />
        <Row label={t("sec.frame.methodology")} value={paragraphs(report.methodology)} />
      </dl>
    </>
  );
};

/** Paragraphs stand apart by an empty line, as people write them. */
const joined = (paragraphs: readonly string[]) => paragraphs.join("\n\n");
const split = (text: string) =>
  text
    .split(/\n\s*\n/)
    .map((one) => one.trim())
    .filter(Boolean);

const Write = ({ report }: { readonly report: SeenReport }) => {
  const { t } = useTranslation();
  const act = useAct("write-report");
  const held = {
    introduction: joined(report.introduction),
    methodology: joined(report.methodology),
    symbol: report.symbol ?? "",
    date: report.date ?? "",
  };
  const draft = useDraft(`write-report.${report.report}`, held);
  const { introduction, methodology, symbol, date } = draft.value;
  const record = (event: FormEvent) => {
    event.preventDefault();
    if (act.isPending) return;
    act.mutate(
      {
        report: report.report,
        version: report.version,
        introduction: split(introduction),
        methodology: split(methodology),
        ...(symbol === "" ? {} : { symbol }),
        ...(date === "" ? {} : { date }),
      },
      {
        onSuccess: () => {
          draft.forget(draft.value);
          announce(t("form.recorded"));
        },
      },
    );
  };
  const set = (name: keyof typeof held) => (event: { readonly target: { readonly value: string } }) =>
    draft.change({ ...draft.value, [name]: event.target.value });
  return (
    <form onSubmit={record} noValidate>
      <TextField label={t("sec.frame.symbol")} maxLength={40} value={symbol} onChange={set("symbol")} />
      <TextField label={t("sec.frame.date")} type="date" value={date} onChange={set("date")} />
      <TextArea
        label={t("sec.frame.introduction")}
        hint={t("sec.frame.paragraphs")}
        rows={6}
        value={introduction}
        onChange={set("introduction")}
      />
      <TextArea
        label={t("sec.frame.methodology")}
        hint={t("sec.frame.paragraphs")}
        rows={8}
        value={methodology}
        onChange={set("methodology")}
      />
      {act.error instanceof Refused && act.error.code === "STALE" ? (
        <Stale onReload={() => act.reset()} />
      ) : act.error === null ? null : (
        <Fault error={act.error} />
      )}
      <div className="btns">
        <Button type="submit" busy={act.isPending}>
          {t("sec.frame.record")}
        </Button>
      </div>
      <p className="by2">{t("sec.frame.effect")}</p>
    </form>
  );
};
