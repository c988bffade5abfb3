import type { Run } from "#shared/endpoint.ts";

/** The one answer that needs every zone's routes: they are loaded when somebody asks for it, not whenever the function starts. */
export const run: Run<"get-openapi"> = async () => {
  const { openApi } = await import("#shared/api/openapi.ts");
  return openApi({ demo: process.env["STAGE"] === "demo" });
};
