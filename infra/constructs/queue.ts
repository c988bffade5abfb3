import { Duration, type Stack } from "aws-cdk-lib";
import { type CfnQueue, Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { FunctionRow } from "../function-row.ts";
import type { Settings } from "../settings.ts";
import { logicalId } from "../zones.ts";

const MAX_RECEIVES = 5;
export const queueName = (stage: string, name: string) => `corroborate-${stage}-${name}`;
export const deadLetterName = (name: string) => `${name}-dead`;

/** A queue and where its messages go after five failed deliveries. A message stays hidden for six runs of its consumer. */
export const zoneQueue = (stack: Stack, at: { name: string; consumer: FunctionRow; settings: Settings }): Queue => {
  const common = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };
  const dead = new Queue(stack, logicalId(at.name, "dead-queue"), {
    ...common,
    queueName: queueName(at.settings.stage, deadLetterName(at.name)),
    retentionPeriod: Duration.days(14),
  });
  const queue = new Queue(stack, logicalId(at.name, "queue"), {
    ...common,
    queueName: queueName(at.settings.stage, at.name),
    retentionPeriod: Duration.days(14),
    visibilityTimeout: Duration.seconds(6 * at.consumer.timeoutSeconds),
    deadLetterQueue: { queue: dead, maxReceiveCount: MAX_RECEIVES },
  });
  (dead.node.defaultChild as CfnQueue).overrideLogicalId(logicalId(at.name, "dead-queue"));
  (queue.node.defaultChild as CfnQueue).overrideLogicalId(logicalId(at.name, "queue"));
  return queue;
};
