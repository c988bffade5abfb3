import * as z from "zod";
import { CLAIM_KINDS, ELEMENT_STATES, OUTCOMES } from "#shared/domain/case.ts";
import { EVIDENCE } from "#shared/domain/evidence.ts";
import { INFORMATION_GRADES, SOURCE_GRADES } from "#shared/domain/grades.ts";
import { handlingSchema } from "#shared/domain/handling.ts";
import { MESSAGE_CHARACTERS } from "#shared/domain/limits.ts";
import { caseObligationSchema } from "#shared/domain/obligations.ts";
import { SPECIALISMS } from "#shared/domain/people.ts";
import { PRECISIONS } from "#shared/domain/places.ts";
import { REGIMES } from "#shared/domain/regimes.ts";
import { SECTIONS } from "#shared/domain/sections.ts";
import { STAGE_IDS } from "#shared/domain/stages.ts";

/**
 * The format of a scenario: who takes part, what they send, what the cases hold, and what must come out. It says facts, not steps: the
 * player takes each case through the Panel's stages and does what people would do with these facts. `docs/scenario.md` is for authors;
 * `docs/scenario.schema.json` is generated from this.
 */
const keys = <T extends object>(table: T) => Object.keys(table) as [keyof T & string, ...(keyof T & string)[]];
const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,47}$/);
const text = (max: number) => z.string().min(1).max(max);
const state = z.string().regex(/^[A-Z]{2}$/);
const person = z.string().regex(/^[a-z0-9-]{1,60}$/);
const time = z.iso.datetime();
/** An item of a submission ("uk-report/2") or an open source ("rusi"). */
const evidence = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,47}(\/[1-9]\d{0,3})?$/);

const personSchema = z.strictObject({
  id: person,
  label: text(120).describe("A role in words, such as “Delegate, United Kingdom”; never an invented name."),
  role: z.enum(["delegate", "coordinator", "expert", "officer", "committee", "auditor"]),
  state: state.optional().describe("The State represented; delegates only."),
  nationality: state.optional().describe("Experts and the coordinator."),
  specialism: z.enum(SPECIALISMS).optional(),
});

const itemSchema = z.strictObject({
  file: text(255).describe("Name of the file; .jpg, .png, .tif, .pdf, .txt or .csv says what is made."),
  kind: z.enum(keys(EVIDENCE)),
  title: text(300),
  text: text(20_000)
    .optional()
    .describe("Content of a document; an image carries its title and the words of the demonstration instead."),
  metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  damaged: z.boolean().default(false).describe("One byte is changed on the way: what is stored is not what was declared."),
});

const submissionSchema = z.strictObject({
  id,
  by: person,
  at: time,
  title: text(300),
  noteVerbale: text(120).optional(),
  handling: handlingSchema,
  items: z.array(itemSchema).min(1).max(50),
  messages: z
    .array(z.strictObject({ by: person, text: text(MESSAGE_CHARACTERS) }))
    .max(20)
    .default([])
    .describe("What its delegation, experts and the Secretariat write about it once it is registered, in order."),
});

const openSourceSchema = z.strictObject({
  id,
  by: person,
  at: time,
  kind: z.enum(["open-source", "list-snapshot", "statement", "ais-track"]),
  title: text(300),
  publisher: text(200),
  published: z.iso.date().optional(),
  text: text(20_000),
  metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
});

const originSchema = z.strictObject({
  of: evidence,
  origin: text(120),
  carries: text(120).optional().describe("The origin that the item merely repeats; it then adds none of its own."),
  sceneId: text(120).optional(),
  objectId: text(120).optional(),
  why: text(2000),
});

const claimSchema = z.strictObject({
  id,
  text: text(2000),
  kinds: z.array(z.enum(CLAIM_KINDS)).min(1),
  supportedBy: z.array(evidence),
  contradictedBy: z.array(evidence).default([]),
  unknowns: z.array(text(1000)).default([]),
  nothingUnknown: text(1000).optional(),
});

const vesselSchema = z.strictObject({
  id,
  name: text(120),
  imo: z
    .string()
    .regex(/^\d{7}$/)
    .optional(),
  flag: state.optional(),
  features: z.array(text(500)),
  excluded: z
    .array(
      z.strictObject({
        name: text(120),
        imo: z
          .string()
          .regex(/^\d{7}$/)
          .optional(),
        why: text(1000),
      }),
    )
    .default([]),
  listed: z
    .array(z.strictObject({ list: text(120), by: text(120), from: z.iso.date(), linkedTo: text(200).optional() }))
    .default([]),
});

