import { caseKey, casePk, casesList, duePk } from "#shared/adapters/keys.ts";
import { addDays } from "#shared/domain/clock.ts";
import { Problem } from "#shared/domain/problems.ts";
import { isRegime, REGIMES } from "#shared/domain/regimes.ts";
import { SECTIONS } from "#shared/domain/sections.ts";
import { FIRST_STAGE, STAGES } from "#shared/domain/stages.ts";
import { STATES } from "#shared/domain/states.ts";
import type { Run } from "#shared/endpoint.ts";
import { part } from "./case-file.ts";
import { exhibitsFor } from "./exhibits.ts";

export const run: Run<"open-case"> = async ({ input, ports, actor, commit, now }) => {
  if (!isRegime(input.regime))
    throw new Problem("INVALID", { where: "regime", what: `${input.regime} is not a regime of this system` });
  if (!Object.hasOwn(SECTIONS, input.section)) {
    throw new Problem("OUT_OF_BOUNDS", { where: "section", given: input.section, allowed: Object.keys(SECTIONS).join(", ") });
  }
  const unknown = input.statesConcerned.find((code) => !Object.hasOwn(STATES, code));
  if (unknown !== undefined)
    throw new Problem("INVALID", { where: "statesConcerned", what: `${unknown} is not the code of a State` });
  if (input.exhibits.length > 5)
    throw new Problem("OUT_OF_BOUNDS", {
      where: "exhibits",
      given: input.exhibits.length,
      allowed: "at most 5; link more afterwards",
    });
  const [existing] = await ports.records.read([caseKey(input.id)]);
  if (existing !== undefined) throw new Problem("INVALID", { where: "id", what: `${input.id} is taken; choose another` });

  const regime = REGIMES[input.regime];
  const exhibits = await exhibitsFor(ports.records, input.exhibits, input.regime);
  const head = {
    ...caseKey(input.id),
    schema: 1,
    version: 1,
    listPk: casesList(input.regime),
    listSk: `${now}#${input.id}`,
    duePk: duePk(),
    dueAt: addDays(now, STAGES[FIRST_STAGE].dueDays),
    id: input.id,
    title: input.title,
    regime: input.regime,
    section: input.section,
    at: FIRST_STAGE,
    step: 1,
    execution: 1,
    sequence: 0,
    openedAt: now,
    openedBy: actor.id,
    enteredAt: now,
    statesConcerned: input.statesConcerned,
    originsNeeded: regime.originsNeeded,
    committeeDeadline: input.committeeDeadline ?? regime.mandate.finalToCommittee,
    recused: [],
  };
  return commit(
    {
      writes: [{ put: head, ifAbsent: true }, ...exhibits.map((one) => part(input.id, "EXHIBIT", one.ref, one))],
      entries: [{ pk: casePk(input.id), event: "case.opened", subject: input.id, data: { regime: input.regime } }],
    },
    { case: input.id, version: 1, at: FIRST_STAGE },
  );
};
