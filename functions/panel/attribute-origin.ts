import type { Run } from "#shared/endpoint.ts";
import { exactHash } from "#shared/record/exact.ts";
import { onExhibit } from "./on-exhibit.ts";

export const run: Run<"attribute-origin"> = ({ input, ...work }) =>
  onExhibit(work, input, ({ carries: _before, ...exhibit }) => ({
    exhibit: {
      ...exhibit,
      origin: input.origin,
      ...(input.carries === undefined ? {} : { carries: input.carries }),
      ...(input.sceneId === undefined ? {} : { sceneId: input.sceneId }),
      ...(input.objectId === undefined ? {} : { objectId: input.objectId }),
    },
    event: "case.origin",
    data: { reasonsSha256: exactHash(input.reasons, 1) },
  }));
