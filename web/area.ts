import type { ComponentType } from "react";
import type { Words } from "./words/words.ts";

/** Which part of the portal, by the first letter of its addresses. `e` is the entrance, open to anybody. */
export type AreaId = "e" | "d" | "p" | "s" | "c" | "a";

/** One screen: an address and the module that draws it, loaded when it is first opened. The module exports `Screen`. */
export interface ScreenRow {
  /** With `$name` for each part that varies: `/p/cases/$case`. */
  readonly path: string;
  /** Catalogue key of the page's title. */
  readonly title: string;
  readonly load: () => Promise<{ readonly Screen: ComponentType }>;
}

export interface NavRow {
  readonly to: string;
  readonly label: string;
  /** Second key after `g`. */
  readonly key?: string;
}

/** One part of the portal. A screen, a word of the navigation and a key are each a row here; routes, menus and the list of keys follow. */
export interface Area {
  readonly id: AreaId;
  readonly home: string;
  /** Delegates write, generously; experts work, densely. */
  readonly look: "generous" | "dense";
  /** At most six. */
  readonly nav: readonly NavRow[];
  readonly screens: readonly ScreenRow[];
  /** The area's own catalogue, merged into the common one before its first screen is shown. */
  readonly words?: () => Promise<{ readonly WORDS: Words }>;
}
