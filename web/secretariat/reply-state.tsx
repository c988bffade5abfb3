import { useTranslation } from "react-i18next";
import { daysBetween } from "#shared/domain/clock.ts";
import { Status } from "#web/patterns/status.tsx";
import { dateOf } from "#web/patterns/time.tsx";
import { useBusinessTime } from "#web/shell/clock.tsx";
import type { SeenLetter } from "./seen.ts";

/** Whether a reply came, and how long the window is still open, in business time. */
export const ReplyState = ({ letter }: { readonly letter: Pick<SeenLetter, "reply" | "dueAt"> }) => {
  const { t } = useTranslation();
  const { data } = useBusinessTime();
  if (letter.reply !== undefined)
    return <Status tone="met">{t("sec.letters.repliedOn", { date: dateOf(letter.reply.at) })}</Status>;
  const date = dateOf(letter.dueAt);
  if (data === undefined) return <Status tone="gap">{t("sec.letters.due", { date })}</Status>;
  if (letter.dueAt <= data.now) return <Status tone="stop">{t("sec.letters.closed", { date })}</Status>;
  return <Status tone="gap">{t("sec.letters.dueIn", { date, count: daysBetween(data.now, letter.dueAt) })}</Status>;
};
