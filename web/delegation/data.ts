import { call } from "#web/api/call.ts";
import { useAll, useRead } from "#web/api/hooks.ts";
import { useOwnState } from "#web/shell/me.ts";
import type { Asked, Opening, Submission, Whole } from "./answers.ts";

/** What the screens of a delegation read; always of the own State, which the address does not name. */
export const useSubmissions = () => {
  const state = useOwnState();
  return useAll<Submission>("list-submissions", { state });
};
export const useSubmission = (reference: string) => {
  const state = useOwnState();
  const at = { state, reference };
  return useRead<Whole>("get-submission", at, { read: () => readWhole(at) });
};
/** A submission with all its items, however many pages they are. */
export const readWhole = async (at: { readonly state: string; readonly reference: string }): Promise<Whole> => {
  const { next, ...first } = await call<Whole & Onward>("get-submission", at);
  const items = [...first.items];
  for (let after = next; after !== null; ) {
    const page = await call<Whole & Onward>("get-submission", { ...at, after });
    items.push(...page.items);
    after = page.next;
  }
  return { ...first, items };
};
interface Onward {
  readonly next: string | null;
}
export const useAskedList = () => {
  const state = useOwnState();
  return useAll<Asked>("list-asked", { state });
};
export const useAsked = (asked: string) => {
  const state = useOwnState();
  return useRead<Asked>("get-asked", { state, asked });
};
export const useReceipt = (reference: string, enabled: boolean) => {
  const state = useOwnState();
  return useRead<unknown>("get-receipt", { state, reference }, { enabled, live: enabled });
};
export const useOpenings = (reference: string) => {
  const state = useOwnState();
  return useAll<Opening>("list-openings", { state, reference });
};
