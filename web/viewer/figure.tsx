import type OpenSeadragon from "openseadragon";
import { useTranslation } from "react-i18next";
import type { RegisteredItem } from "#web/panel/registered.ts";
import { Row } from "#web/patterns/evidence.tsx";
import { Hash } from "#web/patterns/hash.tsx";
import { Status } from "#web/patterns/status.tsx";
import { stateName } from "#web/patterns/words-of.ts";
import { knownOf, scaleBar } from "./measures.ts";
import { usePixelRatio } from "./stage.tsx";

/** The scale at which the picture is drawn now, or that it is not known. */
export const Scale = ({
  viewer,
  gsd,
}: {
  readonly viewer: OpenSeadragon.Viewer | undefined;
  readonly gsd: number | undefined;
}) => {
  const { t } = useTranslation();
  const ratio = usePixelRatio(viewer);
  if (gsd === undefined) return <p className="vscale">{t("viewer.scaleUnknown")}</p>;
  if (ratio === undefined) return null;
  const bar = scaleBar(ratio * gsd, 140);
  const words =
    bar.metres >= 1000
      ? t("viewer.km", { n: bar.metres / 1000 })
      : bar.metres >= 1
        ? t("viewer.m", { n: bar.metres })
        : t("viewer.cm", { n: Math.round(bar.metres * 100) });
  return (
    <p className="vscale">
      <i aria-hidden="true" style={{ inlineSize: `${bar.pixels}px` }} />
      {t("viewer.scale", { length: words, gsd })}
    </p>
  );
};

/** Which way north is in the picture, where the bearing of its upper edge is held. */
export const North = ({ top }: { readonly top: number | undefined }) => {
  const { t } = useTranslation();
  if (top === undefined) return <p className="vnorth">{t("viewer.northUnknown")}</p>;
  return (
    <p className="vnorth">
      <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" style={{ rotate: `${-top}deg` }}>
        <path d="M12 2 7 21l5-4 5 4Z" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M12 2 7 21l5-4Z" fill="currentColor" />
      </svg>
      {t("viewer.north", { top })}
    </p>
  );
};

/** Whether what was read here is what was registered. */
export const Checked = ({ item, sha256 }: { readonly item: RegisteredItem; readonly sha256: string }) => {
  const { t } = useTranslation();
  const agrees = sha256 === item.sha256Stored;
  return (
    <div className="vhash" role={agrees ? "status" : "alert"}>
      <Status tone={agrees ? "met" : "stop"}>{t(agrees ? "viewer.agrees" : "viewer.differs")}</Status>
      <p className="muted">
        {t("viewer.computed")} <Hash value={sha256} full copy />
      </p>
      {agrees || item.sha256Stored === null ? null : (
        <p className="muted">
          {t("viewer.registered")} <Hash value={item.sha256Stored} full copy />
        </p>
      )}
    </div>
  );
};

/** Date, sensor and source of what is shown; "not held" is said, never left out. */
export const About = ({ item }: { readonly item: RegisteredItem }) => {
  const { t } = useTranslation();
  const known = knownOf(item.metadata ?? {});
  const none = t("plate.notHeld");
  const acquired =
    known.until === undefined || known.until === known.acquired
      ? known.acquired
      : t("viewer.span", { from: known.acquired ?? none, to: known.until });
  const from = item.state === null ? item.publisher : stateName(item.state);
  return (
    <dl className="rows" id="metadata">
      <Row label={t("plate.acquired")} value={acquired ?? none} />
      <Row label={t("plate.sensor")} value={known.sensor ?? none} />
      <Row label={t("viewer.place")} value={known.place ?? none} />
      <Row
        label={t("plate.source")}
        value={[from, known.provider, known.licence].filter((one) => one !== undefined && one !== null).join(", ") || none}
      />
      <Row
        label={t("viewer.size")}
        value={item.image === null ? none : t("viewer.pixels", { width: item.image.width, height: item.image.height })}
      />
    </dl>
  );
};
