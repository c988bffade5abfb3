import OpenSeadragon from "openseadragon";
import { type CSSProperties, type ReactNode, useEffect, useRef, useState } from "react";
import type { Picture } from "./picture.ts";

/** Where a viewer looks: parts of the picture's width, and how often it is larger than fitted. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

const MOBILE = "data-openseadragon-mobile-css";
/**
 * OpenSeadragon writes a style element, which the policy refuses, unless it finds its own: this one has its name and is none. What it would
 * do, hide the focus on touch screens, is not wanted.
 */
const keepStylesOut = (): void => {
  if (document.querySelector(`style[${MOBILE}]`) !== null) return;
  const mark = document.createElementNS("", "style");
  mark.setAttribute(MOBILE, "true");
  document.head.append(mark);
};

const open = (element: HTMLElement, picture: Picture, label: string): OpenSeadragon.Viewer => {
  keepStylesOut();
  const viewer = OpenSeadragon({
    element,
    // Local bytes: one picture with levels made here, so no tile is ever asked for again.
    tileSources: { type: "image", url: picture.url, buildPyramid: true } as never,
    drawer: "canvas",
    showNavigationControl: false,
    animationTime: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 0.3,
    maxZoomPixelRatio: 8,
    visibilityRatio: 0.5,
    gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
    gestureSettingsTouch: { clickToZoom: false, dblClickToZoom: true },
  });
  viewer.canvas.setAttribute("role", "application");
  viewer.canvas.setAttribute("aria-label", label);
  return viewer;
};

interface Props {
  readonly picture: Picture;
  /** What is shown, and that arrows move it. */
  readonly label: string;
  readonly onReady?: (viewer: OpenSeadragon.Viewer | undefined) => void;
  readonly onFailed?: (error: Error) => void;
  readonly style?: CSSProperties;
  readonly children?: ReactNode;
}

/** A picture under OpenSeadragon. Drawing begins when it is on the page, and ends with it. */
export const Stage = ({ picture, label, onReady, onFailed, style, children }: Props) => {
  const place = useRef<HTMLDivElement>(null);
  const tell = useRef({ onReady, onFailed });
  tell.current = { onReady, onFailed };
  useEffect(() => {
    if (place.current === null) return;
    const viewer = open(place.current, picture, label);
    viewer.addHandler("open", () => tell.current.onReady?.(viewer));
    viewer.addHandler("open-failed", ({ message }) => tell.current.onFailed?.(new Error(String(message))));
    return () => {
      tell.current.onReady?.(undefined);
      viewer.destroy();
    };
  }, [picture, label]);
  return (
    <div className="osd" style={style}>
      <div className="osdplace" ref={place} />
      {children}
    </div>
  );
};

/** How many of the original's pixels stand for one of the screen; follows the viewer. */
export const usePixelRatio = (viewer: OpenSeadragon.Viewer | undefined): number | undefined => {
  const [ratio, setRatio] = useState<number>();
  useEffect(() => {
    if (viewer === undefined) return;
    const read = () => {
      const item = viewer.world.getItemAt(0);
      if (item !== undefined) setRatio(1 / item.viewportToImageZoom(viewer.viewport.getZoom(true)));
    };
    read();
    viewer.addHandler("animation", read);
    viewer.addHandler("resize", read);
    return () => {
      viewer.removeHandler("animation", read);
      viewer.removeHandler("resize", read);
    };
  }, [viewer]);
  return ratio;
};

export const zoomBy = (viewer: OpenSeadragon.Viewer | undefined, factor: number): void => {
  viewer?.viewport.zoomBy(factor);
  viewer?.viewport.applyConstraints();
};
export const fitWhole = (viewer: OpenSeadragon.Viewer | undefined): void => {
  viewer?.viewport.goHome();
};
/** One pixel of the original for one of the screen. */
export const full = (viewer: OpenSeadragon.Viewer | undefined): void => {
  const item = viewer?.world.getItemAt(0);
  if (viewer !== undefined && item !== undefined) viewer.viewport.zoomTo(item.imageToViewportZoom(1));
};

export const viewOf = (viewer: OpenSeadragon.Viewer): View => {
  const { x, y } = viewer.viewport.getCenter();
  return { x, y, zoom: viewer.viewport.getZoom() / viewer.viewport.getHomeZoom() };
};
export const look = (viewer: OpenSeadragon.Viewer, view: View): void => {
  viewer.viewport.zoomTo(view.zoom * viewer.viewport.getHomeZoom(), undefined, true);
  viewer.viewport.panTo(new OpenSeadragon.Point(view.x, view.y), true);
};
