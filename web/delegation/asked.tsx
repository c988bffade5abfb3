import { useTranslation } from "react-i18next";
import { daysBetween } from "#shared/domain/clock.ts";
import { ButtonLink } from "#web/patterns/button.tsx";
import { Status } from "#web/patterns/status.tsx";
import { dateOf } from "#web/patterns/time.tsx";
import { useBusinessTime } from "#web/shell/clock.tsx";
import type { Asked } from "./answers.ts";

export const addressOf = ({ kind, id, reference }: Asked): string =>
  ({ letter: `/d/enquiries/${id}`, release: `/d/releases/${id}`, message: `/d/submissions/${reference}#messages` })[kind];

/** "Reply by 29 January 2024, in 3 days", or that the day has passed. */
export const useDue = (): ((asked: Asked) => string) => {
  const { t } = useTranslation();
  const { data } = useBusinessTime();
  return ({ dueAt }) => {
    if (dueAt === null) return t("d.asked.undated");
    const days = data === undefined ? undefined : daysBetween(data.now, dueAt);
    const left = days === undefined ? "" : days < 0 ? t("d.asked.late") : t("shell.inDays", { count: days });
    return t("d.asked.dueIn", { date: dateOf(dueAt), left });
  };
};

/** The title of something asked: what kind of letter, or how many sentences. */
export const useAskedTitle = (): ((asked: Asked) => string) => {
  const { t } = useTranslation();
  return (asked) =>
    ({
      letter: () => t(`d.asked.purpose.${asked.purpose}`),
      release: () => t("d.asked.request", { count: asked.sentences?.length ?? 0 }),
      message: () => t("d.asked.message", { reference: asked.reference }),
    })[asked.kind]();
};

/** One thing asked of the State, with its first words and its day. */
export const AskedRow = ({ asked }: { readonly asked: Asked }) => {
  const { t } = useTranslation();
  const titleOf = useAskedTitle();
  const dueOf = useDue();
  const words = asked.kind === "release" ? asked.sentences?.[0]?.text : asked.asks;
  const open = asked.answeredAt === null;
  return (
    <li className="one">
      <div>
        <Status tone={open ? "gap" : "met"}>
          {titleOf(asked)}
          {asked.kind !== "letter" ? null : <bdi dir="ltr">, {asked.reference}</bdi>}
        </Status>
        <p className={asked.kind === "release" ? "record excerpt" : "excerpt"}>
          <bdi dir="auto">{asked.kind === "release" ? `“${words ?? ""}”` : words}</bdi>
        </p>
        <p className="by2">{open ? dueOf(asked) : `${t("d.asked.answered")} ${dateOf(asked.answeredAt ?? "")}`}</p>
        <div className="btns">
          <ButtonLink small to={addressOf(asked)}>
            {t(open ? "d.asked.answerIt" : "d.mine.read")}
          </ButtonLink>
        </div>
      </div>
    </li>
  );
};
