import { useQuery } from "@tanstack/react-query";
import { geoMercator, geoPath } from "d3-geo";
import { useTranslation } from "react-i18next";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { type Place, PRECISIONS } from "#shared/domain/places.ts";
import { isStage } from "#shared/domain/stages.ts";
import { ActForm } from "#web/forms/act-form.tsx";
import type { SeenCase } from "#web/panel/case-seen.ts";
import { Fault, Loading } from "#web/patterns/states.tsx";
import "./viewer.css";

/** Land alone, as the package of Natural Earth's data holds it. */
type Land = Topology<{ readonly land: GeometryCollection }>;
const WIDTH = 720;
const HEIGHT = 400;
/** Least stretch of land around places, degrees. */
const AROUND = 3;

/** The case's places on a map of land alone, the same as a table, and a form to record one. */
export const Places = ({ file }: { readonly file: SeenCase }) => {
  const { t } = useTranslation();
  const { places } = file;
  return (
    <section id="places">
      <h2>
        {t("places.title")} <span className="aside">{t("places.aside")}</span>
      </h2>
      {places.length === 0 ? (
        <p className="help">{t("places.none")}</p>
      ) : (
        <>
          <PlaceMap places={places} />
          <PlaceTable places={places} />
        </>
      )}
      {isStage(file.at) ? (
        <details className="spaced">
          <summary>{t("places.record")}</summary>
          <ActForm
            route="record-place"
            fixed={{ case: file.case }}
            names={[{ name: "place", label: t("field.place") }]}
            options={{ cites: file.exhibits.map((one) => ({ value: one.ref, label: [one.ref, one.title].join(" · ") })) }}
            label={t("places.act")}
          />
        </details>
      ) : null}
    </section>
  );
};

const PlaceMap = ({ places }: { readonly places: readonly Place[] }) => {
  const { t } = useTranslation();
  const land = useQuery({
    queryKey: ["land"],
    queryFn: async () => (await import("world-atlas/land-50m.json")).default as Land,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (land.error !== null) return <Fault error={land.error} reading onAgain={() => void land.refetch()} />;
  if (land.data === undefined) return <Loading />;
  const projection = framed(places);
  const shape = geoPath(projection)(feature(land.data, "land")) ?? "";
  return (
    <figure className="placemap">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t("places.map", { count: places.length })}>
        <path className="land" d={shape} />
        {places.map((place) => (
          <Mark key={place.id} place={place} projection={projection} />
        ))}
      </svg>
      <figcaption>{t("places.source")}</figcaption>
    </figure>
  );
};

const framed = (places: readonly Place[]) => {
  const around = places.flatMap(({ latitude, longitude }) =>
    [-AROUND, AROUND].flatMap((dy) =>
      [-AROUND, AROUND].map((dx) => [longitude + dx, Math.max(-85, Math.min(85, latitude + dy))] as [number, number]),
    ),
  );
  const projection = geoMercator().fitExtent(
    [
      [12, 12],
      [WIDTH - 12, HEIGHT - 12],
    ],
    { type: "MultiPoint", coordinates: around },
  );
  return projection.clipExtent([
    [0, 0],
    [WIDTH, HEIGHT],
  ]);
};

/** Metres of one degree of latitude on a sphere of the Earth's mean radius, 6,371 km. */
const DEGREE = 111_195;

const Mark = ({ place, projection }: { readonly place: Place; readonly projection: ReturnType<typeof framed> }) => {
  const at = projection([place.longitude, place.latitude]);
  if (at === null) return null;
  const [x, y] = at;
  const metres = PRECISIONS[place.precision];
  const north = metres === undefined ? null : projection([place.longitude, place.latitude + metres / DEGREE]);
  const radius = Math.max(5, north === null ? 9 : y - north[1]);
  return (
    <g className={metres === undefined ? "mark loose" : "mark"}>
      <circle cx={x} cy={y} r={radius} />
      <circle cx={x} cy={y} r={1.5} className="dot" />
      <text x={x + radius + 4} y={y + 4}>
        {place.name}
      </text>
    </g>
  );
};

const PlaceTable = ({ places }: { readonly places: readonly Place[] }) => {
  const { t } = useTranslation();
  return (
    <table className="stack">
      <thead>
        <tr>
          <th>{t("places.place")}</th>
          <th>{t("places.coordinates")}</th>
          <th>{t("places.precision")}</th>
          <th>{t("places.cites")}</th>
        </tr>
      </thead>
      <tbody>
        {places.map((place) => (
          <tr key={place.id}>
            <td>
              <b>{place.name}</b>
              <div className="muted">{place.basis}</div>
            </td>
            <td data-l={t("places.coordinates")}>
              <bdi dir="ltr">{t("places.at", { latitude: place.latitude, longitude: place.longitude })}</bdi>
            </td>
            <td data-l={t("places.precision")}>{t(`places.precise.${place.precision}`)}</td>
            <td data-l={t("places.cites")} className="mono">
              {place.cites.join(", ") || t("plate.notHeld")}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
