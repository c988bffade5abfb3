import { expect, test } from "vitest";
import { appointmentKey, caseKey } from "#shared/adapters/keys.ts";
import { PANEL_ROUTES } from "#shared/api/routes-panel.ts";
import { Problem } from "#shared/domain/problems.ts";
import { api, type Run } from "#shared/endpoint.ts";
import { memoryPorts } from "#test/fixtures/memory-ports.ts";

const ports = memoryPorts();
const bodyOf = (id: string) => ({ id, title: "A", regime: "1718", section: "finance", statesConcerned: [], exhibits: [] });

/** Looks first whether the case is there, as opening one does; `between` lets the other request of the same moment go first. */
const openCase =
  (between: () => Promise<unknown>): Run<"open-case"> =>
  async ({ input, commit }) => {
    await between();
    if (ports.items.has(`${caseKey(input.id).pk}\n${caseKey(input.id).sk}`))
      throw new Problem("INVALID", { where: "id", what: `${input.id} is taken` });
    const head = { ...caseKey(input.id), schema: 1, version: 1 };
    return commit({ writes: [{ put: head, ifAbsent: true }], entries: [] }, { case: input.id, version: 1, at: "triage" });
  };
const ask = async (id: string, key: string, between: () => Promise<unknown> = () => Promise.resolve()) => {
  const answer = await api(PANEL_ROUTES, { "open-case": openCase(between) })(
    {
      routeKey: "POST /panel/cases",
      headers: { "idempotency-key": key },
      pathParameters: {},
      requestContext: { requestId: "x", authorizer: { jwt: { claims: { sub: "expert" }, scopes: null } } },
      body: JSON.stringify(bodyOf(id)),
      isBase64Encoded: false,
    } as never,
    {} as never,
  );
  return answer as { readonly statusCode: number; readonly body: string };
};

test("a request that was done by its own repetition at the same moment is answered as that was, and another's is still refused", async () => {
  (globalThis as Record<symbol, unknown>)[Symbol.for("corroborate.ports")] = () => () => ports;
  const appointments = [{ role: "expert", regime: "1718", from: "2020-01-01T00:00:00Z" }];
  const person = appointmentKey("panel", "expert");
  ports.items.set(`${person.pk}\n${person.sk}`, { ...person, schema: 1, appointments });

  const overtaken = await ask("CASE-1", "one-key-of-both", () => ask("CASE-1", "one-key-of-both"));
  expect(overtaken).toMatchObject({ statusCode: 201, body: JSON.stringify({ case: "CASE-1", version: 1, at: "triage" }) });
  expect(await ask("CASE-1", "another-key")).toMatchObject({ statusCode: 422 });
});
