import * as z from "zod";
import type { Placed } from "./compute.ts";
import type { ParameterPart, TablePart } from "./description.ts";

const keys = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(["HASH", "RANGE"]) })).min(1);
const tableShape = z.object({
  KeySchema: keys,
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(["S", "N", "B"]) })),
  GlobalSecondaryIndexes: z.array(z.object({ IndexName: z.string(), KeySchema: keys, Projection: z.unknown() })).default([]),
  StreamSpecification: z
    .object({ StreamViewType: z.enum(["KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"]) })
    .optional(),
});

export const readTable = ({ id, properties }: Placed): TablePart => {
  const given = tableShape.parse(properties);
  return {
    name: id,
    keys: given.KeySchema,
    attributes: given.AttributeDefinitions,
    indexes: given.GlobalSecondaryIndexes,
    ...(given.StreamSpecification === undefined ? {} : { stream: given.StreamSpecification.StreamViewType }),
  };
};

export const readBucket = ({ id }: Placed): string => id;

export const readParameter = ({ id, properties }: Placed): ParameterPart => {
  const given = z.object({ Name: z.string().default(id), Value: z.string() }).parse(properties);
  return { name: given.Name, value: given.Value };
};
