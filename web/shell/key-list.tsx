import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Area } from "#web/area.ts";
import { Dialog } from "#web/patterns/dialog.tsx";
import { singleKeysOn, switchSingleKeys } from "./keys.ts";

/** Every key that works here; single keys can be switched off (WCAG 2.1.4). */
export const KeyList = ({ area, onClose }: { readonly area: Area; readonly onClose: () => void }) => {
  const { t } = useTranslation();
  const [on, setOn] = useState(singleKeysOn());
  const rows: readonly (readonly [string, string])[] = [
    ["?", t("keys.list")],
    ["/", t("keys.search")],
    ...area.nav
      .filter((row) => row.key !== undefined)
      .map((row) => [`g ${row.key}`, t("keys.goTo", { place: t(row.label) })] as const),
    ["j", t("keys.nextRow")],
    ["k", t("keys.previousRow")],
    ["Enter", t("keys.open")],
    ["Ctrl+Enter", t("keys.record")],
    ["Esc", t("keys.close")],
  ];
  return (
    <Dialog title={t("keys.title")} onClose={onClose}>
      <dl className="rows keylist">
        {rows.map(([key, says]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
      <p className="by2">{t(on ? "keys.on" : "keys.off")}</p>
      <label className="themeswitch">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => {
            switchSingleKeys(event.target.checked);
            setOn(event.target.checked);
          }}
        />{" "}
        {t("keys.switch")}
      </label>
    </Dialog>
  );
};
