/** Resource types of which the context `emulator` leaves some or all out, and why. A type that is left out and does not stand here fails the rehearsal. */
export const WHY_LEFT_OUT: Readonly<Record<string, string>> = {
  "AWS::CloudWatch::Alarm":
    "alarms over several metrics: the endpoint refuses the `Metrics` property (a list of metric data queries) and knows single metrics only",
  "AWS::WAFv2::LoggingConfiguration": "the endpoint does not know the type; the firewall itself is deployed",
  "AWS::Logs::LogGroup": "the firewall's log, which is nothing without its logging configuration",
};

export interface LeftOut {
  readonly type: string;
  readonly declared: number;
  readonly leftOut: number;
  readonly why: string | undefined;
}

type Counts = ReadonlyMap<string, number>;

export const counted = (types: readonly string[]): Counts => {
  const counts = new Map<string, number>();
  for (const type of types) counts.set(type, (counts.get(type) ?? 0) + 1);
  return counts;
};

/** What the assembly for AWS declares more of than the one for the endpoint. */
export const leftOut = (forAws: Counts, forEndpoint: Counts): readonly LeftOut[] =>
  [...forAws].flatMap(([type, declared]) => {
    const fewer = declared - (forEndpoint.get(type) ?? 0);
    return fewer <= 0 ? [] : [{ type, declared, leftOut: fewer, why: WHY_LEFT_OUT[type] }];
  });
