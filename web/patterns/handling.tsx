import { useTranslation } from "react-i18next";
import { HANDLING, type Handling } from "#shared/domain/handling.ts";

const TLP_CLASS: Readonly<Record<Handling["tlp"], string>> = {
  CLEAR: "tlp clear",
  GREEN: "tlp green",
  AMBER: "tlp",
  "AMBER+STRICT": "tlp",
  RED: "tlp red",
};
const ATTRIBUTION: Readonly<Record<Handling["attribution"], string>> = {
  none: "handling.none",
  "a Member State": "handling.aMemberState",
  "named State": "handling.namedState",
  "named source": "handling.namedSource",
};

/** A TLP label in its published colours, on black. */
export const Tlp = ({ tlp }: { readonly tlp: Handling["tlp"] }) => (
  <bdi dir="ltr" className={TLP_CLASS[tlp]}>
    TLP:{tlp}
  </bdi>
);

/** Three axes in one object, always in this order; never one merged badge. `column` is for narrow places. */
export const HandlingLine = ({ handling, column = false }: { readonly handling: Handling; readonly column?: boolean }) => {
  const { t } = useTranslation();
  const rank = HANDLING.classification[handling.classification].rank;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls; this is one thing to read
    <div className={column ? "hand col" : "hand"} role="group" aria-label={t("handling.label")}>
      <span>
        <span className="ax">{t("handling.un")}</span>
        <span className="bars" aria-hidden="true">
          <i className="on" />
          <i className={rank >= 1 ? "on" : undefined} />
          <i className={rank >= 2 ? "on" : undefined} />
        </span>
        <b>{t(`handling.classification.${handling.classification}`)}</b>
      </span>
      <span>
        <span className="ax">{t("handling.originator")}</span>
        <Tlp tlp={handling.tlp} /> {handling.panelOnly ? t("handling.panelOnly") : null}
      </span>
      <span>
        <span className="ax">{t("handling.attribution")}</span>
        {t(ATTRIBUTION[handling.attribution])}
      </span>
    </div>
  );
};
