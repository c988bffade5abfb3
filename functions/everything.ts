import type { Item, Records } from "#shared/ports.ts";

/** All items of one partition under a prefix; for partitions whose size the rules bound. */
export const everything = async (records: Pick<Records, "list">, pk: string, prefix: string): Promise<readonly Item[]> => {
  const items: Item[] = [];
  for (let after: string | undefined; ; ) {
    const page = await records.list({ pk, prefix, limit: 1000, ...(after === undefined ? {} : { after }) });
    items.push(...page.items);
    if (page.next === undefined) return items;
    after = page.next;
  }
};
