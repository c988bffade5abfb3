import { useDirection } from "@mantine/core";
import { Navigate, Outlet, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AreaId } from "#web/area.ts";
import { areaAt } from "#web/areas.ts";
import { useGuideStep } from "#web/guide/kept.ts";
import { Fault, Loading } from "#web/patterns/states.tsx";
import { LANGUAGES, type Language } from "#web/words/words.ts";
import { Absent } from "./absent.tsx";
import { ExpiredBanner, OfflineBanner } from "./banners.tsx";
import { Bar } from "./bar.tsx";
import { Boundary } from "./broken.tsx";
import { ClockLine, useBusinessTime } from "./clock.tsx";
import { Foot } from "./foot.tsx";
import { KeyList } from "./key-list.tsx";
import { usePortalKeys } from "./keys.ts";
import { onAnnounced } from "./live.ts";
import { useMe, useSession } from "./me.ts";
import { usePrintedPages } from "./printed.ts";
import { ClockEnd, Search, useSearchBox } from "./slots.tsx";

/** The frame around every screen. */
export const Shell = () => {
  const { t, i18n } = useTranslation();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const area = areaAt(path);
  const search = useSearchBox();
  const keys = usePortalKeys(area, search.open);
  const { setDirection } = useDirection();
  usePrintedPages(area.id);
  const { appointments } = useMe();
  const regime = appointments?.find((one) => one.regime !== undefined)?.regime ?? "1718";
  useEffect(() => {
    setDirection(LANGUAGES[i18n.language as Language].dir);
  }, [i18n.language, setDirection]);
  // A change of address moves reading to the new screen's heading, as a new page would.
  useEffect(() => {
    void path;
    return headingTakesFocus();
  }, [path]);
  return (
    <div className={area.look === "generous" ? "page generous" : "page"}>
      <a className="sr" href="#main">
        {t("shell.skip")}
      </a>
      <Bar area={area} onSearch={search.open} />
      {area.id === "e" ? null : <ClockLine regime={regime} end={<ClockEnd />} />}
      {area.id === "e" ? null : <FirstVisit area={area.id} />}
      <main id="main" tabIndex={-1}>
        <ExpiredBanner />
        <OfflineBanner />
        <Boundary at={path}>
          <Guarded area={area.id} />
        </Boundary>
      </main>
      <Foot area={area.id} onKeys={keys.openList} />
      {keys.list ? <KeyList area={area} onClose={keys.closeList} /> : null}
      {search.shown ? <Search onClose={search.close} /> : null}
      <LiveRegion />
    </div>
  );
};

const Guide = lazy(async () => ({ default: (await import("#web/guide/guide.tsx")).Guide }));

/** On demonstration data somebody new is led through their area, until they leave the guide. */
const FirstVisit = ({ area }: { readonly area: Exclude<AreaId, "e"> }) => {
  const { data } = useBusinessTime();
  const [step] = useGuideStep(area);
  if (data?.stage !== "demo" || step === undefined) return null;
  return (
    <Suspense>
      <Guide key={area} area={area} />
    </Suspense>
  );
};

/** How long a new screen may take to show its heading, milliseconds. */
const ARRIVING = 10_000;
/** Gives the heading the focus that went with the screen before, as soon as there is one, unless the person has gone elsewhere. */
const headingTakesFocus = (): (() => void) => {
  const main = document.getElementById("main");
  const take = () => {
    if (document.activeElement === document.body || document.activeElement === null)
      main?.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  };
  take();
  const watch = new MutationObserver(take);
  if (main !== null) watch.observe(main, { childList: true, subtree: true });
  const stop = () => {
    clearTimeout(timer);
    watch.disconnect();
    window.removeEventListener("pointerdown", stop);
  };
  const timer = setTimeout(stop, ARRIVING);
  window.addEventListener("pointerdown", stop);
  return stop;
};

/** An area's screens are for those appointed to it; for everybody else they are not there. */
const Guarded = ({ area }: { readonly area: string }) => {
  const session = useSession();
  const { appointments, error, again } = useMe();
  if (area === "e") return <Outlet />;
  if (session.at === "out") return <Navigate to="/" search={{ to: location.pathname + location.search } as never} />;
  if (appointments === undefined)
    return error === null ? <Loading /> : <Fault error={error} reading onAgain={() => void again()} />;
  return appointments.some((one) => one.area === area) ? <Outlet /> : <Absent />;
};

const LiveRegion = () => {
  const [text, setText] = useState("");
  useEffect(() => onAnnounced(setText), []);
  return (
    <p className="sr" role="status" aria-live="polite">
      {text}
    </p>
  );
};
