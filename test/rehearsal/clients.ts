import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SFNClient } from "@aws-sdk/client-sfn";
import { SQSClient } from "@aws-sdk/client-sqs";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { CREDENTIALS, REGION } from "./endpoint.ts";

/** Clients of the endpoint for what an operator does, and for reading back what stands there. */
export const clientsAt = (endpoint: string) => {
  const at = { endpoint, region: REGION, credentials: CREDENTIALS };
  const dynamo = new DynamoDBClient(at);
  return {
    stacks: new CloudFormationClient(at),
    logs: new CloudWatchLogsClient(at),
    people: new CognitoIdentityProviderClient(at),
    dynamo,
    records: DynamoDBDocumentClient.from(dynamo),
    files: new S3Client({ ...at, forcePathStyle: true, requestChecksumCalculation: "WHEN_REQUIRED" }),
    machines: new SFNClient(at),
    secrets: new SecretsManagerClient(at),
    queues: new SQSClient(at),
  };
};
export type Clients = ReturnType<typeof clientsAt>;
