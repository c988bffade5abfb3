import { type AnyRoute, createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import type { Area, ScreenRow } from "./area.ts";
import { AREAS } from "./areas.ts";
import { Absent } from "./shell/absent.tsx";
import { Shell } from "./shell/shell.tsx";
import { addWords } from "./words/words.ts";

const root = createRootRoute({ component: Shell, notFoundComponent: Absent });

const routeOf = (area: Area, screen: ScreenRow): AnyRoute =>
  createRoute({
    getParentRoute: () => root,
    path: screen.path,
    staticData: { area: area.id, title: screen.title },
    // Keeps whatever the address says; screens read what they know of.
    validateSearch: (search: Record<string, unknown>) => search,
    loader: async () => {
      if (area.words === undefined) return;
      for (const { WORDS } of await Promise.all([import("./words/domain.ts"), area.words()])) addWords(WORDS);
    },
    component: lazyRouteComponent(screen.load, "Screen"),
  });

const routes = Object.values(AREAS).flatMap((area) => area.screens.map((screen) => routeOf(area, screen)));

export const router = createRouter({
  routeTree: root.addChildren(routes),
  defaultPreload: "intent",
  scrollRestoration: true,
  defaultPendingMs: 400,
});

declare module "@tanstack/react-router" {
  interface StaticDataRouteOption {
    readonly area?: string;
    readonly title?: string;
  }
}
