import { submissionsList } from "#shared/adapters/keys.ts";
import type { Run } from "#shared/endpoint.ts";
import { listed } from "../listed.ts";
import { shownSubmission } from "./submission.ts";

export const run: Run<"list-submissions"> = ({ input, ports }) =>
  listed({
    ports,
    query: { pk: submissionsList(input.state), index: "list", newestFirst: true },
    cursor: input.after,
    show: shownSubmission,
  });
