import { useTranslation } from "react-i18next";
import type { Exhibit } from "#shared/domain/case.ts";
import type { SeenCase } from "#web/panel/case-seen.ts";
import { useFirst } from "#web/patterns/first.tsx";
import { knownDate } from "#web/patterns/time.tsx";
import "./viewer.css";

const SHOWN = 20;

/** Start of what an exhibit shows, milliseconds; a month stands for its first day. Undefined where the date is none. */
const startOf = (shows: string): number | undefined => {
  const at = Date.parse(shows.slice(0, 10).length === 7 ? `${shows.slice(0, 7)}-01` : shows.slice(0, 10));
  return Number.isNaN(at) ? undefined : at;
};

/** When what the exhibits show happened, as they say: a line of dates, and the same as a table. */
export const Timeline = ({ file }: { readonly file: SeenCase }) => {
  const { t } = useTranslation();
  const dated = file.exhibits
    .flatMap((one) => {
      const at = one.shows === undefined ? undefined : startOf(one.shows);
      return at === undefined ? [] : [{ one, at }];
    })
    .toSorted((a, b) => a.at - b.at);
  const undated = file.exhibits.length - dated.length;
  return (
    <section id="timeline">
      <h2>
        {t("timeline.title")} <span className="aside">{t("timeline.aside")}</span>
      </h2>
      {dated.length === 0 ? <p className="help">{t("timeline.none")}</p> : <Dates dated={dated} />}
      {undated === 0 ? null : <p className="help">{t("timeline.undated", { count: undated })}</p>}
    </section>
  );
};

const Dates = ({ dated }: { readonly dated: readonly { readonly one: Exhibit; readonly at: number }[] }) => {
  const { t } = useTranslation();
  const first = dated[0]?.at ?? 0;
  const { shown, more } = useFirst(dated, SHOWN);
  const span = Math.max(1, (dated.at(-1)?.at ?? first) - first);
  return (
    <>
      <svg viewBox="0 0 720 40" className="timeline" role="img" aria-label={t("timeline.line", { count: dated.length })}>
        <line x1="10" x2="710" y1="20" y2="20" />
        {dated.map(({ one, at }) => (
          <circle key={one.ref} cx={10 + (700 * (at - first)) / span} cy="20" r="6" />
        ))}
      </svg>
      <table className="stack">
        <thead>
          <tr>
            <th>{t("timeline.date")}</th>
            <th>{t("timeline.exhibit")}</th>
            <th>{t("timeline.what")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ one }) => (
            <tr key={one.ref}>
              <td>{knownDate(one.shows ?? "")}</td>
              <td className="mono" data-l={t("timeline.exhibit")}>
                {one.ref}
              </td>
              <td data-l={t("timeline.what")}>{one.title}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </>
  );
};
