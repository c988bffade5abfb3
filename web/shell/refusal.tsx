import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Refused } from "#shared/api/refused.ts";
import { Row } from "#web/patterns/evidence.tsx";
import { Status } from "#web/patterns/status.tsx";
import { useRefusal } from "#web/patterns/words-of.ts";

interface Props {
  readonly refusal: Refused;
  readonly title?: string;
  readonly asked: ReactNode;
  readonly whoCan?: ReactNode;
  /** What the person can do now: one row each. */
  readonly ways?: readonly { readonly title: string; readonly says: ReactNode; readonly act?: ReactNode }[];
}

/** Something that may be read but not done: what was asked, what happened, who can do it, what is possible now. */
export const RefusalPage = ({ refusal, title, asked, whoCan, ways = [] }: Props) => {
  const { t } = useTranslation();
  const words = useRefusal();
  return (
    <div className="narrowcol" role="alert">
      <Status tone="stop">{t("page.notDone")}</Status>
      <h1>{title ?? t("page.refusedTitle")}</h1>
      <p className="lede">{words(refusal)}</p>
      <dl className="rows spaced">
        <Row label={t("page.youAsked")} value={asked} />
        <Row label={t("page.happened")} value={t("page.nothingChanged")} />
        {whoCan === undefined ? null : <Row label={t("page.whoCan")} value={whoCan} />}
        <Row label={t("page.reference")} value={<code>{`${refusal.code} ${refusal.status}`}</code>} />
      </dl>
      {ways.length === 0 ? null : (
        <section>
          <h2>{t("page.youCan")}</h2>
          <ul className="gates">
            {ways.map((way) => (
              <li key={way.title} className="one">
                <div>
                  <b>{way.title}</b>
                  <p className="by2">{way.says}</p>
                  {way.act === undefined ? null : <div className="btns">{way.act}</div>}
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
};
