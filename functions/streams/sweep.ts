import { homePorts } from "#shared/adapters/home.ts";
import { guarded, logged } from "#shared/log.ts";
import { publishPending } from "#shared/record/sequence.ts";
import { sweepStages } from "./sweep-stages.ts";
import { sweepSubmissions } from "./sweep-submissions.ts";

/** Once an hour: repairs what still differs between records and executions, and reminds of what is late. Bears repetition. */
export const handler = guarded("sweep", async (): Promise<void> => {
  const zone = process.env["ZONE"] ?? "";
  const ports = await homePorts();
  if (zone === "delegation") await sweepSubmissions(ports);
  else if (zone === "record") await publishPending(ports());
  else await sweepStages(ports(), zone === "secretariat" ? "report" : "case");
  logged("work", { work: "sweep", zone });
});
