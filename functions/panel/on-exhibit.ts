import type { Exhibit } from "#shared/domain/case.ts";
import type { EventName } from "#shared/domain/events.ts";
import { Problem } from "#shared/domain/problems.ts";
import type { Json } from "#shared/ports.ts";
import { type LoadedCase, part } from "./case-file.ts";
import { exhibitOf, type Work, workOn } from "./work.ts";

/** Changes one exhibit of a case. */
export const onExhibit = (
  work: Work,
  at: { reference: string; item: string },
  change: (exhibit: Exhibit, loaded: LoadedCase) => { exhibit: Exhibit; event: EventName; data: Readonly<Record<string, Json>> },
) =>
  workOn(work, (loaded) => {
    const ref = `${at.reference}/${at.item}`;
    const exhibit = exhibitOf(loaded.file, ref);
    if (exhibit === undefined) throw new Problem("NOT_FOUND");
    const changed = change(exhibit, loaded);
    return {
      parts: [part(loaded.file.id, "EXHIBIT", ref, changed.exhibit)],
      event: changed.event,
      data: { reference: ref, ...changed.data },
    };
  });
