/** What a home runs, in plain values: no intrinsics, no CloudFormation. Names of things are their logical ids. */
export interface Assembly {
  readonly functions: readonly FunctionPart[];
  readonly routes: readonly RoutePart[];
  readonly streamSources: readonly StreamSource[];
  readonly queueSources: readonly QueueSource[];
  readonly queues: readonly QueuePart[];
  readonly machines: readonly MachinePart[];
  readonly schedules: readonly SchedulePart[];
  readonly tables: readonly TablePart[];
  readonly buckets: readonly string[];
  readonly parameters: readonly ParameterPart[];
}

export interface FunctionPart {
  readonly id: string;
  /** `FunctionName` where given, else the logical id. */
  readonly name: string;
  /** File and export, as on Lambda: `index.handler`. */
  readonly handler: string;
  /** Absolute folder of the bundle. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
}

export interface RoutePart {
  /** `GET /panel/cases/{case}`, `ANY /x/{rest+}` or `$default`. */
  readonly key: string;
  readonly function: string;
  /** Whether a valid token is demanded before the function is called. */
  readonly authorized: boolean;
}

interface Source {
  readonly id: string;
  readonly function: string;
  readonly batchSize: number;
  /** Event filter patterns; an event passes when one of them matches, or when there are none. */
  readonly filters: readonly unknown[];
  /** Whether the function reports the failed items of a batch. */
  readonly reportsFailures: boolean;
}
interface StreamSource extends Source {
  readonly table: string;
  /** Attempts after the first before a batch is given up; -1 for ever. */
  readonly retries: number;
  /** Queue that is told of batches given up. */
  readonly failures?: string;
}
interface QueueSource extends Source {
  readonly queue: string;
}

export interface QueuePart {
  readonly name: string;
  readonly visibilitySeconds: number;
  readonly redrive?: { readonly queue: string; readonly maxReceives: number };
}
export interface MachinePart {
  readonly name: string;
  readonly arn: string;
  readonly definition: Readonly<Record<string, unknown>>;
}
export interface SchedulePart {
  readonly id: string;
  readonly everySeconds: number;
  readonly function: string;
  /** Event of each run; absent for an EventBridge rule without one, which sends its own. */
  readonly input?: unknown;
}

interface KeyAttribute {
  readonly AttributeName: string;
  readonly KeyType: "HASH" | "RANGE";
}
export interface TablePart {
  readonly name: string;
  readonly keys: readonly KeyAttribute[];
  readonly attributes: readonly { readonly AttributeName: string; readonly AttributeType: "S" | "N" | "B" }[];
  readonly indexes: readonly {
    readonly IndexName: string;
    readonly KeySchema: readonly KeyAttribute[];
    readonly Projection: unknown;
  }[];
  readonly stream?: "KEYS_ONLY" | "NEW_IMAGE" | "OLD_IMAGE" | "NEW_AND_OLD_IMAGES";
}
export interface ParameterPart {
  readonly name: string;
  readonly value: string;
}
