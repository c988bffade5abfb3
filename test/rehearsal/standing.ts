import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { ListBucketsCommand } from "@aws-sdk/client-s3";
import { ListQueuesCommand } from "@aws-sdk/client-sqs";
import type { Clients } from "./clients.ts";
import type { Course } from "./course.ts";
import { type DeployedResource, declaredIn, resourcesOf } from "./deployment.ts";
import { counted, leftOut } from "./left-out.ts";
import { table } from "./table.ts";

type Resources = readonly DeployedResource[];

/** Prints what stands on the endpoint by type and what was left out, and holds it against the assembly. */
export const tellDeployed = async (
  course: Course,
  { clients, assembly, forAws }: { clients: Clients; assembly: string; forAws: string },
): Promise<Resources> => {
  const declared = await declaredIn(assembly);
  const resources = (await Promise.all([...declared.keys()].map((stack) => resourcesOf(clients, stack)))).flat();
  const made = counted(resources.map(({ type }) => type));
  course.say(`\n${table(["deployed", "number"], [...made].toSorted())}\n`);
  const missing = [...declared].flatMap(([stack, types]) =>
    [...types]
      .filter(([id]) => !resources.some((one) => one.stack === stack && one.id === id && one.status === "CREATE_COMPLETE"))
      .map(([id, type]) => `${id} (${type})`),
  );
  course.check(
    `all that ${declared.size} stacks declare stands, ${resources.length} resources`,
    missing.length === 0,
    missing.join(", "),
  );
  const typesIn = async (folder: string) =>
    counted([...(await declaredIn(folder)).values()].flatMap((types) => [...types.values()]));
  const left = leftOut(await typesIn(forAws), await typesIn(assembly));
  for (const { type, declared: all, leftOut: some, why } of left)
    course.check(
      `left out behind -c emulator=true: ${some} of ${all} ${type}`,
      why !== undefined,
      why ?? "no reason in left-out.ts",
    );
  return resources;
};

/** What `cdk destroy` must take with it. Keys wait out their days and are not asked for. */
export const checkGone = async (course: Course, { dynamo, files, queues }: Clients, resources: Resources): Promise<void> => {
  const [tables, buckets, left] = await Promise.all([
    dynamo.send(new ListTablesCommand({})),
    files.send(new ListBucketsCommand({})),
    queues.send(new ListQueuesCommand({})),
  ]);
  const ours = new Set(resources.map(({ physical }) => physical));
  const standing = [
    ...(tables.TableNames ?? []),
    ...(buckets.Buckets ?? []).map(({ Name }) => Name ?? "").filter((name) => ours.has(name)),
    ...(left.QueueUrls ?? []),
  ];
  course.check("no table, bucket or queue is left", standing.length === 0, standing.join(", "));
};