const placeSchema = z.strictObject({
  id,
  name: text(120),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  precision: z.enum(keys(PRECISIONS)),
  basis: text(500).describe("Where the coordinates are from."),
  cites: z.array(evidence).default([]),
});

const obligationSchema = z.strictObject({
  id,
  elements: z
    .array(z.strictObject({ element: text(60), state: z.enum(ELEMENT_STATES), claims: z.array(id).default([]), why: text(2000) }))
    .min(1),
  own: caseObligationSchema
    .optional()
    .describe("For an obligation that the table does not have; it is always shown as unverified."),
});

const sentenceSchema = z.strictObject({
  id,
  texts: z
    .array(text(2000))
    .min(1)
    .max(10)
    .describe("The same statement, strongest first. The strongest that the system accepts stands."),
  claims: z.array(id).default([]),
  paragraph: z.int().min(1).max(500).default(1),
});

const figureSchema = z.strictObject({ exhibit: evidence, title: text(300), alt: text(1000), licence: text(300) });

const findingSchema = z.strictObject({
  title: text(300),
  sentences: z.array(sentenceSchema).min(1).max(100),
  recommendations: z.array(z.strictObject({ text: text(2000), addressee: text(200), rank: z.int().min(1).max(100) })).default([]),
  figures: z.array(figureSchema).default([]),
});

const letterSchema = z.strictObject({
  state,
  purpose: z.enum(["enquiry", "opportunity to reply"]),
  asks: text(20_000),
  days: z.int().min(1).max(120),
  reply: z
    .strictObject({ afterDays: z.int().min(0).max(120), text: text(20_000), assessment: text(4000) })
    .optional()
    .describe("Left out: the State stays silent."),
});

const releaseSchema = z.strictObject({
  state,
  as: z.enum(["a Member State", "named State", "named source", "none", "refused"]),
  note: text(2000).optional(),
});

const caseSchema = z.strictObject({
  id,
  title: text(300),
  section: z.enum(keys(SECTIONS)),
  opened: time,
  committeeDeadline: time.optional().describe("Default: that of the regime's mandate."),
  statesConcerned: z.array(state),
  lead: person,
  verifiers: z.array(person).min(1).describe("In the order in which they try; the first who may decide alone does."),
  reviewers: z.array(person).min(1).describe("Experts of another specialism than the lead's, in the order in which they try."),
  evidence: z.array(evidence).min(1),
  origins: z.array(originSchema).default([]),
  grades: z
    .array(
      z.strictObject({
        of: evidence,
        source: z.enum(SOURCE_GRADES),
        information: z.literal(INFORMATION_GRADES),
        why: text(2000),
      }),
    )
    .default([]),
  claims: z.array(claimSchema).min(1),
  vessels: z.array(vesselSchema).default([]),
  places: z.array(placeSchema).default([]),
  stopsAt: z
    .enum(["verification", "corroboration"])
    .optional()
    .describe("The case is taken to this stage and left there, for whoever opens the home afterwards."),
  mergeInto: id.optional().describe("A case that somebody tries to merge this one into, at triage."),
  letters: z.array(letterSchema).default([]),
  attestations: z
    .strictObject({ G4: text(4000), G5: text(4000), G7: text(4000) })
    .describe("Reasons of the second expert for what is attested, not computed."),
  obligations: z.array(obligationSchema).default([]),
  corroboration: z.enum(["corroborated", "under-investigation", "unsubstantiated"]).default("corroborated"),
  ifTooLate: z
    .enum(["include-under-investigation", "hold"])
    .default("hold")
    .describe("What is decided when the window for a reply cannot close before the Committee's deadline."),
  finding: findingSchema,
  releases: z.array(releaseSchema).default([]).describe("What each originating State answers when it is asked."),
  changeAfterAdoption: z.strictObject({ sentence: id, replace: text(200), by: text(200), why: text(2000) }).optional(),
});

