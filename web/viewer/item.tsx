import { Link, useParams } from "@tanstack/react-router";
import type OpenSeadragon from "openseadragon";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "#web/api/hooks.ts";
import type { RegisteredItem } from "#web/panel/registered.ts";
import { Answers } from "#web/patterns/answers.tsx";
import { Button } from "#web/patterns/button.tsx";
import { HandlingLine } from "#web/patterns/handling.tsx";
import { Read } from "#web/patterns/states.tsx";
import { Status } from "#web/patterns/status.tsx";
import { useScreenKeys } from "#web/shell/keys.ts";
import { usePageTitle } from "#web/shell/title.ts";
import { About, Checked, North, Scale } from "./figure.tsx";
import { knownOf } from "./measures.ts";
import { Notes } from "./notes.tsx";
import { Opening } from "./opening.tsx";
import { useOriginal } from "./original.ts";
import type { Picture } from "./picture.ts";
import { fitWhole, full, Stage, zoomBy } from "./stage.tsx";
import "./viewer.css";

/** One item of evidence, looked at: the original at full resolution behind one recorded link. */
export const Screen = () => {
  const { t } = useTranslation();
  usePageTitle(t("viewer.title"));
  const { case: id, reference = "", item = "" } = useParams({ strict: false });
  const seen = useRead<RegisteredItem>("get-evidence", { reference, item: Number(item) }, { live: false });
  return <Read from={seen}>{(one) => <Item item={one} caseId={id} />}</Read>;
};

const Item = ({ item, caseId }: { readonly item: RegisteredItem; readonly caseId: string | undefined }) => {
  const { t } = useTranslation();
  const [reference = ""] = item.ref.split("/");
  const original = useOriginal(item);
  const { state } = original;
  const known = knownOf(item.metadata ?? {});
  const verified = item.status === "verified";
  const missing = [
    ...(verified ? [] : [t("viewer.heldBack")]),
    ...(known.acquired === undefined ? [t("viewer.noDate")] : []),
    ...(known.gsdMetres === undefined && item.mediaType.startsWith("image/") ? [t("viewer.noScale")] : []),
  ];
  return (
    <>
      <p className="crumb">
        {caseId === undefined ? (
          <Link to="/p/evidence/$reference" params={{ reference }}>
            {reference}
          </Link>
        ) : (
          <Link to="/p/cases/$case" params={{ case: caseId }} hash="plates">
            {caseId}
          </Link>
        )}{" "}
        / <span className="mono">{item.ref}</span>
      </p>
      <h1 tabIndex={-1}>{item.title}</h1>
      <Answers
        stands={t(state.at === "shown" ? "viewer.standsShown" : "viewer.stands", { kind: t(`evidence.${item.kind}`) })}
        missing={missing.map((one) => (
          <Status key={one} tone="gap">
            {one}
          </Status>
        ))}
        can={t(state.at === "shown" ? "viewer.canShown" : "viewer.can")}
        act={
          caseId === undefined ? undefined : (
            <Link className="btn sm" to="/p/cases/$case/compare" params={{ case: caseId }} search={{ left: item.ref } as never}>
              {t("viewer.compare")}
            </Link>
          )
        }
      />
      {state.at === "shown" ? (
        <Shown item={item} picture={state.picture} sha256={state.sha256} caseId={caseId} />
      ) : verified ? (
        <Opening item={item} state={state} onOpen={original.open} />
      ) : null}
      <section>
        <h2>{t("viewer.about")}</h2>
        <About item={item} />
        <HandlingLine handling={item.handling} />
      </section>
    </>
  );
};

const Shown = ({
  item,
  picture,
  sha256,
  caseId,
}: {
  readonly item: RegisteredItem;
  readonly picture: Picture;
  readonly sha256: string;
  readonly caseId: string | undefined;
}) => {
  const { t } = useTranslation();
  const [viewer, setViewer] = useState<OpenSeadragon.Viewer>();
  const known = knownOf(item.metadata ?? {});
  useScreenKeys({
    "+": () => zoomBy(viewer, 1.5),
    "-": () => zoomBy(viewer, 1 / 1.5),
    "0": () => fitWhole(viewer),
    m: () => document.getElementById("metadata")?.scrollIntoView(),
  });
  return (
    <>
      <figure className="viewer">
        <div className="btns">
          <Button small onClick={() => zoomBy(viewer, 1.5)}>
            {t("viewer.in")}
          </Button>
          <Button small onClick={() => zoomBy(viewer, 1 / 1.5)}>
            {t("viewer.out")}
          </Button>
          <Button small onClick={() => fitWhole(viewer)}>
            {t("viewer.fit")}
          </Button>
          <Button small onClick={() => full(viewer)}>
            {t("viewer.full")}
          </Button>
        </div>
        <Stage picture={picture} label={t("viewer.canvas", { ref: item.ref, title: item.title })} onReady={setViewer}>
          <b className="vref">{item.ref}</b>
        </Stage>
        <figcaption>
          <Scale viewer={viewer} gsd={known.gsdMetres} />
          <North top={known.topBearing} />
          <Checked item={item} sha256={sha256} />
          <p className="help">{t("viewer.keys")}</p>
        </figcaption>
      </figure>
      {caseId === undefined ? null : <Notes caseId={caseId} reference={item.ref} viewer={viewer} picture={picture} />}
    </>
  );
};
