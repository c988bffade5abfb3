import type { ProblemCode } from "../domain/problems.ts";

/** A refusal as the API gave it; `code` is undefined where a gateway answered in its stead. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly status: number;
  readonly code: ProblemCode | undefined;
  readonly params: Readonly<Record<string, string | number>>;
  readonly details: unknown;
  constructor(
    status: number,
    body: { code?: ProblemCode; title?: string; params?: Readonly<Record<string, string | number>>; details?: unknown },
  ) {
    super(body.title ?? `the API could not be reached behind its gateway, which answered ${status}`);
    this.status = status;
    this.code = body.code;
    this.params = body.params ?? {};
    this.details = body.details;
  }
}
