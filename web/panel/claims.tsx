import { useTranslation } from "react-i18next";
import { isStage } from "#shared/domain/stages.ts";
import { ActForm } from "#web/forms/act-form.tsx";
import { Claim } from "#web/patterns/claim.tsx";
import { Fixed } from "#web/patterns/fix.tsx";
import { Status } from "#web/patterns/status.tsx";
import type { SeenCase, SeenClaim } from "./case-seen.ts";

/** Claims, each with the strongest wording that its evidence carries today. */
export const ClaimList = ({ file }: { readonly file: SeenCase }) => {
  const { t } = useTranslation();
  const exhibits = file.exhibits.map((one) => ({ value: one.ref, label: `${one.ref} · ${one.title}` }));
  return (
    <section id="claims">
      <h2>
        {t("panel.claims.title")} <span className="aside">{t("panel.claims.aside")}</span>
      </h2>
      {file.claims.length === 0 ? <p className="help">{t("panel.claims.none")}</p> : null}
      {file.claims.map((claim) => (
        <OneClaim key={claim.id} claim={claim} file={file} />
      ))}
      {isStage(file.at) ? (
        <details className="spaced">
          <summary>{t("panel.claims.record")}</summary>
          <ActForm
            route="record-claim"
            fixed={{ case: file.case }}
            names={[{ name: "claim", label: t("field.claim") }]}
            options={{ supportedBy: exhibits, contradictedBy: exhibits, kinds: kindsOf(t) }}
            label={t("panel.claims.recordAct")}
            effect={t("panel.claims.effect")}
          />
        </details>
      ) : null}
    </section>
  );
};

const KINDS = ["observation", "inference", "attribution", "count", "list fact"] as const;
const kindsOf = (t: (key: string) => string) =>
  KINDS.map((value) => ({ value, label: t(`claim.kind.${value.replace(" ", "-")}`) }));

const OneClaim = ({ claim, file }: { readonly claim: SeenClaim; readonly file: SeenCase }) => {
  const { t } = useTranslation();
  return (
    <Claim
      id={claim.id}
      anchor={claim.id.toLowerCase()}
      sentence={claim.text}
      kinds={claim.kinds.map((kind) => kind.replace(" ", "-"))}
      status={
        claim.contradictedBy.length > 0 ? (
          <Status tone="stop">{t("panel.claims.contradicted", { by: claim.contradictedBy.join(", ") })}</Status>
        ) : (
          <Fixed count={claim.origins.count} needed={file.originsNeeded} />
        )
      }
      allowed={claim.allowed[0] ?? t("panel.claims.nothingAllowed")}
      sources={
        <>
          {claim.supportedBy.map((ref) => (
            <code key={ref}>{ref}</code>
          ))}
          {claim.unknowns.map((one) => (
            <div key={one} className="muted">
              {t("panel.claims.unknown", { what: one })}
            </div>
          ))}
        </>
      }
    />
  );
};
