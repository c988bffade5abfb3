import { useTranslation } from "react-i18next";
import { Empty, Read } from "#web/patterns/states.tsx";
import { usePageTitle } from "#web/shell/title.ts";
import { AskedRow } from "./asked.tsx";
import { useAskedList } from "./data.ts";

/** Everything of this kind that the Panel asked the State, open ones first. */
export const Screen = () => {
  const { t } = useTranslation();
  usePageTitle(t("d.asked.enquiries"));
  const asked = useAskedList();
  return (
    <>
      <h1 tabIndex={-1}>{t("d.asked.enquiries")}</h1>
      <Read from={asked}>
        {(all) => {
          const rows = all
            .filter((one) => one.kind === "letter")
            .toSorted((one, other) => Number(one.answeredAt !== null) - Number(other.answeredAt !== null));
          if (rows.length === 0) return <Empty title={t("d.asked.none")} says={t("d.asked.noneSays")} />;
          return (
            <ul className="gates spaced">
              {rows.map((one) => (
                <AskedRow key={one.id} asked={one} />
              ))}
            </ul>
          );
        }}
      </Read>
    </>
  );
};
