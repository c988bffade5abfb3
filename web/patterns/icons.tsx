import type { ReactNode } from "react";

/** Line icons of 16 px, drawn for the portal. They say nothing alone: each stands beside a word. */
const PATHS = {
  met: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" stroke="none" />
      <path d="M4.6 8.3 7 10.6l4.4-5" stroke="var(--surface)" />
    </>
  ),
  gap: (
    <>
      <rect x="2" y="2" width="12" height="12" strokeDasharray="3.2 2.4" />
      <path d="M8 5v4M8 10.6v1" />
    </>
  ),
  stop: (
    <>
      <path d="M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2z" />
      <path d="M5 8h6" />
    </>
  ),
  voice: <path d="M2 3h12v8H8l-3 3v-3H2z" />,
  disputed: (
    <>
      <path d="M8 2 14.5 13.5h-13z" />
      <path d="M8 6.4v3.4M8 11.2v.8" />
    </>
  ),
  waived: (
    <>
      <circle cx="8" cy="8" r="6.2" />
      <path d="M4 12 12 4" />
    </>
  ),
  now: (
    <>
      <circle cx="8" cy="8" r="6.2" />
      <path d="M8 1.8a6.2 6.2 0 0 0 0 12.4z" fill="currentColor" />
    </>
  ),
  idle: <circle cx="8" cy="8" r="6" strokeDasharray="1.5 2.5" />,
  clock: (
    <>
      <circle cx="8" cy="8" r="6.2" />
      <path d="M8 4.4V8l2.6 1.8" />
    </>
  ),
  lock: (
    <>
      <rect x="3" y="7" width="10" height="7" />
      <path d="M5 7V5a3 3 0 0 1 6 0v2" />
    </>
  ),
  tick: <path d="M3 8.5 6.5 12 13 4.5" />,
  up: <path d="M8 11V3M4.5 6.2 8 2.7l3.5 3.5M3 14h10" />,
  down: <path d="M8 2v8M4.5 7 8 10.5 11.5 7M3 14h10" />,
  pause: <path d="M5.5 3v10M10.5 3v10" />,
  play: <path d="M4.5 3v10l8-5z" />,
  eye: (
    <>
      <path d="M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8z" />
      <circle cx="8" cy="8" r="1.8" />
    </>
  ),
  copy: (
    <>
      <rect x="5" y="5" width="8.5" height="8.5" />
      <path d="M11 5V2.5H2.5V11H5" />
    </>
  ),
  search: (
    <>
      <circle cx="7" cy="7" r="4.6" />
      <path d="M10.4 10.4 14 14" />
    </>
  ),
  cross: <path d="M4 4l8 8M12 4l-8 8" />,
  link: <path d="M6.5 9.5 9.5 6.5M7 4.5l1.5-1.5a3 3 0 0 1 4.5 4.5L11.5 9M9 11.5 7.5 13a3 3 0 0 1-4.5-4.5L4.5 7" />,
} as const satisfies Record<string, ReactNode>;
export type IconName = keyof typeof PATHS;

export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg className="i" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.6" aria-hidden="true">
    {PATHS[name]}
  </svg>
);

/** Two bearings, broken at a ring. */
export const Mark = ({ ring = "#86c1e8" }: { readonly ring?: string }) => (
  <svg viewBox="0 0 28 28" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.8">
    <path d="M2 20.5 10.1 16M17.5 11.9 26 7.2" />
    <path d="M7.3 26 11.7 18M15.9 10.3 20.5 2" />
    <circle cx="13.8" cy="14" r="4.3" stroke={ring} strokeWidth="2.2" />
    <circle cx="13.8" cy="14" r="1.2" fill={ring} stroke="none" />
  </svg>
);
