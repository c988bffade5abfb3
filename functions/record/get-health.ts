import type { Run } from "#shared/endpoint.ts";

export const run: Run<"get-health"> = async ({ now }) => ({ ok: true, stage: process.env["STAGE"] ?? null, now });
