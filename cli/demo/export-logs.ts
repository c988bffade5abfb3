import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { verifyLog } from "#shared/record/verify-log.ts";
import { type Answer, type Stage, until } from "./stage.ts";

export interface ExportedLog {
  readonly name: string;
  readonly folder: string;
  /** "intact", or what is wrong. */
  readonly verdict: string;
}

/** The auditor exports every log as a folder that anybody can verify, and verifies it. */
export const exportLogs = async (stage: Stage, folder: string): Promise<readonly ExportedLog[]> => {
  const auditor = stage.roleOf("auditor");
  stage.heading("The record");
  const logs: readonly Answer[] = await until("the logs to be published", async () => {
    const all = (await stage.as(auditor, "list-logs", {})).logs;
    return all.every((one: Answer) => one.size === one.published) ? all : undefined;
  });
  const exported: ExportedLog[] = [];
  for (const { log } of logs) {
    const target = join(folder, String(log));
    await exportOne(stage, auditor, String(log), target);
    const verdict = await verifyLog((path) =>
      readFile(join(target, path)).then(
        (bytes) => new Uint8Array(bytes),
        () => undefined,
      ),
    );
    const says = verdict.kind === "intact" ? "intact" : verdict.kind === "altered" ? verdict.faults.join("; ") : verdict.why;
    exported.push({ name: String(log), folder: target, verdict: says });
    stage.tell(
      auditor,
      `exports and verifies log ${log}: ${verdict.kind === "intact" ? `${verdict.size} entries, intact` : says}`,
    );
  }
  return exported;
};

const exportOne = async (stage: Stage, auditor: string, log: string, target: string): Promise<void> => {
  const { vkey, checkpoint, paths } = await stage.as(auditor, "get-log", { log });
  await mkdir(target, { recursive: true });
  await writeFile(join(target, "vkey"), `${vkey}\n`);
  const files: readonly (readonly [path: string, as: string])[] = [
    ...(checkpoint === null ? [] : [[String(checkpoint), "checkpoint"] as const]),
    ...paths.map((path: string) => [path, path] as const),
  ];
  for (const [path, as] of files) {
    const file = await stage.as(auditor, "get-log-file", { log, path });
    await mkdir(dirname(join(target, as)), { recursive: true });
    await writeFile(join(target, as), Buffer.from(file.base64, "base64"));
  }
};
