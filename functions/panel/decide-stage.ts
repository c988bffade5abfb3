import { caseKey } from "#shared/adapters/keys.ts";
import { decide } from "#shared/domain/decide.ts";
import { Problem } from "#shared/domain/problems.ts";
import { STAGE_IDS } from "#shared/domain/stages.ts";
import type { Run } from "#shared/endpoint.ts";
import type { Ports } from "#shared/ports.ts";
import { adoptionOf } from "./adoption.ts";
import { type LoadedCase, loadCase, mustBeOpen, nextHead } from "./case-file.ts";
import { move } from "./moves.ts";

/** The decision is written first, with its ledger entry; the execution that waits for it is released by the stream. */
export const run: Run<"decide-stage"> = async ({ input, record, actor, ports, now, commit }) => {
  const loaded = await loadCase(ports.records, record, now);
  const { head, file } = loaded;
  mustBeOpen(file, STAGE_IDS);
  if (file.version !== input.version) throw new Problem("STALE", { given: input.version, actual: file.version });
  const into = input.into === undefined ? undefined : await otherCase(ports, input.into, loaded, now);
  const decided = decide(file, {
    stage: input.stage,
    decision: input.decision,
    now,
    ...(into === undefined ? {} : { into: into.file }),
  });
  const moved = move(
    { head, file, now },
    { stage: input.stage, decision: input.decision, decided, by: actor.id, reasons: input.reasons },
  );
  const adoption =
    moved.file.at === "adopted" || moved.file.at === "incident-report"
      ? await adoptionOf(ports, moved.file, head, now)
      : undefined;
  return commit(
    {
      writes: [nextHead(head, { ...moved.head, ...adoption?.head }), ...moved.steps],
      entries: moved.entries,
      ...(adoption === undefined ? {} : { messages: [adoption.message] }),
    },
    { case: file.id, version: file.version + 1, at: moved.file.at, standing: moved.file.standing ?? null },
  );
};

const otherCase = async (ports: Ports, id: string, { file }: LoadedCase, now: string): Promise<LoadedCase> => {
  const [head] = await ports.records.read([caseKey(id)]);
  if (head === undefined || head["regime"] !== file.regime)
    throw new Problem("INVALID", { where: "into", what: `${id} is not a case of this regime` });
  return loadCase(ports.records, head, now);
};
