import { readFileSync } from "node:fs";
import * as z from "zod";
import { RATES } from "#shared/domain/limits.ts";
import { ZONE_NAMES } from "./zones.ts";

export const STAGES = ["demo", "dev", "staging", "production"] as const;

/** Days that CloudWatch Logs can keep a log (API reference of Amazon CloudWatch Logs, PutRetentionPolicy). */
const LOG_DAYS = [30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653] as const;

/** Requests of one address in five minutes: what the table of rates lets through, and the most that a configuration may allow. */
export const CROWD = (RATES.crowd.most * 300) / RATES.crowd.seconds;

/** Refuses with what is allowed; the path and the value given are added by `readConfiguration`. */
const text = (pattern: RegExp, allowed: string) => z.string({ error: allowed }).regex(pattern, { error: allowed });
const between = (least: number, most: number, what: string) => {
  const error = `a whole number of ${what} from ${least} to ${most}`;
  return z.int({ error }).min(least, { error }).max(most, { error });
};

const host = text(
  /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
  "a host name in lower case without scheme or path, as in portal.example.org",
);
const mailbox = text(/^[\w.+-]{1,64}@([a-z0-9-]+\.)+[a-z]{2,63}$/i, "one mail address, as in watch@example.org");
const region = text(/^[a-z]{2}(-[a-z]+)+-\d$/, "the code of an AWS Region, as in eu-central-1");
const https = text(/^https:\/\/[^\s/]+(\/\S*)?$/, "an address that begins with https://");
const providerName = text(
  /^[A-Za-z][A-Za-z0-9-]{2,31}$/,
  "3 to 32 letters, digits and hyphens, a letter first: people see it at sign-in, and links name it, so never change it",
);

const provider = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({
      kind: z.literal("saml"),
      name: providerName,
      /** Where the mission's provider publishes its metadata; Cognito reads it again before the certificate in it expires. */
      metadataUrl: https,
      /** Attribute of an assertion that holds the mail address. */
      mailAttribute: z.string().min(1).default("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress"),
    }),
    z.strictObject({
      kind: z.literal("oidc"),
      name: providerName,
      issuer: https,
      clientId: text(/^\S{1,200}$/, "the client id that the provider gave, without blanks"),
      /** Name of a secret in Secrets Manager of this Region that holds the client secret as plain text: never in this file. */
      clientSecretName: text(/^[\w/+=.@-]{1,512}$/, "the name of a secret in Secrets Manager that holds the client secret"),
    }),
  ],
  { error: "a provider with kind saml or oidc" },
);

const zoneKeySettings = z.strictObject({
  /** Days after which the key material of a zone is replaced; older material still opens what it sealed. */
  rotationDays: between(90, 2560, "days").default(365),
  /** Days between asking for a key's deletion and the deletion. */
  waitingDays: between(7, 30, "days").default(30),
});

/** All that an institution decides about its deployment. `docs/configuration.schema.json` is made from this. */
export const configurationSchema = z.strictObject({
  $schema: z.string().optional(),
  stage: z.enum(STAGES, { error: `one of ${STAGES.join(", ")}` }),
  account: text(/^\d{12}$/, "the 12 digits of an AWS account, as text"),
  region,
  /** A Region that keeps copies of files and records. Left out: no copies. */
  secondRegion: region.optional(),
  portal: z.strictObject({
    /** Where people find the portal and the API. */
    domain: host,
    /** A certificate for that domain. CloudFront takes certificates of us-east-1 only. */
    certificateArn: text(
      /^arn:aws:acm:us-east-1:\d{12}:certificate\/[0-9a-f-]{36}$/,
      "the ARN of a certificate of AWS Certificate Manager in us-east-1 (CloudFront takes no other)",
    ),
    /** Requests of one address in five minutes before it is refused, whoever sends them: `RATES.crowd`, or fewer while somebody floods. */
    requestsPerFiveMinutes: between(100, CROWD, "requests").default(CROWD),
  }),
  /** First part of every log's name; it is signed into each checkpoint, so never change it once a log has entries. */
  logDomain: host,
  /** Alarms are mailed here, after the mailbox has confirmed. */
  alarmMailbox: mailbox,
  /** Sender of invitations: an address of an identity that SES has verified in this Region. Left out: Cognito's own, 50 mails a day. */
  mail: z.strictObject({ from: mailbox }).optional(),
  /** Missions whose people sign in at their own provider, whose second factor it then is. */
  identityProviders: z.array(provider).max(300).default([]),
  retention: z
    .strictObject({
      /** Days that function, access and machine logs are kept. */
      logDays: z.literal([...LOG_DAYS], { error: `days that CloudWatch knows: ${LOG_DAYS.join(", ")}` }).default(365),
      /** Days back to which tables can be restored, to the second. */
      recoveryDays: between(1, 35, "days").default(35),
      /** Days after which a delegation's files move to a colder class, still readable at once. */
      coldAfterDays: between(30, 3650, "days").default(90),
      /** Days that copies of the tables are kept in the second Region. */
      copyDays: between(7, 3650, "days").default(35),
    })
    .prefault({}),
  /** The data key of each trust zone: what is classified apart is sealed apart. */
  classificationKeys: z
    .strictObject(
      Object.fromEntries(ZONE_NAMES.map((zone) => [zone, zoneKeySettings.prefault({})])) as Record<
        (typeof ZONE_NAMES)[number],
        z.ZodPrefault<typeof zoneKeySettings>
      >,
    )
    .prefault({}),
});
export type Configuration = z.output<typeof configurationSchema>;
export type Provider = z.output<typeof provider>;

