import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { can } from "#shared/domain/access.ts";
import { isStage } from "#shared/domain/stages.ts";
import { useAll } from "#web/api/hooks.ts";
import { ActForm } from "#web/forms/act-form.tsx";
import { ButtonLink } from "#web/patterns/button.tsx";
import { Choice } from "#web/patterns/field.tsx";
import type { SeenCase } from "./case-seen.ts";
import { subjectOf, useActor } from "./decision.tsx";
import { useExpertName } from "./people.ts";
import { exhibitOptions, type Registered } from "./registered.ts";

/** What can be done on a case besides deciding; each opens where it stands and shows only what the person may do. */
export const CaseActs = ({ file }: { readonly file: SeenCase }) => {
  const { t } = useTranslation();
  const actor = useActor();
  const subject = subjectOf(file);
  const nameOf = useExpertName(file.team);
  const team = file.team.map((one) => ({ value: one.person, label: nameOf(one.person) }));
  const exhibits = file.exhibits.map((one) => ({ value: one.ref, label: `${one.ref} · ${one.title}` }));
  const fixed = { case: file.case };
  if (!isStage(file.at) && file.at !== "adopted") return null;
  // A text that was adopted may still be changed, and goes back; nothing else of a case that has ended.
  const open = isStage(file.at);
  const working = open && can(actor, "case.work", subject);
  return (
    <section id="acts" className="noprint">
      <h2>{t("panel.acts.title")}</h2>
      <div className="btns">
        <ButtonLink small to={`/p/cases/${file.case}/finding`}>
          {t("panel.acts.write")}
        </ButtonLink>
        <ButtonLink small look="quiet" to={`/p/findings/${file.case}`}>
          {t("panel.acts.desk")}
        </ButtonLink>
      </div>
      {open && can(actor, "case.assign", subject) ? (
        <Act title={t("panel.acts.assign")}>
          <ActForm
            route="assign-team"
            fixed={{ ...fixed, version: file.version }}
            start={{ lead: file.lead ?? "", verifier: file.verifier ?? "" }}
            options={{ lead: team, verifier: team }}
            label={t("panel.acts.assignAct")}
          />
        </Act>
      ) : null}
      {open ? (
        <Act title={t("panel.acts.interest")}>
          <ActForm
            route="declare-interest"
            fixed={fixed}
            label={t("panel.acts.interestAct")}
            effect={t("panel.acts.interestEffect")}
          />
        </Act>
      ) : null}
      {working ? (
        <>
          <Act title={t("panel.acts.link")}>
            <LinkExhibits file={file} />
          </Act>
          <OnExhibit
            title={t("panel.acts.origin")}
            act={t("panel.acts.originAct")}
            route="attribute-origin"
            file={file}
            options={exhibits}
          />
          <OnExhibit
            title={t("panel.acts.grade")}
            act={t("panel.acts.gradeAct")}
            route="grade-exhibit"
            file={file}
            options={exhibits}
          />
          <OnExhibit
            title={t("panel.acts.dispute")}
            act={t("panel.acts.disputeAct")}
            route="dispute-exhibit"
            file={file}
            options={exhibits}
          />
          <Answering file={file} />
          {file.finding === null ? null : (
            <Act title={t("panel.acts.release")}>
              <ActForm
                route="request-release"
                fixed={{ ...fixed, version: file.version }}
                label={t("panel.acts.releaseAct")}
                effect={t("panel.acts.releaseEffect")}
              />
            </Act>
          )}
        </>
      ) : null}
    </section>
  );
};

/** A form is made when it is first opened: a case has a score of them. */
const Act = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => {
  const [opened, setOpened] = useState(false);
  return (
    <details className="act" onToggle={() => setOpened(true)}>
      <summary>{title}</summary>
      {opened ? children : null}
    </details>
  );
};

const LinkExhibits = ({ file }: { readonly file: SeenCase }) => {
  const { t } = useTranslation();
  const register = useAll<Registered>("list-register", { regime: file.regime }, { live: false });
  const linked = file.exhibits.map((one) => one.ref);
  const options = exhibitOptions(register.data ?? []).filter((one) => !linked.includes(one.value));
  return (
    <ActForm route="link-exhibits" fixed={{ case: file.case }} options={{ exhibits: options }} label={t("panel.acts.linkAct")} />
  );
};

interface OnExhibitProps {
  readonly title: string;
  readonly act: string;
  readonly route: "attribute-origin" | "grade-exhibit" | "dispute-exhibit";
  readonly file: SeenCase;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}
/** An act on one exhibit, which is chosen first. */
const OnExhibit = ({ title, ...rest }: OnExhibitProps) => (
  <Act title={title}>
    <ChosenExhibit {...rest} />
  </Act>
);

const ChosenExhibit = ({ act, route, file, options }: Omit<OnExhibitProps, "title">) => {
  const { t } = useTranslation();
  const [ref, choose] = useState("");
  const [reference = "", item = ""] = ref.split("/");
  const exhibit = file.exhibits.find((one) => one.ref === ref);
  return (
    <>
      <Choice label={t("field.exhibit")} value={ref} onChange={({ target }) => choose(target.value)}>
        <option value="">{t("form.choose")}</option>
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </Choice>
      {exhibit === undefined ? null : (
        <ActForm
          route={route}
          fixed={{ case: file.case, reference, item }}
          start={
            route === "attribute-origin"
              ? {
                  origin: exhibit.origin,
                  carries: exhibit.carries ?? "",
                  sceneId: exhibit.sceneId ?? "",
                  objectId: exhibit.objectId ?? "",
                }
              : {}
          }
          label={act}
        />
      )}
    </>
  );
};

/** Gates of this stage that a person answers for by name, and waivers that two experts give. */
const Answering = ({ file }: { readonly file: SeenCase }) => {
  const { t } = useTranslation();
  const open = file.gates.filter((gate) => gate.state === "missing");
  const attested = open.filter((gate) => ["G4", "G5", "G7"].includes(gate.gate));
  const waivable = open.filter((gate) => gate.waivable);
  return (
    <>
      {attested.map((gate) => (
        <Act key={`attest-${gate.gate}`} title={t("panel.acts.attest", { gate: gate.gate, title: gate.title })}>
          <ActForm
            route="attest-gate"
            fixed={{ case: file.case, gate: gate.gate }}
            label={t("panel.acts.attestAct")}
            effect={t("panel.acts.attestEffect")}
          />
        </Act>
      ))}
      {waivable.map((gate) => (
        <Act key={`waive-${gate.gate}`} title={t("panel.acts.waive", { gate: gate.gate, title: gate.title })}>
          <ActForm
            route="waive-gate"
            fixed={{ case: file.case, gate: gate.gate }}
            label={t("panel.acts.waiveAct")}
            effect={t("panel.acts.waiveEffect")}
          />
        </Act>
      ))}
    </>
  );
};
