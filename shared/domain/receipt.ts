import * as z from "zod";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const itemSchema = z.strictObject({
  number: z.int().positive(),
  name: z.string(),
  bytes: z.int().nonnegative(),
  /** As declared by the sender. */
  sha256: hash,
  /** As computed from what is stored; absent when the file could not be read. */
  storedSha256: hash.nullable(),
  verdict: z.enum(["verified", "quarantined"]),
  reason: z.string().nullable(),
});
export type ReceiptItem = z.output<typeof itemSchema>;

/** A receipt: everything needed to check, without asking anybody, that a submission is in its State's log. */
export const receiptSchema = z.strictObject({
  receipt: z.literal("corroborate/1"),
  state: z.string().regex(/^[A-Z]{2}$/),
  reference: z.string(),
  registeredAt: z.string(),
  items: z.array(itemSchema),
  entry: z.strictObject({
    id: z.string(),
    event: z.literal("submission.registered"),
    at: z.string(),
    log: z.string(),
    subject: z.string(),
    actor: z.string(),
    data: z.strictObject({ manifestSha256: hash, itemsSha256: hash }),
  }),
  /** The 32 random bytes of the commitment, lower-case hexadecimal. */
  random: hash,
  leafIndex: z.int().nonnegative(),
  /** Base64, nearest first. */
  proof: z.array(z.string()).max(64),
  checkpoint: z.string(),
  vkey: z.string(),
});
export type Receipt = z.output<typeof receiptSchema>;