const reportSchema = z.strictObject({
  id,
  kind: z.enum(["final", "midterm", "incident"]),
  opened: time,
  date: z.iso.date(),
  symbol: text(40).optional(),
  introduction: z.array(text(4000)).min(1).max(20),
  methodology: z.array(text(4000)).max(20).default([]),
});

const read = z.discriminatedUnion("what", [
  z
    .strictObject({ what: z.literal("item"), submission: id, item: z.int().min(1) })
    .describe("Verdict on a file: “verified” or “held back: ” and the reason."),
  z
    .strictObject({ what: z.literal("registered"), submission: id })
    .describe("Whether the submission is registered: “registered”, with the number of files held back."),
  z.strictObject({ what: z.literal("receipt"), submission: id }).describe("“intact”, or what is wrong; checked offline."),
  z
    .strictObject({ what: z.literal("thread"), submission: id })
    .describe("How many messages were written about a submission, and who is asked: the State, the Panel or nobody."),
  z.strictObject({ what: z.literal("origins"), case: id, claim: id }).describe("How many independent origins a claim has."),
  z
    .strictObject({ what: z.literal("strength"), case: id, claim: id })
    .describe("How strongly a claim may be written: confirms, assesses, reports, nothing."),
  z
    .strictObject({ what: z.literal("element"), case: id, obligation: id, element: text(60) })
    .describe("State of an element of an obligation."),
  z
    .strictObject({ what: z.literal("wording"), case: id, sentence: id })
    .describe("Which of the texts stands, counted from 1, and why each one before it was refused."),
  z.strictObject({ what: z.literal("verification"), case: id }).describe("Who was refused as sole verifier, and who verified."),
  z.strictObject({ what: z.literal("approval"), case: id }).describe("Who was refused as sole approver, and who approved."),
  z.strictObject({ what: z.literal("merge"), case: id }).describe("“merged”, or the code of the refusal."),
  z.strictObject({ what: z.literal("reply"), case: id }).describe("How the opportunity to reply ended."),
  z.strictObject({ what: z.literal("attribution"), case: id, sentence: id, state }).describe("How a State lets itself be named."),
  z.strictObject({ what: z.literal("changed"), case: id }).describe("Where a change after adoption led."),
  z.strictObject({ what: z.literal("at"), case: id }).describe(`Where a case ends: ${[...STAGE_IDS, ...OUTCOMES].join(", ")}.`),
  z
    .strictObject({ what: z.literal("standing"), case: id })
    .describe("corroborated, under investigation, unsubstantiated, or none."),
  z.strictObject({
    what: z.literal("report"),
    part: z.enum([
      "at",
      "masthead",
      "summary",
      "numbered paragraphs",
      "footnotes",
      "footnotes name hashes",
      "figures",
      "exhibit list",
      "exhibit root",
      "cases",
      "faults that block",
    ]),
  }),
  z.strictObject({ what: z.literal("logs") }).describe("“intact”, or what is wrong with an exported log."),
]);
export type Read = z.output<typeof read>;

export const scenarioSchema = z.strictObject({
  $schema: z.string().optional(),
  scenario: z.literal("corroborate/1"),
  id,
  title: text(300),
  note: text(4000).optional(),
  regime: z.enum(keys(REGIMES)),
  people: z.array(personSchema).min(5).max(60),
  submissions: z.array(submissionSchema).min(1).max(30),
  openSources: z.array(openSourceSchema).max(60).default([]),
  cases: z.array(caseSchema).min(1).max(20),
  report: reportSchema,
  outcomes: z
    .array(z.strictObject({ id, says: text(500), read, expected: z.union([z.string(), z.number(), z.boolean()]) }))
    .min(1)
    .max(200),
});
export type Scenario = z.output<typeof scenarioSchema>;
export type ScenarioCase = Scenario["cases"][number];
export type ScenarioItem = Scenario["submissions"][number]["items"][number];

/** Media type of a file of a scenario, by its ending; undefined for an ending that is not made. */
export const mediaTypeByName = (name: string): string | undefined => TYPES[name.split(".").at(-1)?.toLowerCase() ?? ""];
const TYPES: Readonly<Record<string, string>> = {
  jpg: "image/jpeg",
  png: "image/png",
  tif: "image/tiff",
  pdf: "application/pdf",
  txt: "text/plain",
  csv: "text/csv",
};
