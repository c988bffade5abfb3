import table from "./prices.json" with { type: "json" };

export const REGIONS = ["eu-west-1", "us-east-1"] as const;
export type PriceRegion = (typeof REGIONS)[number];
export type PriceName = keyof typeof table.rows;

/** Where the prices are from and how far to trust them. */
export const PRICE_SOURCE = table.source;

/** US dollars for one unit, and what the unit is. */
export const priceOf = (name: PriceName, region: PriceRegion): { readonly dollars: number; readonly unit: string } => {
  const row = table.rows[name];
  return { dollars: row[region], unit: row.unit };
};

/** One line of a bill. */
export interface CostLine {
  readonly what: string;
  readonly price: PriceName;
  readonly quantity: number;
  readonly dollars: number;
}

export const lineOf = (region: PriceRegion, what: string, price: PriceName, quantity: number): CostLine => ({
  what,
  price,
  quantity,
  dollars: quantity * priceOf(price, region).dollars,
});

export const sumOf = (lines: readonly CostLine[]): number => lines.reduce((sum, { dollars }) => sum + dollars, 0);
