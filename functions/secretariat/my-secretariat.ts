import type { Run } from "#shared/endpoint.ts";
import { me } from "../me.ts";

export const run: Run<"my-secretariat"> = me;
