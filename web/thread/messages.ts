import { useAll } from "#web/api/hooks.ts";

/** A message as either side reads it; `by` is an account of the reader's own side. */
export interface Message {
  readonly id: string;
  readonly at: string;
  readonly from: "state" | "expert" | "secretariat";
  readonly by: string | null;
  readonly text: string;
}

/** Whose thread it is, seen from which side of the wall. */
export type Side =
  | { readonly side: "state"; readonly at: { readonly state: string; readonly reference: string } }
  | {
      readonly side: "panel";
      readonly at: { readonly reference: string };
      /** The State's own reference, which it knows the submission by. */
      readonly stateReference: string;
      readonly state: string;
    };

/** All messages of a thread, newest first. */
export const useThread = ({ side, at }: Side) => useAll<Message>(side === "state" ? "list-messages" : "list-thread", at);
