import { randomUUID } from "node:crypto";
import type { Refusal } from "#local/gateway.ts";
import { routeNamed, routeRow } from "#shared/api/routes.ts";
import { scrubbed } from "#shared/scrub.ts";

/** Lines of the access log for what reached no function, in the form that functions give theirs. */
export const gatewayLog =
  (keep: (text: string) => void) =>
  ({ route, person, status }: Refusal): void => {
    const name = routeNamed(route);
    const line = scrubbed({
      kind: "access",
      at: new Date().toISOString(),
      route: name ?? "unknown",
      person: person ?? "anonymous",
      zone: name === undefined ? undefined : routeRow(name).zone,
      status,
      code: status === 401 ? "UNAUTHENTICATED" : undefined,
      request: randomUUID(),
    });
    keep(`${JSON.stringify(line)}\n`);
  };
