import * as z from "zod";
import type { FunctionPart, RoutePart } from "./description.ts";
import { idInArn, type Resolve } from "./intrinsics.ts";
import type { Stack } from "./template.ts";

/** A resource with its properties resolved. */
export interface Placed {
  readonly id: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly stack: Stack;
  readonly resolve: Resolve;
}

const wholeNumber = z.coerce.number().int();
const functionShape = z.object({
  FunctionName: z.string().optional(),
  Handler: z.string().regex(/^[\w./-]+\.\w+$/),
  Runtime: z.string().startsWith("nodejs"),
  Code: z.object({ S3Key: z.string() }),
  Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).optional(),
  Timeout: wholeNumber.default(3),
  MemorySize: wholeNumber.default(128),
});

export const readFunction = ({ id, properties, stack }: Placed): FunctionPart => {
  const given = functionShape.parse(properties);
  const folder = stack.assets.get(given.Code.S3Key);
  if (folder === undefined) throw new Error(`its bundle ${given.Code.S3Key} is not in the assembly`);
  return {
    id,
    name: given.FunctionName ?? id,
    handler: given.Handler,
    folder,
    environment: given.Environment?.Variables ?? {},
    timeoutSeconds: given.Timeout,
    memoryMegabytes: given.MemorySize,
  };
};

const routeShape = z.object({
  RouteKey: z.string().regex(/^(\$default|[A-Z]+ \/\S*)$/),
  Target: z.string().startsWith("integrations/"),
  AuthorizationType: z.enum(["NONE", "JWT"]).default("NONE"),
});
const integrationShape = z.object({
  IntegrationType: z.literal("AWS_PROXY"),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal("2.0"),
});

export const readRoute = ({ properties, stack, resolve }: Placed): RoutePart => {
  const given = routeShape.parse(properties);
  const integration = stack.template.Resources?.[given.Target.slice("integrations/".length)];
  if (integration === undefined) throw new Error(`its target ${given.Target} is not in its stack`);
  const { IntegrationUri } = integrationShape.parse(resolve(integration.Properties ?? {}));
  return { key: given.RouteKey, function: functionIn(IntegrationUri), authorized: given.AuthorizationType === "JWT" };
};

/** The function that an ARN, an invocation path or a bare name stands for. */
export const functionIn = (given: string): string => {
  const arn = /arn:aws:lambda:[^/]+/.exec(given)?.[0];
  const id = arn === undefined ? given : idInArn(arn);
  if (id === undefined || !/^[A-Za-z0-9]+$/.test(id)) throw new Error(`${given} names no function`);
  return id;
};
