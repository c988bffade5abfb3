import type { Stack } from "aws-cdk-lib";
import {
  AttributeType,
  BillingMode,
  type CfnTable,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from "aws-cdk-lib/aws-dynamodb";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { Zone } from "#shared/domain/zones.ts";
import type { Settings } from "../settings.ts";
import { logicalId, ZONES } from "../zones.ts";

/** Index name → its key attributes. `shared/adapters/keys.ts` says which questions they answer. */
export const INDEXES = { list: ["listPk", "listSk"], due: ["duePk", "dueAt"] } as const;

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** The zone's table. No TTL: what expires is judged on reading, and the record keeps its history. */
export const zoneTable = (stack: Stack, { zone, key, settings }: { zone: Zone; key: IKey; settings: Settings }): Table => {
  const id = logicalId(ZONES[zone].table, "table");
  const table = new Table(stack, id, {
    partitionKey: text("pk"),
    sortKey: text("sk"),
    billingMode: BillingMode.PAY_PER_REQUEST,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: settings.retention.recoveryDays },
    encryption: TableEncryption.CUSTOMER_MANAGED,
    encryptionKey: key,
    stream: StreamViewType.NEW_AND_OLD_IMAGES,
    deletionProtection: settings.deletionProtection,
    removalPolicy: settings.removal,
  });
  for (const [indexName, [partition, sort]] of Object.entries(INDEXES)) {
    table.addGlobalSecondaryIndex({
      indexName,
      partitionKey: text(partition),
      sortKey: text(sort),
      projectionType: ProjectionType.ALL,
    });
  }
  (table.node.defaultChild as CfnTable).overrideLogicalId(id);
  return table;
};
