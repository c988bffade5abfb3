import { useTranslation } from "react-i18next";
import { Hash } from "#web/patterns/hash.tsx";
import { Icon } from "#web/patterns/icons.tsx";
import { FileName } from "#web/patterns/name.tsx";
import { Read } from "#web/patterns/states.tsx";
import { Moment } from "#web/patterns/time.tsx";
import type { Item, Opening, Whole } from "./answers.ts";
import { useOpenings } from "./data.ts";

/** Each opening of the submission's material, newest first; who is a kind of person. */
export const OpenedBy = ({ whole }: { readonly whole: Whole }) => {
  const { t } = useTranslation();
  const openings = useOpenings(whole.reference);
  return (
    <section id="opened">
      <h2>
        {t("d.one.opened")}{" "}
        <span className="aside">
          <Icon name="eye" /> {t("d.one.openedAside")}
        </span>
      </h2>
      <Read from={openings}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="help">{t("d.one.openedNone")}</p>
          ) : (
            <table className="stack">
              <thead>
                <tr>
                  <th scope="col">{t("d.one.when")}</th>
                  <th scope="col">{t("d.one.who")}</th>
                  <th scope="col">{t("d.one.what")}</th>
                  <th scope="col">{t("d.one.entry")}</th>
                </tr>
              </thead>
              <tbody>
                {rows.toReversed().map((row) => (
                  <OpeningRow key={row.id} opening={row} items={whole.items} />
                ))}
              </tbody>
            </table>
          )
        }
      </Read>
      <p className="help">{t("d.one.openedHelp")}</p>
    </section>
  );
};

const OpeningRow = ({ opening, items }: { readonly opening: Opening; readonly items: readonly Item[] }) => {
  const { t } = useTranslation();
  const item = items.find((one) => one.id === opening.item || String(one.number) === opening.item);
  return (
    <tr>
      <td>
        <Moment at={opening.at} />
      </td>
      <td data-l={t("d.one.who")}>{t(opening.by === "panel" ? "d.one.byPanel" : "d.one.byMission")}</td>
      <td data-l={t("d.one.what")}>{item === undefined ? null : <FileName>{item.name}</FileName>}</td>
      <td data-l={t("d.one.entry")}>
        <Hash value={opening.commitment} />
      </td>
    </tr>
  );
};
