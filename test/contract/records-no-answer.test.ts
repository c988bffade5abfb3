import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { expect, test } from "vitest";
import { recordsClient } from "#local/functions/ports.ts";
import { dynamoRecords } from "#shared/adapters/records-dynamodb.ts";

test("a store that never answers a call is asked again instead of being waited for", async () => {
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    if (asked > 1) response.end(JSON.stringify({ Responses: { table: [] } }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const client = recordsClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  try {
    const records = dynamoRecords({ client: DynamoDBDocumentClient.from(client), table: "table" });
    expect(await records.read([{ pk: "one", sk: "ONE" }])).toEqual([undefined]);
    expect(asked).toBe(2);
  } finally {
    client.destroy();
    server.closeAllConnections();
    server.close();
  }
});
