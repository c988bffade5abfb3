import type { ReactNode } from "react";
import { Icon, type IconName } from "./icons.tsx";

/** How something stands: shape, then word, then colour. */
export type Tone = "met" | "gap" | "stop" | "voice" | "now" | "idle";
const ICON_TONE: Readonly<Partial<Record<IconName, Tone>>> = { disputed: "voice", waived: "voice" };

export const Status = ({
  tone,
  icon = tone,
  children,
}: {
  readonly tone: Tone;
  readonly icon?: IconName;
  readonly children: ReactNode;
}) => (
  <span className={`st ${ICON_TONE[icon] ?? tone}`}>
    <Icon name={icon} />
    <span>{children}</span>
  </span>
);

/** A box with an edge of its tone: a state of a page or panel, never decoration. */
export const Note = ({
  tone,
  role,
  children,
}: {
  readonly tone?: "met" | "gap" | "stop" | "voice";
  readonly role?: "status" | "alert";
  readonly children: ReactNode;
}) => (
  <div className={tone === undefined ? "note" : `note ${tone}`} role={role}>
    {children}
  </div>
);
