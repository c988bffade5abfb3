import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import type * as z from "zod";
import { crossFaults } from "./cross-faults.ts";
import { type Scenario, scenarioSchema } from "./scenario.ts";

/** A scenario that cannot be played, with every place that is wrong. */
export class ScenarioRefused extends Error {
  override readonly name = "ScenarioRefused";
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(faults.join("\n"));
    this.faults = faults;
  }
}

export interface Fault {
  readonly path: readonly (string | number)[];
  readonly what: string;
}
/** Most faults told at once. */
const TOLD = 20;

/** Reads a scenario; nothing has been started when it is refused. Throws `ScenarioRefused`, each fault as `file:line: where: what`. */
export const readScenario = (file: string, source: string): Scenario => {
  const errors: ParseError[] = [];
  const tree = parseTree(source, errors, { disallowComments: true });
  const lineAt = (offset: number) => source.slice(0, offset).split("\n").length;
  const [broken] = errors;
  if (tree === undefined || broken !== undefined) {
    throw new ScenarioRefused([
      `${file}:${lineAt(broken?.offset ?? 0)}: this is not JSON: ${printParseErrorCode(broken?.error ?? 1)}`,
    ]);
  }
  const tell = ({ path, what }: Fault) =>
    `${file}:${lineAt(nodeAt(tree, path).offset)}: ${path.join(".") || "scenario"}: ${what}`;
  const parsed = scenarioSchema.safeParse(JSON.parse(source));
  const faults = parsed.success ? crossFaults(parsed.data) : parsed.error.issues.flatMap(described);
  if (faults.length > 0 || !parsed.success) throw new ScenarioRefused(faults.slice(0, TOLD).map(tell));
  return parsed.data;
};

/** The place itself, or the nearest thing around it that is there. */
const nodeAt = (tree: Node, path: readonly (string | number)[]): Node => {
  for (let length = path.length; length > 0; length -= 1) {
    const found = findNodeAtLocation(tree, [...path.slice(0, length)]);
    if (found !== undefined) return found;
  }
  return tree;
};

const described = (issue: z.core.$ZodIssue): readonly Fault[] => {
  const path = issue.path.map((one) => (typeof one === "number" ? one : String(one)));
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ path: [...path, key], what: "is not part of the format" }));
  return [{ path, what: issue.message }];
};
