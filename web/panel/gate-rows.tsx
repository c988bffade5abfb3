import { useTranslation } from "react-i18next";
import { isStage, STAGE_IDS, STAGES } from "#shared/domain/stages.ts";
import type { GateRow } from "#web/patterns/gates.tsx";
import { knownDate } from "#web/patterns/time.tsx";
import type { SeenCase, SeenGate } from "./case-seen.ts";
import { useExpertName } from "./people.ts";

/** What a gate misses, as people say it: experts by what they are appointed for, days in the form of the United Nations. */
const useNeed = (file: SeenCase) => {
  const { t } = useTranslation();
  const nameOf = useExpertName(file.team);
  const shown = (name: string, value: string | number) =>
    typeof value === "number" ? value : name === "person" ? nameOf(value) : knownDate(value);
  return (one: NonNullable<SeenGate["missing"]>[number]): string =>
    t(`gate.${one.key}`, {
      ...Object.fromEntries(Object.entries(one.params).map(([name, value]) => [name, shown(name, value)])),
      defaultValue: one.says,
    });
};

/** What is missing to leave the present stage, each with its gate. */
export const useMissing = (file: SeenCase) => {
  const need = useNeed(file);
  return file.gates.flatMap((gate) =>
    (gate.missing ?? []).map((one, at) => ({
      id: `${gate.gate}-${at}`,
      gate: gate.gate,
      says: need(one),
      who: one.who,
    })),
  );
};

/** The gates of a case in three parts: those of the present stage, those of stages passed, those ahead. */
export const useGateRows = (file: SeenCase) => {
  const { t } = useTranslation();
  const need = useNeed(file);
  const nameOf = useExpertName(file.team);
  const here = isStage(file.at) ? STAGE_IDS.indexOf(file.at) : STAGE_IDS.length;
  const ownNow: readonly string[] = isStage(file.at) ? STAGES[file.at].gates : [];
  const stageOf = (gate: string) => STAGE_IDS.findIndex((id) => (STAGES[id].gates as readonly string[]).includes(gate));
  const noteOf = (gate: SeenGate) => {
    const by =
      gate.how === "waived"
        ? file.waivers.filter((one) => one.gate === gate.gate)
        : gate.how === "attested, not computed"
          ? file.attestations.filter((one) => one.gate === gate.gate)
          : [];
    return by.length === 0 ? undefined : by.map((one) => `${nameOf(one.by)}: ${one.reasons}`).join(" · ");
  };
  const row = (gate: SeenGate, ahead: boolean): GateRow => {
    const note = noteOf(gate);
    const needs = gate.missing?.map((one) => ({ says: need(one), who: one.who }));
    const state = stateOf(gate, ahead);
    return {
      id: gate.gate,
      title: gate.title,
      state,
      ...(needs === undefined ? {} : { needs }),
      ...(note === undefined ? {} : { note: state === "attested" ? `${t("gates.attested")}. ${note}` : note }),
    };
  };
  const others = file.allGates.filter((gate) => !ownNow.includes(gate.gate));
  return {
    now: file.gates.map((gate) => row(gate, false)),
    passed: others.filter((gate) => stageOf(gate.gate) < here).map((gate) => row(gate, false)),
    ahead: others.filter((gate) => stageOf(gate.gate) > here).map((gate) => row(gate, true)),
  };
};

const stateOf = (gate: SeenGate, ahead: boolean): GateRow["state"] => {
  if (gate.state === "missing") return ahead ? "idle" : "missing";
  if (gate.how === "waived") return "waived";
  return gate.how === "attested, not computed" ? "attested" : "met";
};
