import { REPORT_STAGES, STAGES } from "#shared/domain/stages.ts";
import type { Zone } from "#shared/domain/zones.ts";
import { intakeWorkflow } from "./constructs/intake-workflow.ts";
import { stageWorkflow, type Transitions } from "./constructs/review-workflow.ts";
import type { Definition } from "./constructs/states.ts";
import type { MachineName } from "./function-row.ts";

export const REVIEW_TRANSITIONS: Transitions = Object.fromEntries(
  Object.entries(STAGES).map(([stage, row]) => [
    stage,
    Object.fromEntries(Object.entries(row.on).map(([decision, target]) => [decision, target.to])),
  ]),
);
export const REPORT_TRANSITIONS: Transitions = Object.fromEntries(
  Object.entries(REPORT_STAGES).map(([stage, row]) => [stage, row.on]),
);

export interface MachineRow {
  readonly zone: Zone;
  readonly definition: Definition;
  /** Placeholder of the definition → name of the function that stands for it. */
  readonly tasks: Readonly<Record<string, string>>;
}

/** Every state machine. */
export const MACHINES: Readonly<Record<MachineName, MachineRow>> = {
  intake: {
    zone: "delegation",
    definition: intakeWorkflow(),
    tasks: { HashFile: "hash-file", InspectFile: "inspect-file", ConcludeFile: "conclude-file" },
  },
  review: {
    zone: "panel",
    definition: stageWorkflow("The review of one case, from the table of stages.", REVIEW_TRANSITIONS),
    tasks: { OpenStage: "open-stage" },
  },
  report: {
    zone: "secretariat",
    definition: stageWorkflow("The life of one report, from the table of its stages.", REPORT_TRANSITIONS),
    tasks: { OpenStage: "open-report-stage" },
  },
};
export const MACHINE_NAMES = Object.keys(MACHINES) as readonly MachineName[];
