import { homePorts } from "#shared/adapters/home.ts";
import { caseKey, casePk, reportKey, reportPk, tokenKey } from "#shared/adapters/keys.ts";
import { guarded } from "#shared/log.ts";
import type { Item, Ports } from "#shared/ports.ts";
import { releaseStep } from "../release-step.ts";

interface Opening {
  readonly id: string;
  readonly stage: string;
  readonly step: number;
  readonly execution: number;
  readonly token: string;
}

/**
 * Opens a stage for people: keeps the token first, then reads the record again. If the stage was left meanwhile, the decision that
 * found no token is there, and the task releases itself.
 */
export const handler = guarded("open-stage", async ({ id, stage, step, execution, token }: Opening): Promise<void> => {
  const ports = (await homePorts())();
  const report = process.env["MACHINE"] === "report";
  const [pk, key] = report ? [reportPk(id), reportKey(id)] : [casePk(id), caseKey(id)];
  await ports.records.write([
    { put: { ...tokenKey(pk, step), schema: 1, token, stage, openedAt: ports.clock.now() }, always: true },
  ]);
  const released = await releaseStep(ports, pk, step);
  const [head] = await ports.records.read([key]);
  if (head === undefined) throw new Error(`there is no record ${pk} that a stage could be opened for`);
  if (released === "waiting" && Number(head["step"]) !== step) {
    throw new Error(`${pk} stands at step ${head["step"]} and has no decision for step ${step}, which its execution waits at`);
  }
  await followSuccessor(ports, head, execution);
});

/** An execution that hands over before its year is out starts its successor itself: the record learns of it here. */
const followSuccessor = async ({ records }: Ports, head: Item, execution: number): Promise<void> => {
  if (Number(head["execution"]) >= execution) return;
  await records.write([{ put: { ...head, execution, version: Number(head.version) + 1 }, ifVersion: Number(head.version) }]);
};
