import type { ScenarioCase } from "./scenario.ts";
import type { Answer, Stage } from "./stage.ts";
import type { Submitted } from "./submit.ts";

/** What was tried on a case and refused, kept beside what a GET then showed. */
export interface Tried {
  readonly verifiers: { person: string; code: string }[];
  readonly reviewers: { person: string; code: string }[];
  /** Texts of a sentence that did not stand: the fault or gate that a GET of the case named. */
  readonly texts: Map<string, string[]>;
  merge?: string;
  changedTo?: string;
}

/** One case as it is being played. */
export interface Play {
  readonly stage: Stage;
  readonly one: ScenarioCase;
  /** Panel reference of evidence by its name in the scenario; absent for what was held back. */
  readonly refs: ReadonlyMap<string, string>;
  readonly submitted: readonly Submitted[];
  readonly tried: Tried;
  /** Which text of each sentence is written, counted from 0. */
  readonly chosen: Map<string, number>;
  /** Sentences and figures that an originator refused in every text: they do not stand in the finding. */
  readonly leftOut: Set<string>;
}

/** The case as its lead sees it now. */
export const seen = ({ stage, one }: Play): Promise<Answer> => stage.as(one.lead, "get-case", { case: one.id });

export const refsOf = ({ refs }: Play, names: readonly string[]): string[] => names.flatMap((name) => refs.get(name) ?? []);
export const splitRef = (ref: string): { reference: string; item: string } => {
  const [reference = "", item = ""] = ref.split("/");
  return { reference, item };
};

export const decide = async (play: Play, who: string, decision: string, reasons: string): Promise<Answer> => {
  const before = await seen(play);
  const answer = await play.stage.as(who, "decide-stage", {
    case: play.one.id,
    version: before.version,
    stage: before.at,
    decision,
    reasons,
  });
  play.stage.tell(who, `decides ${before.at}: ${decision} → ${answer.at}`);
  return answer;
};
