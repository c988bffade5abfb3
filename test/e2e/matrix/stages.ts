import { type RouteName, routeRow } from "#shared/api/routes.ts";
import { STAGE_IDS } from "#shared/domain/stages.ts";
import type { Cell } from "./cells.ts";

/** Where a record has to stand for an act, and how it is refused where it does not. */
interface Bound {
  readonly at: readonly string[];
  readonly otherwise: string;
}

const draft: Bound = { at: ["draft", "draft, arriving"], otherwise: "409 NOT_DRAFT" };
const wrongStage = (...at: readonly string[]): Bound => ({ at, otherwise: "409 WRONG_STAGE" });

/** Written down here once more, from DESIGN 3: a case that is closed takes no work, what is sealed is not changed, each report stage has its acts. */
const BOUNDS: { readonly [R in RouteName]?: Bound } = {
  "change-submission": draft,
  "declare-item": draft,
  "change-item": draft,
  "remove-item": draft,
  "link-parts": draft,
  "seal-submission": draft,
  "withdraw-submission": wrongStage("registered"),
  "write-message": wrongStage("sealed", "registered", "withdrawn"),
  "answer-letter": { at: ["letter"], otherwise: "409 WRONG_STAGE" },
  "answer-release": { at: ["release"], otherwise: "409 WRONG_STAGE" },
  "write-finding": wrongStage(...STAGE_IDS, "adopted", "incident-report"),
  "take-position": wrongStage("peer-review", "adoption"),
  "write-report": wrongStage("collecting"),
  "draft-report": wrongStage("collecting"),
  "position-report": wrongStage("panel-adoption"),
  "decide-report": wrongStage(
    "collecting",
    "drafted",
    "coordinator-review",
    "panel-adoption",
    "adopted",
    "provided",
    "considered",
    "editing",
    "transmitted",
    "issued",
  ),
};

const boundOf = (name: RouteName): Bound | undefined =>
  BOUNDS[name] ?? (routeRow(name).loads === "case" ? wrongStage(...STAGE_IDS) : undefined);

/** A letter is no request for release: what is asked of one is not there for the other. */
const isOther = ({ name, at }: Cell): boolean =>
  (name === "answer-letter" && at.startsWith("release")) || (name === "answer-release" && at.startsWith("letter"));

/** How an act that is let through has to be refused for where the record stands; undefined where it is allowed there. */
export const refusedThere = (cell: Cell): string | undefined => {
  if (!cell.writes) return undefined;
  if (isOther(cell)) return "404 NOT_FOUND";
  const bound = boundOf(cell.name);
  return bound === undefined || bound.at.includes(cell.at) ? undefined : bound.otherwise;
};
