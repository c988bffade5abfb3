import { randomUUID } from "node:crypto";
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { sqsQueues } from "#shared/adapters/queues-sqs.ts";
import type { Json } from "#shared/ports.ts";
import type { OpenQueues } from "./queues.contract.ts";

const endpoint = process.env["SQS_ENDPOINT"];

/** Why the suite cannot run on SQS here; undefined when it can. */
export const whyNoSqs = (): string | undefined =>
  endpoint === undefined ? "SQS_ENDPOINT names no service with the interface of SQS" : undefined;

/** A fresh queue at `SQS_ENDPOINT`, read as the event source of a function reads it. */
export const openSqs = async (): Promise<OpenQueues> => {
  const client = new SQSClient({
    ...(endpoint === undefined ? {} : { endpoint }),
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  const made = async (name: string, Attributes: Record<string, string>) =>
    String((await client.send(new CreateQueueCommand({ QueueName: `${name}-${randomUUID()}`, Attributes }))).QueueUrl);
  const dead = await made("dead", {});
  const attributes = await client.send(new GetQueueAttributesCommand({ QueueUrl: dead, AttributeNames: ["QueueArn"] }));
  const redrive = JSON.stringify({ deadLetterTargetArn: attributes.Attributes?.["QueueArn"], maxReceiveCount: 3 });
  const url = await made("work", { RedrivePolicy: redrive, VisibilityTimeout: "10" });
  let running = true;
  let reading: Promise<void> = Promise.resolve();
  const received = async (QueueUrl: string) =>
    (await client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }))).Messages ?? [];
  const given: Json[] = [];

  const readAll = async (work: (body: Json) => Promise<void>): Promise<void> => {
    while (running) {
      for (const message of await received(url)) {
        const at = { QueueUrl: url, ReceiptHandle: message.ReceiptHandle };
        await work(JSON.parse(message.Body ?? "null") as Json).then(
          () => client.send(new DeleteMessageCommand(at)),
          () => client.send(new ChangeMessageVisibilityCommand({ ...at, VisibilityTimeout: 0 })),
        );
      }
    }
  };
  return {
    queues: sqsQueues(client, { work: url }),
    queue: "work",
    consume: (work) => {
      reading = readAll(work);
    },
    deadLetters: async () => {
      for (const message of await received(dead)) {
        given.push(JSON.parse(message.Body ?? "null") as Json);
        await client.send(new DeleteMessageCommand({ QueueUrl: dead, ReceiptHandle: message.ReceiptHandle }));
      }
      return given;
    },
    close: async () => {
      running = false;
      await reading;
      client.destroy();
    },
  };
};
