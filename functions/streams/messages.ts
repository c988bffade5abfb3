import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { guarded, logged } from "#shared/log.ts";
import { counted } from "#shared/metrics.ts";

/**
 * Handler of a queue. Messages are worked on side by side; one that fails goes back to the queue alone, and after the last try to the
 * dead letters. `work` must bear repetition.
 */
export const queueHandler = <T>(name: string, work: (message: T) => Promise<void>) =>
  guarded(name, async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const settled = await Promise.allSettled(event.Records.map((record) => work(JSON.parse(record.body) as T)));
    const batchItemFailures = settled.flatMap((one, index) => {
      const itemIdentifier = event.Records[index]?.messageId;
      if (one.status === "fulfilled" || itemIdentifier === undefined) return [];
      logged("error", { queue: name, message: itemIdentifier, error: one.reason });
      return [{ itemIdentifier }];
    });
    if (batchItemFailures.length > 0) counted({ FailedMessages: batchItemFailures.length });
    return { batchItemFailures };
  });

/** What a new or changed item of a table sets going elsewhere, one shape per queue. */
export interface Messages {
  readonly sequence: {
    readonly zone: string;
    readonly pk: string;
    readonly id: string;
    readonly log: string;
    readonly commitment: string;
    readonly event: string;
    readonly subject: string;
    /** Account that acted, or `system`. */
    readonly actor: string;
    readonly state?: string;
  };
  readonly cross: { readonly id: string; readonly body: unknown };
  readonly apply: { readonly pk: string; readonly sk: string; readonly state?: string };
  readonly intake: { readonly state: string; readonly reference: string };
  readonly execution: { readonly id: string; readonly at: string; readonly step: number; readonly execution: number };
  readonly release: { readonly id: string; readonly step: number };
  readonly render: { readonly report: string; readonly draft: string };
}
