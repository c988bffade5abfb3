import type OpenSeadragon from "openseadragon";
import { useEffect } from "react";
import { look, viewOf } from "./stage.tsx";

/**
 * Moves two viewers as one: what one does the other does, by parts of its own picture. The difference that stands when they are joined is
 * kept, so that pictures of different frames can first be brought into line.
 */
export const useTogether = (
  one: OpenSeadragon.Viewer | undefined,
  two: OpenSeadragon.Viewer | undefined,
  joined: boolean,
): void => {
  useEffect(() => {
    if (one === undefined || two === undefined || !joined) return;
    const [a, b] = [viewOf(one), viewOf(two)];
    const apart = { x: b.x - a.x, y: b.y - a.y, zoom: b.zoom / a.zoom };
    // Moving the follower is news of the follower: it must not lead back.
    let leading = true;
    const follow = (leader: OpenSeadragon.Viewer, follower: OpenSeadragon.Viewer, sign: 1 | -1) => () => {
      if (!leading) return;
      leading = false;
      const { x, y, zoom } = viewOf(leader);
      look(follower, { x: x + sign * apart.x, y: y + sign * apart.y, zoom: zoom * apart.zoom ** sign });
      leading = true;
    };
    const pairs = [
      [one, follow(one, two, 1)],
      [two, follow(two, one, -1)],
    ] as const;
    for (const [viewer, act] of pairs) {
      viewer.addHandler("zoom", act);
      viewer.addHandler("pan", act);
    }
    return () => {
      for (const [viewer, act] of pairs) {
        viewer.removeHandler("zoom", act);
        viewer.removeHandler("pan", act);
      }
    };
  }, [one, two, joined]);
};
