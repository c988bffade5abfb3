import { useTranslation } from "react-i18next";

/** The idea of the whole system as a drawing: one bearing is a line, two are a fix. */
export const FixFigure = () => {
  const { t } = useTranslation();
  return (
    <figure className="fixfig">
      <svg viewBox="0 0 640 150" role="img" aria-label={t("entrance.figure")} fill="none">
        <path stroke="var(--rule)" d="M0 24H640M0 74H640M0 124H640M80 0V150M200 0V150M320 0V150M440 0V150M560 0V150" />
        <path d="M40 128 L303 66 M337 58 L574 3" stroke="var(--ink)" strokeWidth="2.5" />
        <path d="M40 137 L600 7" stroke="var(--edge)" strokeWidth="1.5" strokeDasharray="2 5" />
        <path d="M600 128 L337 66 M303 58 L66 3" stroke="var(--ink)" strokeWidth="2.5" />
        <circle cx="320" cy="62" r="17" stroke="var(--action)" strokeWidth="5" fill="var(--surface)" />
        <circle cx="320" cy="62" r="3.5" fill="var(--action)" />
        <rect x="34" y="122" width="12" height="12" fill="var(--ink)" />
        <rect x="594" y="122" width="12" height="12" fill="var(--ink)" />
        <text className="fixword" x="320" y="30" textAnchor="middle">
          {t("entrance.fix")}
        </text>
      </svg>
      <figcaption>
        <span>{t("entrance.figureOne")}</span>
        <span>{t("entrance.figureTwo")}</span>
      </figcaption>
    </figure>
  );
};
