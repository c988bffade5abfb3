import { submissionPk } from "#shared/adapters/keys.ts";
import type { Run } from "#shared/endpoint.ts";
import { shownThread } from "../thread.ts";

export const run: Run<"list-messages"> = ({ input, ports }) =>
  shownThread(ports, submissionPk(input.state, input.reference), input.after);
