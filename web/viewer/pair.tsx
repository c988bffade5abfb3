import type OpenSeadragon from "openseadragon";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "#web/api/hooks.ts";
import type { RegisteredItem } from "#web/panel/registered.ts";
import { Button } from "#web/patterns/button.tsx";
import { Read } from "#web/patterns/states.tsx";
import { useScreenKeys } from "#web/shell/keys.ts";
import { About, Checked, North, Scale } from "./figure.tsx";
import { knownOf } from "./measures.ts";
import { Opening } from "./opening.tsx";
import { type Original, useOriginal } from "./original.ts";
import { fitWhole, Stage, zoomBy } from "./stage.tsx";
import { useTogether } from "./together.ts";

const useItem = (ref: string) => {
  const [reference = "", item = ""] = ref.split("/");
  return useRead<RegisteredItem>("get-evidence", { reference, item: Number(item) }, { live: false });
};

/** Both items' records, then both originals, each opened by its own act. */
export const Pair = ({ left, right }: { readonly left: string; readonly right: string }) => {
  const one = useItem(left);
  const two = useItem(right);
  return <Read from={one}>{(first) => <Read from={two}>{(second) => <Both left={first} right={second} />}</Read>}</Read>;
};

const Both = ({ left, right }: { readonly left: RegisteredItem; readonly right: RegisteredItem }) => {
  const one = useOriginal(left);
  const two = useOriginal(right);
  if (one.state.at === "shown" && two.state.at === "shown")
    return <Looking left={{ item: left, state: one.state }} right={{ item: right, state: two.state }} />;
  return (
    <div className="pairs">
      <Side item={left} original={one} />
      <Side item={right} original={two} />
    </div>
  );
};

const Side = ({ item, original }: { readonly item: RegisteredItem; readonly original: ReturnType<typeof useOriginal> }) => (
  <section>
    <h2>
      <span className="mono">{item.ref}</span> {item.title}
    </h2>
    {original.state.at === "shown" ? (
      <Checked item={item} sha256={original.state.sha256} />
    ) : (
      <Opening item={item} state={original.state} onOpen={original.open} />
    )}
    <About item={item} />
  </section>
);

interface Side {
  readonly item: RegisteredItem;
  readonly state: Original & { readonly at: "shown" };
}

const Looking = ({ left, right }: { readonly left: Side; readonly right: Side }) => {
  const { t } = useTranslation();
  const [way, setWay] = useState<"beside" | "slider">("beside");
  const [together, setTogether] = useState(true);
  const [share, setShare] = useState(50);
  const [first, setFirst] = useState<OpenSeadragon.Viewer>();
  const [second, setSecond] = useState<OpenSeadragon.Viewer>();
  useTogether(first, second, together);
  const zoom = (factor: number) => {
    zoomBy(first, factor);
    if (!together) zoomBy(second, factor);
  };
  const whole = () => {
    fitWhole(first);
    fitWhole(second);
  };
  useScreenKeys({
    "+": () => zoom(1.5),
    "-": () => zoom(1 / 1.5),
    "0": whole,
    x: () => setWay(way === "beside" ? "slider" : "beside"),
  });
  // Under the slider the right image lies on the left one, cut off up to the curtain.
  const cut = way === "slider" ? { clipPath: `inset(0 0 0 ${share}%)` } : {};
  return (
    <section>
      <div className="btns">
        <fieldset className="ways">
          <legend className="sr">{t("compare.way")}</legend>
          {(["beside", "slider"] as const).map((one) => (
            <label key={one}>
              <input type="radio" name="way" checked={way === one} onChange={() => setWay(one)} /> {t(`compare.${one}`)}
            </label>
          ))}
        </fieldset>
        <label>
          <input type="checkbox" checked={together} onChange={({ target }) => setTogether(target.checked)} />{" "}
          {t("compare.together")}
        </label>
        <Button small onClick={() => zoom(1.5)}>
          {t("viewer.in")}
        </Button>
        <Button small onClick={() => zoom(1 / 1.5)}>
          {t("viewer.out")}
        </Button>
        <Button small onClick={whole}>
          {t("viewer.fit")}
        </Button>
      </div>
      <p className="help">{t("compare.togetherHint")}</p>
      {way === "slider" ? (
        <label className="curtainlabel">
          {t("compare.curtain")}
          <input
            className="curtain"
            type="range"
            min={0}
            max={100}
            value={share}
            onChange={({ target }) => setShare(Number(target.value))}
          />
        </label>
      ) : null}
      <div className={way === "beside" ? "pairs" : "under"}>
        <Stage
          picture={left.state.picture}
          label={t("viewer.canvas", { ref: left.item.ref, title: left.item.title })}
          onReady={setFirst}
        >
          <b className="vref">{left.item.ref}</b>
        </Stage>
        <Stage
          picture={right.state.picture}
          label={t("viewer.canvas", { ref: right.item.ref, title: right.item.title })}
          onReady={setSecond}
          style={cut}
        >
          <b className="vref end">{right.item.ref}</b>
        </Stage>
      </div>
      <p className="help">{t("compare.frame")}</p>
      <div className="pairs">
        <Under side={left} viewer={first} />
        <Under side={right} viewer={second} />
      </div>
    </section>
  );
};

const Under = ({ side: { item, state }, viewer }: { readonly side: Side; readonly viewer: OpenSeadragon.Viewer | undefined }) => {
  const known = knownOf(item.metadata ?? {});
  return (
    <div>
      <h2>
        <span className="mono">{item.ref}</span> {item.title}
      </h2>
      <Scale viewer={viewer} gsd={known.gsdMetres} />
      <North top={known.topBearing} />
      <Checked item={item} sha256={state.sha256} />
      <About item={item} />
    </div>
  );
};
