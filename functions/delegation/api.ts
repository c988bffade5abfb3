import { DELEGATION_ROUTES } from "#shared/api/routes-delegation.ts";
import { api } from "#shared/endpoint.ts";
import { run as answerLetter } from "./answer-letter.ts";
import { run as answerRelease } from "./answer-release.ts";
import { run as changeItem } from "./change-item.ts";
import { run as changeSubmission } from "./change-submission.ts";
import { run as completeItem } from "./complete-item.ts";
import { run as createSubmission } from "./create-submission.ts";
import { run as declareItem } from "./declare-item.ts";
import { run as getAsked } from "./get-asked.ts";
import { run as getReceipt } from "./get-receipt.ts";
import { run as getSubmission } from "./get-submission.ts";
import { run as linkParts } from "./link-parts.ts";
import { run as listAsked } from "./list-asked.ts";
import { run as listMessages } from "./list-messages.ts";
import { run as listOpenings } from "./list-openings.ts";
import { run as listSubmissions } from "./list-submissions.ts";
import { run as myDelegation } from "./my-delegation.ts";
import { run as openItem } from "./open-item.ts";
import { run as removeItem } from "./remove-item.ts";
import { run as sealSubmission } from "./seal-submission.ts";
import { run as withdrawSubmission } from "./withdraw-submission.ts";
import { run as writeMessage } from "./write-message.ts";

/** The API of the delegation zone. */
export const handler = api(DELEGATION_ROUTES, {
  "answer-letter": answerLetter,
  "answer-release": answerRelease,
  "change-item": changeItem,
  "change-submission": changeSubmission,
  "complete-item": completeItem,
  "create-submission": createSubmission,
  "declare-item": declareItem,
  "get-asked": getAsked,
  "get-receipt": getReceipt,
  "get-submission": getSubmission,
  "link-parts": linkParts,
  "list-asked": listAsked,
  "list-messages": listMessages,
  "list-openings": listOpenings,
  "list-submissions": listSubmissions,
  "open-item": openItem,
  "remove-item": removeItem,
  "seal-submission": sealSubmission,
  "withdraw-submission": withdrawSubmission,
  "write-message": writeMessage,
  "my-delegation": myDelegation,
});
