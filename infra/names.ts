import type { Zone } from "#shared/domain/zones.ts";
import { logicalId } from "./zones.ts";

/** CloudFront's firewalls live in this Region alone. */
export const EDGE_REGION = "us-east-1";

/** Parts that are deployed, one stack each. */
export type Part = "data" | "service" | "watch" | "copies" | "edge" | "web";
export const stackName = (stage: string, part: Part): string => `corroborate-${stage}-${part}`;

/** Output of the data stack that names a zone's table. */
export const tableOutput = (zone: Zone): string => logicalId(zone, "table-name");
