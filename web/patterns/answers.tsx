import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface Props {
  /** One serif sentence. */
  readonly stands: ReactNode;
  readonly standsMore?: ReactNode;
  /** Most blocking first; four are shown at most. Each links to its place. */
  readonly missing: readonly ReactNode[];
  readonly can: ReactNode;
  /** One button. */
  readonly act?: ReactNode;
}

/** Three answers, in this order, below the title of every screen. */
export const Answers = ({ stands, standsMore, missing, can, act }: Props) => {
  const { t } = useTranslation();
  return (
    <dl className="answers">
      <div>
        <dt>{t("answers.stands")}</dt>
        <dd className="big">{stands}</dd>
        {standsMore === undefined ? null : <dd>{standsMore}</dd>}
      </div>
      <div>
        <dt>{t("answers.missing")}</dt>
        {missing.length === 0 ? <dd className="muted">{t("answers.nothing")}</dd> : null}
        {missing.slice(0, 4).map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is drawn whole each time and holds no state
          <dd key={at}>{one}</dd>
        ))}
      </div>
      <div>
        <dt>{t("answers.can")}</dt>
        <dd>{can}</dd>
        {act === undefined ? null : <dd className="btns">{act}</dd>}
      </div>
    </dl>
  );
};
