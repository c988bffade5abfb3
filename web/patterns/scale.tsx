import type { CSSProperties, ReactNode } from "react";
import { useTranslation } from "react-i18next";

export interface ScaleMark {
  readonly id: string;
  readonly title: ReactNode;
  /** ISO 8601. */
  readonly at: string;
  /** Whole days from today. */
  readonly days: number;
  readonly derived?: boolean;
}

/** The mandate clock as a chart's scale bar: single days to the next deadline, then longer stretches, labels at the ticks. */
export const Scale = ({ today, marks }: { readonly today: string; readonly marks: readonly ScaleMark[] }) => {
  const { t } = useTranslation();
  const widths = marks.map((mark, at) =>
    Math.max(at === 0 ? 4.5 : 3, Math.min(6, Math.sqrt(Math.max(1, mark.days - (marks[at - 1]?.days ?? 0))))),
  );
  const style = { "--cols": widths.map((width) => `${width.toFixed(1)}fr`).join(" "), "--n": Math.max(1, marks[0]?.days ?? 1) };
  return (
    <ol className="scale" aria-label={t("scale.label")} style={style as CSSProperties}>
      {marks.map((mark, at) => (
        <li key={mark.id} className={at === 0 && mark.days < 14 ? "next" : undefined}>
          <span className="seg" aria-hidden="true" />
          {at === 0 ? (
            <span className="today">
              {t("scale.today")}
              <br />
              <b>{today}</b>
            </span>
          ) : null}
          <span className="n">{t("scale.days", { count: mark.days })}</span>
          <b>{mark.title}</b>
          {mark.derived === true ? <i>{mark.at}</i> : mark.at}
        </li>
      ))}
    </ol>
  );
};
