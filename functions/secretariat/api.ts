import { SECRETARIAT_ROUTES } from "#shared/api/routes-secretariat.ts";
import { api } from "#shared/endpoint.ts";
import { run as decideReport } from "./decide-report.ts";
import { run as draftReport } from "./draft-report.ts";
import { run as getDraft } from "./get-draft.ts";
import { run as getReport } from "./get-report.ts";
import { run as listAppointments } from "./list-appointments.ts";
import { run as listReports } from "./list-reports.ts";
import { run as mySecretariat } from "./my-secretariat.ts";
import { run as openDraft } from "./open-draft.ts";
import { run as openReport } from "./open-report.ts";
import { run as positionReport } from "./position-report.ts";
import { run as writeReport } from "./write-report.ts";

/** The API of the secretariat zone. */
export const handler = api(SECRETARIAT_ROUTES, {
  "decide-report": decideReport,
  "draft-report": draftReport,
  "get-draft": getDraft,
  "get-report": getReport,
  "list-appointments": listAppointments,
  "list-reports": listReports,
  "open-draft": openDraft,
  "open-report": openReport,
  "position-report": positionReport,
  "write-report": writeReport,
  "my-secretariat": mySecretariat,
});
