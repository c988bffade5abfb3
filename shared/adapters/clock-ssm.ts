import { GetParameterCommand, PutParameterCommand, type SSMClient } from "@aws-sdk/client-ssm";
import type { Clock } from "../ports.ts";

/** How long an offset is trusted, milliseconds: as much later does every function know of a business time that was set. */
export const FRESH_MILLISECONDS = 1_000;

/** Business time as machine time and an offset that the demonstration stage keeps in a parameter; `ready` fetches it when it is old. */
export const ssmClock = (
  client: () => SSMClient,
  parameter: string | undefined,
): { readonly clock: Clock; readonly ready: () => Promise<void> } => {
  let [offset, fetchedAt] = [0, Number.NEGATIVE_INFINITY];
  return {
    clock: {
      now: () => new Date(Date.now() + offset).toISOString(),
      set: async (now) => {
        if (parameter === undefined) throw new Error("business time is set in the demonstration stage only");
        const next = Date.parse(now) - Date.now();
        // Written down it would stop every function of the stage.
        if (Number.isNaN(next)) throw new Error(`${now} is no time`);
        await client().send(new PutParameterCommand({ Name: parameter, Value: String(next), Overwrite: true }));
        [offset, fetchedAt] = [next, performance.now()];
      },
    },
    ready: async () => {
      if (parameter === undefined || performance.now() - fetchedAt < FRESH_MILLISECONDS) return;
      const { Parameter } = await client().send(new GetParameterCommand({ Name: parameter }));
      const given = Number(Parameter?.Value);
      if (!Number.isFinite(given)) throw new Error(`parameter ${parameter} is no number of milliseconds`);
      [offset, fetchedAt] = [given, performance.now()];
    },
  };
};
