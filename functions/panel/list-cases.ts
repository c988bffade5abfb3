import { casesList } from "#shared/adapters/keys.ts";
import { isStage, STAGES } from "#shared/domain/stages.ts";
import type { Run } from "#shared/endpoint.ts";
import { listed } from "../listed.ts";

export const run: Run<"list-cases"> = ({ input, ports }) =>
  listed({
    ports,
    query: { pk: casesList(input.regime), index: "list", newestFirst: true },
    cursor: input.after,
    show: (item) => ({
      case: item["id"],
      title: item["title"],
      at: item["at"],
      stage: isStage(String(item["at"])) ? STAGES[item["at"] as keyof typeof STAGES].title : null,
      standing: item["standing"] ?? null,
      dueAt: item["dueAt"] ?? null,
      lead: item["lead"] ?? null,
      verifier: item["verifier"] ?? null,
      version: Number(item.version),
    }),
  });
