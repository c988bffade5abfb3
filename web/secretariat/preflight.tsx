import { useTranslation } from "react-i18next";
import { Status } from "#web/patterns/status.tsx";
import { anchorOf, FaultLine } from "#web/report/paragraphs.tsx";
import type { DraftFault, SeenDraft } from "./seen.ts";

/** Rules of the form that no machine holds a draft against yet: said, so that nobody takes a clear preflight for more than it is. */
const BY_EYE = ["P31", "P34", "P40"] as const;
const ORDER = { blocks: 0, warns: 1 } as const;

/** What the rules of the form found in the draft: what blocks first, each with its place and who mends it. */
export const Preflight = ({ draft }: { readonly draft: SeenDraft | undefined }) => {
  const { t } = useTranslation();
  if (draft?.status !== "made") return null;
  const faults = draft.faults.toSorted((a, b) => ORDER[a.severity] - ORDER[b.severity]);
  return (
    <section id="preflight">
      <h2>
        {t("sec.preflight.title")} <span className="aside">{t("sec.preflight.of", { draft: draft.draft })}</span>
      </h2>
      {faults.length === 0 ? <Status tone="met">{t("sec.preflight.clear")}</Status> : null}
      <ul className="gates">
        {faults.map((fault) => (
          <FaultRow key={`${fault.code}${fault.where}${JSON.stringify(fault.params)}`} fault={fault} />
        ))}
      </ul>
      <h3>{t("sec.preflight.byEye")}</h3>
      <ul className="gates brief">
        {BY_EYE.map((code) => (
          <li key={code}>
            <span className="no">{code}</span>
            <div>{t(`sec.preflight.eye.${code}`)}</div>
          </li>
        ))}
      </ul>
    </section>
  );
};

const FaultRow = ({ fault }: { readonly fault: DraftFault }) => {
  const { t } = useTranslation();
  return (
    <li>
      <span className="no">{fault.code}</span>
      <div>
        <FaultLine fault={fault} />
        <p className="need">
          <a href={`#${anchorOf(fault.where)}`}>{fault.where}</a>
        </p>
        <p className="by">{t(fault.mends === "officer" ? "sec.preflight.form" : "sec.preflight.substance")}</p>
      </div>
    </li>
  );
};
