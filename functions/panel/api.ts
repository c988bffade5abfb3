import { PANEL_ROUTES } from "#shared/api/routes-panel.ts";
import { api } from "#shared/endpoint.ts";
import { run as annotateExhibit } from "./annotate-exhibit.ts";
import { run as answerState } from "./answer-state.ts";
import { run as assessReply } from "./assess-reply.ts";
import { run as assignTeam } from "./assign-team.ts";
import { run as attestGate } from "./attest-gate.ts";
import { run as attributeOrigin } from "./attribute-origin.ts";
import { run as collectEvidence } from "./collect-evidence.ts";
import { run as decideStage } from "./decide-stage.ts";
import { run as declareInterest } from "./declare-interest.ts";
import { run as disputeExhibit } from "./dispute-exhibit.ts";
import { run as getCase } from "./get-case.ts";
import { run as getEvidence } from "./get-evidence.ts";
import { run as getHistory } from "./get-history.ts";
import { run as getRegistration } from "./get-registration.ts";
import { run as gradeExhibit } from "./grade-exhibit.ts";
import { run as linkExhibits } from "./link-exhibits.ts";
import { run as listCases } from "./list-cases.ts";
import { run as listRegister } from "./list-register.ts";
import { run as listThread } from "./list-thread.ts";
import { run as listUnanswered } from "./list-unanswered.ts";
import { run as mapObligation } from "./map-obligation.ts";
import { run as myPanel } from "./my-panel.ts";
import { run as openCase } from "./open-case.ts";
import { run as openEvidence } from "./open-evidence.ts";
import { run as recordClaim } from "./record-claim.ts";
import { run as recordPlace } from "./record-place.ts";
import { run as recordReply } from "./record-reply.ts";
import { run as recordVessel } from "./record-vessel.ts";
import { run as requestRelease } from "./request-release.ts";
import { run as sendLetter } from "./send-letter.ts";
import { run as takePosition } from "./take-position.ts";
import { run as waiveGate } from "./waive-gate.ts";
import { run as writeFinding } from "./write-finding.ts";

/** The API of the panel zone. */
export const handler = api(PANEL_ROUTES, {
  "annotate-exhibit": annotateExhibit,
  "answer-state": answerState,
  "assess-reply": assessReply,
  "assign-team": assignTeam,
  "attest-gate": attestGate,
  "attribute-origin": attributeOrigin,
  "collect-evidence": collectEvidence,
  "decide-stage": decideStage,
  "declare-interest": declareInterest,
  "dispute-exhibit": disputeExhibit,
  "get-case": getCase,
  "get-evidence": getEvidence,
  "get-history": getHistory,
  "get-registration": getRegistration,
  "grade-exhibit": gradeExhibit,
  "link-exhibits": linkExhibits,
  "list-cases": listCases,
  "list-register": listRegister,
  "list-thread": listThread,
  "list-unanswered": listUnanswered,
  "map-obligation": mapObligation,
  "open-case": openCase,
  "open-evidence": openEvidence,
  "record-claim": recordClaim,
  "record-place": recordPlace,
  "record-reply": recordReply,
  "record-vessel": recordVessel,
  "request-release": requestRelease,
  "send-letter": sendLetter,
  "take-position": takePosition,
  "waive-gate": waiveGate,
  "write-finding": writeFinding,
  "my-panel": myPanel,
});