interface Fault {
  readonly where: string;
  readonly given: string;
  readonly allowed: string;
}

/** The configuration is not usable. Its message has one line per fault: the field, what was given, what is allowed. */
export class ConfigurationRefused extends Error {
  override readonly name = "ConfigurationRefused";
  readonly faults: readonly Fault[];
  constructor(from: string, faults: readonly Fault[], options?: ErrorOptions) {
    const lines = faults.map(({ where, given, allowed }) => `  ${where}: ${given}; allowed: ${allowed}`);
    super([`${from} is not usable; nothing was deployed.`, ...lines].join("\n"), options);
    this.faults = faults;
  }
}

/** Reads and checks a configuration file. Throws `ConfigurationRefused`. */
export const readConfiguration = (path: string): Configuration => {
  try {
    return checkedConfiguration(JSON.parse(readFileSync(path, "utf8")), path);
  } catch (cause) {
    if (cause instanceof ConfigurationRefused) throw cause;
    const given = cause instanceof SyntaxError ? `no JSON (${cause.message})` : "cannot be read";
    throw new ConfigurationRefused(
      path,
      [{ where: "the file", given, allowed: "one JSON object, see corroborate.example.json" }],
      {
        cause,
      },
    );
  }
};

/** Checks a configuration: each field, then what must agree. Throws `ConfigurationRefused`. */
export const checkedConfiguration = (value: unknown, from: string): Configuration => {
  const parsed = configurationSchema.safeParse(value);
  if (!parsed.success)
    throw new ConfigurationRefused(
      from,
      parsed.error.issues.flatMap((issue) => faultsOf(issue, value)),
    );
  const faults = disagreements(parsed.data);
  if (faults.length > 0) throw new ConfigurationRefused(from, faults);
  return parsed.data;
};

const faultsOf = (issue: z.core.$ZodIssue, value: unknown): readonly Fault[] => {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({
      where: dotted([...issue.path, key]),
      given: "no field of that name is known",
      allowed: "the fields of docs/configuration.schema.json",
    }));
  const found = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], value);
  return [
    {
      where: dotted(issue.path),
      given: found === undefined ? "missing" : `given ${JSON.stringify(found)}`,
      allowed: issue.message,
    },
  ];
};

const dotted = (path: readonly PropertyKey[]): string => (path.length === 0 ? "the file" : path.map(String).join("."));

/** What no single field shows. */
const disagreements = (given: Configuration): readonly Fault[] => {
  const faults: Fault[] = [];
  const refuse = (where: string, value: string, allowed: string) =>
    faults.push({ where, given: `given ${JSON.stringify(value)}`, allowed });
  if (given.secondRegion === given.region) refuse("secondRegion", given.region, "another Region than region");
  if (given.portal.certificateArn.split(":")[4] !== given.account)
    refuse("portal.certificateArn", given.portal.certificateArn, `a certificate of the account ${given.account}`);
  const names = given.identityProviders.map(({ name }) => name.replaceAll("-", "").toLowerCase());
  const twice = names.findIndex((name, at) => names.indexOf(name) < at);
  if (twice >= 0)
    refuse(
      `identityProviders.${twice}.name`,
      given.identityProviders[twice]?.name ?? "",
      "a name that differs from the others by more than hyphens and capitals",
    );
  return faults;
};
