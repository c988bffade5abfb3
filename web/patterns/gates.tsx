import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Status } from "./status.tsx";

export type GateState = "met" | "attested" | "missing" | "waived" | "idle" | "late";
export interface GateRow {
  readonly id: string;
  readonly title: ReactNode;
  readonly state: GateState;
  /** What is missing, in words, and who can supply it. */
  readonly needs?: readonly { readonly says: string; readonly who: string }[];
  /** Both experts and the reason of a waiver, or who attested. */
  readonly note?: ReactNode;
}

const TONES = { met: "met", attested: "met", missing: "gap", waived: "voice", idle: "idle", late: "stop" } as const;
/** Blocking now, then passed, then ahead. */
const ORDER: readonly GateState[] = ["late", "missing", "waived", "attested", "met", "idle"];

/** Each gate met, or what is missing and who can supply it. `brief` is the quiet form for a side column. */
export const Gates = ({ gates, brief = false }: { readonly gates: readonly GateRow[]; readonly brief?: boolean }) => {
  const { t } = useTranslation();
  const sorted = gates.toSorted((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state));
  return (
    <ul className={brief ? "gates brief" : "gates"}>
      {sorted.map((gate) => (
        <li key={gate.id} id={`gate-${gate.id}`}>
          <span className="no">{gate.id}</span>
          <div>
            <Status tone={TONES[gate.state]} {...(gate.state === "waived" ? { icon: "waived" as const } : {})}>
              {gate.title} <span className="sr">({t(`gates.${gate.state}`)})</span>
            </Status>
            {gate.needs?.map((need) => (
              <div key={need.says}>
                <p className="need">{need.says}</p>
                <p className="by">{t("gates.who", { who: need.who })}</p>
              </div>
            ))}
            {gate.note === undefined ? null : <p className="by">{gate.note}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
};
