/**
 * Every refusal: stable code, HTTP status, and the sentence for a person (catalogue text; `{param}` is filled from the refusal).
 * The body of a refusal is `application/problem+json`: { code, status, title, detail, params }.
 */
export const PROBLEMS = {
  BAD_REQUEST: { status: 400, says: "The request cannot be read: {what}. Allowed: {allowed}." },
  INVALID: { status: 422, says: "{where}: {what}." },
  UNAUTHENTICATED: { status: 401, says: "Sign in to do this." },
  NOT_THROUGH_PORTAL: { status: 403, says: "Call the API at the portal's address: it is not answered at this one." },
  NOT_FOUND: { status: 404, says: "There is nothing here, or it is not yours to see." },
  NOT_ALLOWED: { status: 403, says: "You may read this, but {action} is for {who}. Nothing was changed." },
  TOO_LARGE: {
    status: 413,
    says: "The request is {given} bytes; at most {allowed} are taken. Send files through their upload links.",
  },
  TOO_MANY: {
    status: 429,
    says: "{what}: at most {most} a {period} for one {per}. Nothing was changed; try again in {seconds} seconds.",
  },
  UNSUPPORTED_TYPE: { status: 415, says: "The body must be application/json." },
  STALE: {
    status: 409,
    says: "This changed since you read it (you have version {given}, it is at {actual}). Your text is not lost: read again and repeat.",
  },
  REPEATED_DIFFERENTLY: { status: 422, says: "This idempotency key was used for another request. Use a new key." },
  BUSY: { status: 409, says: "Others are writing to this at the moment. Nothing was changed; try again." },
  WRONG_STAGE: { status: 409, says: "This can be done at {allowed}; the record stands at {actual}." },
  NO_SUCH_DECISION: { status: 422, says: "{given} is not a decision of {stage}. Decisions: {allowed}." },
  GATE_UNMET: { status: 409, says: "The stage cannot be left this way: {gates} not met." },
  CONFLICT_OF_INTEREST: {
    status: 409,
    says: "A national of a State concerned may comment and object, but cannot be the sole {function}. Another expert must act.",
  },
  SAME_PERSON: { status: 409, says: "{first} and {second} must be different people." },
  NOTHING_SHARED: {
    status: 409,
    says: "The cases share no vessel, object or item of evidence. Being close in time or place is no ground to merge them.",
  },
  REPLY_CAN_CLOSE: {
    status: 409,
    says: "The reply window closes on {due}, before the Committee's deadline of {deadline}: wait for it.",
  },
  REPLY_NOT_EXPIRED: { status: 409, says: "The window for a reply is open until {due}." },
  EVIDENCE_QUARANTINED: { status: 409, says: "{ref} is held back and cannot be used: {reason}." },
  NOT_DRAFT: {
    status: 409,
    says: "The submission is sealed and cannot be changed; send a further submission that supplements it.",
  },
  UPLOAD_INCOMPLETE: { status: 409, says: "{item} has {have} of {need} parts. Send the missing ones and try again." },
  NOTHING_TO_SEAL: { status: 409, says: "A submission needs at least one item." },
  NOT_READY: { status: 409, says: "This is not ready yet: {what}. Try again shortly." },
  HASH_MISMATCH: { status: 409, says: "The text has hash {actual}, not {given}: it changed since you read it." },
  OUT_OF_BOUNDS: { status: 422, says: "{where} is {given}; allowed: {allowed}." },
  BAD_CURSOR: { status: 400, says: "The position in the list is not one that was given out. Start from the first page." },
  PREFLIGHT: { status: 409, says: "The report cannot be released: {count} faults block it." },
  ONLY_IN_DEMO: { status: 404, says: "There is nothing here, or it is not yours to see." },
  INTERNAL: { status: 500, says: "Something failed on our side. Nothing was half done; the reference is {reference}." },
} as const satisfies Record<string, { status: number; says: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

type Names<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
/** What a refusal must be given, so that its sentence has no gap: read from the sentence itself. */
type ParamsOf<C extends ProblemCode> = Readonly<Record<Names<(typeof PROBLEMS)[C]["says"]>, string | number>>;
type Options = ErrorOptions & { details?: unknown };
type Given<C extends ProblemCode> = [Names<(typeof PROBLEMS)[C]["says"]>] extends [never]
  ? [params?: Readonly<Record<string, never>>, options?: Options]
  : [params: ParamsOf<C>, options?: Options];

/** A refusal. Carries its code and parameters; the sentence is found in the catalogue. */
export class Problem<C extends ProblemCode = ProblemCode> extends Error {
  override readonly name = "Problem";
  readonly code: ProblemCode;
  readonly params: Readonly<Record<string, string | number>>;
  /** Structured details, e.g. what each gate misses. */
  readonly details: unknown;
  constructor(code: C, ...[params = {}, options]: Given<C>) {
    super(fill(PROBLEMS[code].says, params), options);
    this.code = code;
    this.params = params;
    this.details = options?.details;
  }
}

/** Puts parameters into a catalogue sentence; a parameter that is missing stays visible as its name. */
export const fill = (sentence: string, params: Readonly<Record<string, string | number>>): string =>
  sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
