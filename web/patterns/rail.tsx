import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";

export interface RailStage {
  readonly id: string;
  readonly title: string;
  readonly at: "done" | "now" | "ahead";
  /** At most three words. */
  readonly fact?: string;
}

/** Where a case stands among its stages: solid, half filled, double hairline. Below 760 px: segments and one heading. */
export const Rail = ({ stages }: { readonly stages: readonly RailStage[] }) => {
  const { t } = useTranslation();
  const now = stages.findIndex((stage) => stage.at === "now");
  const current = stages[now];
  const count = { "--stages": stages.length } as CSSProperties;
  const classOf = (stage: RailStage) => (stage.at === "ahead" ? undefined : stage.at);
  const list = (className?: string) => (
    <ol className={className} style={count}>
      {stages.map((stage, index) => (
        <li key={stage.id} className={classOf(stage)} aria-current={stage.at === "now" ? "step" : undefined}>
          <b>
            {index + 1} {stage.title}
          </b>
          {stage.fact}
          <span className="sr"> ({t(`rail.${stage.at}`)})</span>
        </li>
      ))}
    </ol>
  );
  return (
    <>
      {list("rail")}
      <div className="railnarrow">
        <div className="segs" aria-hidden="true" style={count}>
          {stages.map((stage) => (
            <i key={stage.id} className={classOf(stage)} />
          ))}
        </div>
        <details>
          <summary>
            <b>
              {current === undefined
                ? t("rail.all")
                : t("rail.of", { number: now + 1, count: stages.length, title: current.title })}
            </b>
          </summary>
          {list()}
        </details>
      </div>
    </>
  );
};

/** The same in a row of a list. */
export const MiniRail = ({ stages }: { readonly stages: readonly RailStage[] }) => {
  const { t } = useTranslation();
  const now = stages.findIndex((stage) => stage.at === "now");
  return (
    <div
      className="mini"
      role="img"
      aria-label={t("rail.of", { number: now + 1, count: stages.length, title: stages[now]?.title ?? "" })}
    >
      {stages.map((stage) => (
        <i key={stage.id} className={stage.at === "ahead" ? undefined : stage.at} />
      ))}
    </div>
  );
};
