import type { Handling } from "#shared/domain/handling.ts";
import { HandlingLine } from "#web/patterns/handling.tsx";
import { Thread } from "./thread.tsx";

interface Registered {
  readonly reference: string;
  readonly state: string | null;
  readonly stateReference: string | null;
  readonly handling: Handling | null;
}

/** The thread of a registered submission, for the Panel and its Secretariat; an open source has none. */
export const RegisteredThread = ({ one }: { readonly one: Registered }) => {
  const { reference, state, stateReference } = one;
  if (state === null || stateReference === null) return null;
  return (
    <Thread
      thread={{ side: "panel", at: { reference }, state, stateReference }}
      handling={
        one.handling === null ? undefined : (
          <div className="spaced">
            <HandlingLine handling={one.handling} />
          </div>
        )
      }
    />
  );
};
