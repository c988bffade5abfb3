import { join } from "node:path";
import { type Placed, readFunction, readRoute } from "./assembly/compute.ts";
import { readBucket, readParameter, readTable } from "./assembly/data.ts";
import type { Assembly } from "./assembly/description.ts";
import { readMachine, readQueue, readRule, readSchedule, readSource } from "./assembly/events.ts";
import { holds, type Resolve, resolversOf } from "./assembly/intrinsics.ts";
import { type Resource, readStacks, type Stack } from "./assembly/template.ts";

type Reader = (placed: Placed) => Partial<Assembly>;

/** What the home runs of a stack. Every other type of resource is a matter of the cloud alone and left out. */
const READERS: Readonly<Record<string, Reader>> = {
  "AWS::Lambda::Function": (placed) => ({ functions: [readFunction(placed)] }),
  "AWS::ApiGatewayV2::Route": (placed) => ({ routes: [readRoute(placed)] }),
  "AWS::Lambda::EventSourceMapping": readSource,
  "AWS::SQS::Queue": (placed) => ({ queues: [readQueue(placed)] }),
  "AWS::StepFunctions::StateMachine": (placed) => ({ machines: [readMachine(placed)] }),
  "AWS::Scheduler::Schedule": (placed) => ({ schedules: readSchedule(placed) }),
  "AWS::Events::Rule": (placed) => ({ schedules: readRule(placed) }),
  "AWS::DynamoDB::Table": (placed) => ({ tables: [readTable(placed)] }),
  "AWS::DynamoDB::GlobalTable": (placed) => ({ tables: [readTable(placed)] }),
  "AWS::S3::Bucket": (placed) => ({ buckets: [readBucket(placed)] }),
  "AWS::SSM::Parameter": (placed) => ({ parameters: [readParameter(placed)] }),
};

/**
 * Reads a synthesised cloud assembly (`cdk.out`) of one or several stacks. Throws, naming the logical id, when something that the
 * home needs stands there in a form that it cannot read, or when two stacks use one logical id for such things.
 */
export const readAssembly = async (folder: string): Promise<Assembly> => {
  const stacks = await readStacks(folder);
  const resolvers = resolversOf(stacks);
  const seen = new Map<string, string>();
  const parts: Partial<Assembly>[] = [];
  for (const stack of stacks) {
    const resolve = resolvers.get(stack.name) as Resolve;
    for (const [id, resource] of Object.entries(stack.template.Resources ?? {})) {
      const reader = READERS[resource.Type];
      if (reader === undefined || !exists(stack, resource, resolve)) continue;
      const other = seen.get(id);
      if (other !== undefined)
        throw new Error(`${id} stands in the stacks ${other} and ${stack.name}: logical ids name things in the home`);
      seen.set(id, stack.name);
      parts.push(readOne({ stack, id, resource, resolve, reader }));
    }
  }
  return joined(parts);
};

const exists = (stack: Stack, resource: Resource, resolve: Resolve): boolean =>
  resource.Condition === undefined || holds({ Condition: resource.Condition }, stack.template, resolve);

const readOne = (at: { stack: Stack; id: string; resource: Resource; resolve: Resolve; reader: Reader }): Partial<Assembly> => {
  const { stack, id, resource } = at;
  try {
    const properties = at.resolve(resource.Properties ?? {}) as Record<string, unknown>;
    return at.reader({ id, properties, stack, resolve: at.resolve });
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${join(stack.name, id)} (${resource.Type}) cannot be read: ${what}`, { cause });
  }
};

const joined = (parts: readonly Partial<Assembly>[]): Assembly => {
  const all = <K extends keyof Assembly>(name: K) =>
    parts.flatMap((part) => (part[name] ?? []) as readonly Assembly[K][number][]);
  return {
    functions: all("functions"),
    routes: all("routes"),
    streamSources: all("streamSources"),
    queueSources: all("queueSources"),
    queues: all("queues"),
    machines: all("machines"),
    schedules: all("schedules"),
    tables: all("tables"),
    buckets: all("buckets"),
    parameters: all("parameters"),
  } as Assembly;
};
