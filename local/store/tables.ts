import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
} from "@aws-sdk/client-dynamodb";
import type { TablePart } from "#local/assembly/description.ts";

/** Makes the tables that the assembly declares and that are not there yet. Repeatable. */
export const ensureTables = async (client: Pick<DynamoDBClient, "send">, tables: readonly TablePart[]): Promise<void> => {
  for (const table of tables) {
    if (await exists(client, table.name)) continue;
    await client.send(
      new CreateTableCommand({
        TableName: table.name,
        BillingMode: "PAY_PER_REQUEST",
        KeySchema: [...table.keys],
        AttributeDefinitions: [...table.attributes],
        ...(table.indexes.length === 0 ? {} : { GlobalSecondaryIndexes: table.indexes.map(indexOf) }),
        ...(table.stream === undefined ? {} : { StreamSpecification: { StreamEnabled: true, StreamViewType: table.stream } }),
      }),
    );
  }
};

const indexOf = ({ IndexName, KeySchema }: TablePart["indexes"][number]) => ({
  IndexName,
  KeySchema: [...KeySchema],
  Projection: { ProjectionType: "ALL" as const },
});

const exists = async (client: Pick<DynamoDBClient, "send">, name: string): Promise<boolean> => {
  try {
    await client.send(new DescribeTableCommand({ TableName: name }));
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === ResourceNotFoundException.name) return false;
    throw error;
  }
};
