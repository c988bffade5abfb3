import type { Item, Ports } from "#shared/ports.ts";
import { oneItem } from "../delegation/submission.ts";

/** Input of every task of an intake execution. */
export interface UnderVerification {
  readonly state: string;
  readonly reference: string;
  readonly item: string;
}

export const fileUnder = (ports: Ports, at: UnderVerification): Promise<Item> => oneItem(ports.records, at);
