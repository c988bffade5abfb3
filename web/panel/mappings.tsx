import { useState } from "react";
import { useTranslation } from "react-i18next";
import { OBLIGATIONS } from "#shared/domain/obligations.ts";
import { isStage } from "#shared/domain/stages.ts";
import { ActForm } from "#web/forms/act-form.tsx";
import { Choice } from "#web/patterns/field.tsx";
import { Status, type Tone } from "#web/patterns/status.tsx";
import type { SeenCase } from "./case-seen.ts";

const TONE: Readonly<Record<string, Tone>> = { established: "met", "supported by inference": "gap", "not established": "stop" };

/** How the evidence stands to each element of each obligation. A paragraph number that nobody checked says so. */
export const Mappings = ({ file }: { readonly file: SeenCase }) => {
  const { t } = useTranslation();
  return (
    <section id="legal">
      <h2>{t("panel.legal.title")}</h2>
      {file.mappings.length === 0 ? <p className="help">{t("panel.legal.none")}</p> : null}
      {file.mappings.map((mapping) => (
        <div key={mapping.obligation} className="spaced">
          <h3 className="citation">
            {mapping.citation ?? mapping.obligation}{" "}
            {mapping.numberVerified ? null : <Status tone="voice">{t("panel.legal.unverified")}</Status>}
          </h3>
          {mapping.measure === null ? null : <p className="muted">{mapping.measure}</p>}
          <ul className="gates">
            {mapping.elements.map((one) => (
              <li key={one.element} className="one">
                <div>
                  <Status tone={TONE[one.state] ?? "idle"}>{t(`choice.${one.state}`)}</Status>
                  <p className="need">{elementOf(mapping.obligation, one.element)}</p>
                  <p className="by">
                    {one.claims.length === 0 ? one.why : t("panel.legal.whyBy", { why: one.why, claims: one.claims.join(", ") })}
                  </p>
                </div>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {isStage(file.at) ? (
        <details className="spaced">
          <summary>{t("panel.legal.map")}</summary>
          <MapOne file={file} />
        </details>
      ) : null}
    </section>
  );
};

const elementOf = (obligation: string, element: string): string => {
  const row = (OBLIGATIONS as Readonly<Record<string, { readonly elements: Readonly<Record<string, string>> }>>)[obligation];
  return row?.elements[element] ?? element;
};

/** The form of one obligation begins with all its elements, so that none is passed over. */
const MapOne = ({ file }: { readonly file: SeenCase }) => {
  const { t } = useTranslation();
  const [chosen, choose] = useState("");
  const claims = file.claims.map((one) => ({ value: one.id, label: `${one.id} · ${one.text.slice(0, 80)}` }));
  const row = (OBLIGATIONS as Readonly<Record<string, { readonly elements: Readonly<Record<string, string>> }>>)[chosen];
  const known = file.mappings.find((one) => one.obligation === chosen);
  const elements = Object.entries(row?.elements ?? {}).map(([value, label]) => ({ value, label }));
  return (
    <>
      <Choice label={t("field.obligation")} value={chosen} onChange={({ target }) => choose(target.value)}>
        <option value="">{t("form.choose")}</option>
        {Object.entries(OBLIGATIONS).map(([id, one]) => (
          <option key={id} value={id}>
            {t("panel.legal.option", { resolution: one.resolution, paragraph: one.paragraph, measure: one.measure })}
          </option>
        ))}
      </Choice>
      {row === undefined ? null : (
        <ActForm
          key={chosen}
          route="map-obligation"
          fixed={{ case: file.case, obligation: chosen, own: undefined }}
          start={{
            elements: elements.map(({ value }) => known?.elements.find((one) => one.element === value) ?? { element: value }),
          }}
          options={{ element: elements, claims }}
          label={t("panel.legal.act")}
        />
      )}
    </>
  );
};
