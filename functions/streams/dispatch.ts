import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { homePorts } from "#shared/adapters/home.ts";
import { guarded } from "#shared/log.ts";
import type { Json } from "#shared/ports.ts";
import { type Changed, dispatched } from "./dispatched.ts";

/**
 * The one reader of a table's stream that sends things on. It only sorts: what each change means is a row of `dispatched`. A batch that
 * fails is read again as a whole; every consumer bears repetition.
 */
export const handler = guarded("dispatch", async (event: DynamoDBStreamEvent): Promise<void> => {
  const byQueue = new Map<string, Json[]>();
  for (const record of event.Records) {
    for (const { queue, message } of dispatched(changedIn(record))) {
      byQueue.set(queue, [...(byQueue.get(queue) ?? []), message as Json]);
    }
  }
  const { queues } = (await homePorts())();
  await Promise.all([...byQueue].map(([queue, messages]) => queues.send(queue, messages)));
});

type Image = Record<string, AttributeValue> | undefined;
const changedIn = (record: DynamoDBRecord): Changed => {
  const image = (of: unknown) => (of === undefined ? undefined : unmarshall(of as NonNullable<Image>));
  return { before: image(record.dynamodb?.OldImage), after: image(record.dynamodb?.NewImage) };
};
