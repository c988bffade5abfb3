import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { Area } from "#web/area.ts";

const KEPT = "corroborate.single-keys";
export const singleKeysOn = (): boolean => localStorage.getItem(KEPT) !== "off";
export const switchSingleKeys = (on: boolean): void => (on ? localStorage.removeItem(KEPT) : localStorage.setItem(KEPT, "off"));

/** Whether a key was meant for a field or a dialog, not for the portal. */
const inField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest("input, textarea, select, dialog, [role=grid]") !== null);

/** Rows of lists that `j` and `k` walk: links marked so, in the order of the page. */
const step = (by: 1 | -1): void => {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  rows[at === -1 ? (by === 1 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by))]?.focus();
};

/** Whether a key press is one of ours: no modifier, outside fields, and single keys not switched off. */
const isOurs = (event: KeyboardEvent): boolean =>
  !(event.ctrlKey || event.metaKey || event.altKey || inField(event.target)) && singleKeysOn();

/** The portal's keys (PORTAL 7): `?`, `/`, `g` and a letter, `j` `k`. A screen adds its own with `useScreenKeys`. */
export const usePortalKeys = (area: Area, openSearch: (() => void) | undefined) => {
  const [list, showList] = useState(false);
  const going = useRef(false);
  const navigate = useNavigate();
  useEffect(() => {
    const acts: Readonly<Record<string, (() => void) | undefined>> = {
      "?": () => showList(true),
      "/": openSearch,
      j: () => step(1),
      k: () => step(-1),
    };
    const pressed = (event: KeyboardEvent) => {
      if (!isOurs(event)) return;
      const place = going.current ? area.nav.find((row) => row.key === event.key) : undefined;
      going.current = event.key === "g" && !going.current;
      const act = place === undefined ? acts[event.key] : () => void navigate({ to: place.to });
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [area, navigate, openSearch]);
  return { list, closeList: () => showList(false), openList: () => showList(true) };
};

/** Single keys of one screen, outside fields: `{ d: () => … }`. */
export const useScreenKeys = (keys: Readonly<Record<string, () => void>>): void => {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (!isOurs(event)) return;
      const act = latest.current[event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
};
