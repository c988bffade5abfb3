import { duePk, reportKey, reportPk, reportsList } from "#shared/adapters/keys.ts";
import { addDays } from "#shared/domain/clock.ts";
import { Problem } from "#shared/domain/problems.ts";
import { isRegime } from "#shared/domain/regimes.ts";
import { REPORT_STAGES } from "#shared/domain/stages.ts";
import type { Run } from "#shared/endpoint.ts";
import type { Item } from "#shared/ports.ts";
import { frameOf } from "./frame.ts";

/** A report is opened at its first stage; the stream starts its execution. */
export const run: Run<"open-report"> = async ({ input, ports, actor, commit, now }) => {
  if (!isRegime(input.regime))
    throw new Problem("INVALID", { where: "regime", what: `${input.regime} is not a regime of this system` });
  const [known] = await ports.records.read([reportKey(input.id)]);
  if (known !== undefined) throw new Problem("INVALID", { where: "id", what: `${input.id} is the id of a report already` });
  const head = withoutUndefined({
    ...reportKey(input.id),
    schema: 1,
    version: 1,
    id: input.id,
    regime: input.regime,
    kind: input.kind,
    ...frameOf(input),
    at: "collecting",
    step: 1,
    execution: 1,
    drafts: 0,
    openedAt: now,
    openedBy: actor.id,
    enteredAt: now,
    listPk: reportsList(input.regime),
    listSk: `${now}#${input.id}`,
    duePk: duePk(),
    dueAt: addDays(now, REPORT_STAGES.collecting.dueDays),
  });
  return commit(
    {
      writes: [{ put: head, ifAbsent: true }],
      entries: [{ pk: reportPk(input.id), event: "report.opened", subject: input.id, data: { regime: input.regime } }],
    },
    { report: input.id, version: 1, at: "collecting" },
  );
};

const withoutUndefined = (item: Record<string, unknown>): Item =>
  Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)) as unknown as Item;
