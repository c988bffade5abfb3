import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ActForm } from "#web/forms/act-form.tsx";
import { WordingWarning } from "#web/patterns/claim.tsx";
import { Read } from "#web/patterns/states.tsx";
import { Status } from "#web/patterns/status.tsx";
import { usePageTitle } from "#web/shell/title.ts";
import type { SeenCase } from "./case-seen.ts";
import { useCase } from "./case-seen.ts";

/** The text of the finding, sentence by sentence, each with its claims and what the evidence carries. Faults block leaving the stage, never writing. */
export const Screen = () => {
  const { t } = useTranslation();
  usePageTitle(t("panel.write.title"));
  const { case: id = "" } = useParams({ strict: false });
  const seen = useCase(id);
  return <Read from={seen}>{(file) => <Write file={file} />}</Read>;
};

const Write = ({ file }: { readonly file: SeenCase }) => {
  const { t } = useTranslation();
  const claims = file.claims.map((one) => ({ value: one.id, label: `${one.id} · ${one.text.slice(0, 90)}` }));
  const images = file.exhibits
    .filter((one) => one.mediaType.startsWith("image/"))
    .map((one) => ({ value: one.ref, label: `${one.ref} · ${one.title}` }));
  const start =
    file.finding === null
      ? { title: file.title, sentences: [{ id: "S-01", paragraph: 1 }] }
      : {
          title: file.finding.title,
          sentences: file.finding.sentences.map(({ id, text, claims: own, paragraph }) => ({ id, text, claims: own, paragraph })),
          recommendations: file.finding.recommendations,
          figures: file.finding.figures,
        };
  return (
    <>
      <p className="crumb">
        <Link to="/p/cases/$case" params={{ case: file.case }} className="mono">
          {file.case}
        </Link>
      </p>
      <h1 tabIndex={-1}>{t("panel.write.title")}</h1>
      <p className="lede">{t("panel.write.lede")}</p>
      <div className="cols">
        <div>
          <Faults file={file} />
          <ActForm
            key={file.finding?.hash ?? "new"}
            route="write-finding"
            fixed={{ case: file.case, version: file.version }}
            start={start}
            options={{ claims, exhibit: images }}
            label={t("panel.write.act")}
            effect={t("panel.write.effect")}
          />
        </div>
        <aside>
          <section>
            <h2>{t("panel.write.carries")}</h2>
            {file.claims.map((claim) => (
              <div key={claim.id} className="spaced">
                <p className="record">{claim.text}</p>
                <p>
                  <code>{claim.id}</code> <b>{claim.allowed[0] ?? t("panel.claims.nothingAllowed")}</b>
                </p>
                {claim.unknowns.map((one) => (
                  <p key={one} className="muted">
                    {t("panel.claims.unknown", { what: one })}
                  </p>
                ))}
              </div>
            ))}
          </section>
        </aside>
      </div>
    </>
  );
};

const Faults = ({ file }: { readonly file: SeenCase }) => {
  const { t } = useTranslation();
  const faults = file.finding?.faults ?? [];
  if (faults.length === 0)
    return file.finding === null ? null : (
      <p className="spaced">
        <Status tone="met">{t("panel.write.noFaults")}</Status>
      </p>
    );
  return faults.map((fault) => (
    <WordingWarning
      key={`${fault.sentence}${fault.key}`}
      before=""
      fault={file.finding?.sentences.find((one) => one.id === fault.sentence)?.text ?? fault.sentence}
      after=""
      why={t(`panel.fault.${fault.key.replace("wording.", "")}`, { ...fault.params, sentence: fault.sentence })}
      allowed={fault.allowed}
    />
  ));
};
