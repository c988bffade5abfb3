import { reportPk } from "#shared/adapters/keys.ts";
import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import { exactHash } from "#shared/record/exact.ts";
import { frameOf } from "./frame.ts";
import { loadReport, mustStandAt, nextReport } from "./report-file.ts";

/** The frame can be changed while the report is collected; afterwards a draft stands for it, and a change begins with going back. */
export const run: Run<"write-report"> = async ({ input, record, ports, commit }) => {
  const report = await loadReport(ports.records, record);
  mustStandAt(report, "collecting");
  if (report.version !== input.version) throw new Problem("STALE", { given: input.version, actual: report.version });
  const frame = frameOf(input);
  return commit(
    {
      writes: [nextReport(report.head, frame)],
      entries: [
        {
          pk: reportPk(report.id),
          event: "report.written",
          subject: report.id,
          data: { textSha256: exactHash(JSON.parse(JSON.stringify(frame)), 1) },
        },
      ],
    },
    { report: report.id, version: report.version + 1, at: report.at },
  );
};
