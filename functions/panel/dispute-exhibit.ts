import type { Run } from "#shared/endpoint.ts";
import { exactHash } from "#shared/record/exact.ts";
import { onExhibit } from "./on-exhibit.ts";

export const run: Run<"dispute-exhibit"> = ({ input, ...work }) =>
  onExhibit(work, input, (exhibit) => ({
    exhibit: { ...exhibit, disputed: input.reasons },
    event: "case.dispute",
    data: { reasonsSha256: exactHash(input.reasons, 1) },
  }));
