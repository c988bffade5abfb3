import * as z from "zod";
import { handlingSchema } from "./handling.ts";

/**
 * What passes between trust zones, one row per kind. A message is written by its sender with the change it speaks of, carried by one
 * function that can do nothing else, and put once into the receiver's table (condition: its id is not there yet).
 * `fields` is strict: what is not named cannot cross.
 */
export interface CrossingRow {
  readonly from: "delegation" | "panel" | "record";
  readonly to: "delegation" | "panel" | "secretariat";
  readonly fields: z.ZodType;
  /** Buckets that files are copied between on the way; only rows that need it. */
  readonly copies?: { readonly from: string; readonly to: string };
  readonly says: string;
}

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const state = z.string().regex(/^[A-Z]{2}$/);
const when = z.iso.datetime();
/** One file to copy: where it is, which version, and where it goes. */
export const plateSchema = z.strictObject({ key: z.string(), version: z.string(), to: z.string(), sha256 });

export const CROSSINGS = {
  registration: {
    from: "delegation",
    to: "panel",
    copies: { from: "uploads", to: "evidence" },
    says: "A sealed submission whose files were verified; its registration manifest lists them with their verdicts.",
    fields: z.strictObject({
      state,
      reference: z.string(),
      regime: z.string(),
      title: z.string(),
      noteVerbale: z.string().optional(),
      supplements: z.string().optional(),
      sealedAt: when,
      sealedBy: z.string(),
      registeredAt: when,
      receiptEntry: z.string(),
      /** Of the submission as a whole. Registrations sent before it crossed are without. */
      handling: handlingSchema.optional(),
      manifest: plateSchema,
    }),
  },
  withdrawal: {
    from: "delegation",
    to: "panel",
    says: "A State withdraws a submission: a status, not a deletion.",
    fields: z.strictObject({ state, reference: z.string(), reason: z.string(), at: when }),
  },
  enquiry: {
    from: "panel",
    to: "delegation",
    says: "A letter of the Panel to one State: an enquiry or the opportunity to reply.",
    fields: z.strictObject({
      state,
      letter: z.string(),
      reference: z.string(),
      purpose: z.enum(["enquiry", "opportunity to reply"]),
      asks: z.string(),
      sentAt: when,
      dueAt: when,
    }),
  },
  reply: {
    from: "delegation",
    to: "panel",
    says: "A State's reply to a letter, verbatim.",
    fields: z.strictObject({ state, letter: z.string(), text: z.string(), at: when }),
  },
  "release-request": {
    from: "panel",
    to: "delegation",
    says: "Sentences that rest on a State's material, put to it for release.",
    fields: z.strictObject({
      state,
      request: z.string(),
      askedAt: when,
      sentences: z.array(z.strictObject({ sentence: z.string(), text: z.string(), material: z.array(z.string()) })),
    }),
  },
  "release-answer": {
    from: "delegation",
    to: "panel",
    says: "The originator's answer, sentence by sentence.",
    fields: z.strictObject({
      state,
      request: z.string(),
      at: when,
      answers: z.array(
        z.strictObject({
          sentence: z.string(),
          says: z.enum(["released", "refused"]),
          as: z.enum(["none", "a Member State", "named State", "named source"]).optional(),
          note: z.string().optional(),
        }),
      ),
    }),
  },
  opening: {
    from: "panel",
    to: "delegation",
    says: "That somebody of the Panel opened a State's file: when and which, not who and not for what.",
    fields: z.strictObject({ state, opening: z.string(), reference: z.string(), number: z.int().positive(), at: when }),
  },
  "state-message": {
    from: "delegation",
    to: "panel",
    says: "What a delegation writes about its submission: the text, and not who of the mission wrote it.",
    fields: z.strictObject({ state, reference: z.string(), regime: z.string(), message: z.string(), text: z.string(), at: when }),
  },
  "panel-message": {
    from: "panel",
    to: "delegation",
    says: "What the Panel or its Secretariat writes to a State about a submission: the text and which of them, not who.",
    fields: z.strictObject({
      state,
      reference: z.string(),
      message: z.string(),
      from: z.enum(["expert", "secretariat"]),
      text: z.string(),
      at: when,
    }),
  },
  "adopted-finding": {
    from: "panel",
    to: "secretariat",
    copies: { from: "evidence", to: "reports" },
    says: "The exact text the Panel adopted with what it rests on, or the news that it was reopened.",
    fields: z.strictObject({
      case: z.string(),
      regime: z.string(),
      state: z.enum(["adopted", "reopened"]),
      hash: sha256,
      sequence: z.int().positive(),
      finding: z.string().optional(),
      plates: z.array(plateSchema),
    }),
  },
  proof: {
    from: "record",
    to: "delegation",
    says: "Where an entry stands in the State's log, with the signed checkpoint.",
    fields: z.strictObject({
      state,
      reference: z.string(),
      entry: z.string(),
      leafIndex: z.int().nonnegative(),
      proof: z.array(z.string()),
      checkpoint: z.string(),
      vkey: z.string(),
    }),
  },
} as const satisfies Record<string, CrossingRow>;

export type CrossingKind = keyof typeof CROSSINGS;
export type CrossingBody<K extends CrossingKind> = z.output<(typeof CROSSINGS)[K]["fields"]>;
export const CROSSING_KINDS = Object.keys(CROSSINGS) as readonly CrossingKind[];
