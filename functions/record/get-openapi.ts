import { openApi } from "#shared/api/openapi.ts";
import type { Run } from "#shared/endpoint.ts";

export const run: Run<"get-openapi"> = async () => openApi({ demo: process.env["STAGE"] === "demo" });
