import { reportPk } from "#shared/adapters/keys.ts";
import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import { draftFor } from "./get-draft.ts";
import { loadReport } from "./report-file.ts";

const ENDING = { docx: "docx", html: "html", model: "json", annex: "docx" } as const;

/** Opening a draft is an entry of the record, written before the link is given. */
export const run: Run<"open-draft"> = async ({ input, record, actor, ports, commit }) => {
  const report = await loadReport(ports.records, record);
  const draft = draftFor(report, input.draft, actor.role);
  if (draft.status !== "made") throw new Problem("NOT_READY", { what: "the draft is being made" });
  const file = draft.files?.[input.format];
  if (file === undefined) throw new Problem("NOT_FOUND");
  const annex = input.format === "annex" ? "-confidential-annex" : "";
  const fileName = `${report.id}-draft-${input.draft}${annex}.${ENDING[input.format]}`;
  const link = await ports.files("reports").linkDownload({ key: file.key, version: file.version, fileName, expiresSeconds: 900 });
  return commit(
    {
      writes: [],
      entries: [
        {
          pk: reportPk(report.id),
          event: "report.opened-file",
          subject: report.id,
          data: { draft: Number(input.draft), format: input.format },
        },
      ],
    },
    { ...link, sha256: file.sha256 },
  );
};
