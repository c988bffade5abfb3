/**
 * How documents of the Security Council are written, as data (BRIEF 4.1, 4.2). One row per language; a report appears in a language
 * only when its row is whole. `{name}` in a formula is filled in by assembly.
 */
export const FORMAT = {
  en: {
    language: "en-GB",
    months: [
      "January",
      "February",
      "March",
      "April",
      "May",
      "June",
      "July",
      "August",
      "September",
      "October",
      "November",
      "December",
    ],
    /** Numbers below ten stand in words. */
    numbers: ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    /** Words for a document that does not originate in the Secretariat, footnotes and headings included. */
    maxWords: 10_700,
    maxHeadingWords: 12,
    maxQuotationWords: 40,
    masthead: {
      organization: "United Nations",
      organ: "Security Council",
      distribution: "Distr.: {distribution}",
      original: "Original: {original}",
    },
    letter: {
      title: "Letter dated {date} from the {panel} addressed to the President of the Security Council",
      paragraphs: [
        "The {panel} has the honour to transmit herewith, in accordance with {mandate}, the {kind} on its work.",
        "The report was provided to the {committee} on {provided} and was considered by the Committee on {considered}.",
        "The Panel would appreciate it if the present letter and the report were brought to the attention of the members of the Security Council and issued as a document of the Council.",
      ],
      signed: "Signed",
      dateUnknown: "[date]",
    },
    headings: {
      summary: "Summary",
      contents: "Contents",
      paragraphs: "Paragraphs",
      annexes: "Annexes",
      abbreviations: "Abbreviations",
      notes: "Notes",
      mandate: "Mandate",
      methodology: "Methodology and standard of evidence",
      cooperation: "Cooperation received",
      exhibits: "List of exhibits",
      obligations: "Obligations and elements",
      recommendations: "Recommendations and their addressees",
      confidential: "Confidential: separate document",
    },
    sentences: {
      title: "{Kind} of the {panel}",
      counts: "The present report contains {adopted}.",
      countsOpen: "The present report contains {adopted}, {open} under investigation.",
      correspondence: "The Panel sent {sent} and had received {received} by {asOf}.",
      investigating:
        "The Panel continues to investigate the matter described in the present section; what follows states what it holds.",
      unknownsMany: "The following is not known:",
      unknownsOne: "The following is not known: {unknown}.",
      vessels: "Table {number} lists the vessels named and those from which they were told apart.",
      asked: "The Panel wrote to {state} on {asked} and asked for a reply by {due}.",
      replied: "The reply reads as follows:",
      assessed: "The Panel assesses the reply as follows: {assessment}.",
      silent: "No reply had been received when the finding was adopted, on {adopted}.",
      nobodyAsked: "No reply of a State is on record for the present finding.",
      objected: "An expert ({specialism}) objected to the finding, for the following reason:",
      recommendations: "The Panel makes {count}, {addressed}.",
      seeFigure: "see figure {number}",
      held: "held in the confidential annex",
      carried: "as carried by {carrier}",
      root: "Exhibit root (SHA-256 Merkle root over the exhibits listed): ",
      rootMissing: "No exhibit root has been computed for this version.",
      heldNote: "What stands in the confidential annex is listed here by reference and hash only.",
      notVerified: "(paragraph number not verified)",
      seeParagraphs: "See paragraph",
      obligationsIntro: "State of the evidence for each element of the obligations that the findings bear on.",
      confidentialIntro:
        "The paragraphs of the present annex are numbered on their own and refer to the report by its paragraph numbers.",
      confidentialPlace: "In connection with the finding “{title}” of the report, the Panel holds the following.",
      confidentialTable: "Table {number} lists the exhibits held in the present annex.",
      draft: "Draft {version}, {date}, {time} UTC, not for circulation",
      missingPlate: "[Plate not supplied]",
      acquired: "Acquired {date}.",
      licence: "Licence: {licence}.",
    },
    labels: {
      figure: "Figure {number}",
      table: "Table {number}",
      annex: "Annex {number}",
      source: "Source",
      vessels: "Vessels named and vessels told apart",
      heldExhibits: "Exhibits held in the confidential annex",
      columns: {
        vessels: ["Vessel", "IMO No.", "Flag", "Told apart from"],
        exhibits: ["Item", "Kind", "Title", "Bytes", "Source", "SHA-256"],
        obligations: ["Obligation", "Measure", "Element", "State of the evidence"],
        recommendations: ["Paragraph", "Recommendation", "Addressee", "Rank"],
      },
      unknown: "Not known",
      none: "None",
    },
    demonstration:
      "This document shows a form. It is not a document of the United Nations and not the report of a Panel. Facts of the case are public; hashes, dates of adoption, letters and plates are placeholders.",
    demonstrationMark: "Demonstration.",
    /** Short forms that may stand without introduction at first use, because a fixed formula of the form contains them. */
    abbreviations: [
      { short: "AIS", long: "automatic identification system", fixed: false },
      { short: "IMO", long: "International Maritime Organization", fixed: true },
    ],
    /** Tokens in capitals that are not abbreviations of the text. */
    notAbbreviations: ["SHA", "SUB", "OS", "UTC", "II", "III", "IV", "VI", "VII", "VIII", "IX"],
    /** Wrong form, as a pattern over text, and the form to use. */
    countries: [
      { wrong: "\\bNorth Korean?\\b", use: "Democratic People’s Republic of Korea" },
      { wrong: "\\bSouth Korean?\\b", use: "Republic of Korea" },
      { wrong: "\\bRussia\\b", use: "Russian Federation" },
      {
        wrong: "\\bUK\\b|\\bU\\.K\\.|\\bBritain\\b(?! and Northern Ireland)",
        use: "United Kingdom of Great Britain and Northern Ireland",
      },
      { wrong: "\\bUSA?\\b|\\bU\\.S\\.|\\bUnited States\\b(?! of America)", use: "United States of America" },
      { wrong: "\\bIran\\b(?! \\()", use: "Iran (Islamic Republic of)" },
      { wrong: "\\bSyria\\b", use: "Syrian Arab Republic" },
    ],
    spellings: [
      {
        wrong:
          "\\b(?:organ|recogn|author|util|final|character|summar|standard|minim|maxim|mobil|normal|priorit|special|categor|container|destabil|penal|real|modern|neutral|scrutin|stabil)is(?:e[ds]?|ing|ations?)\\b",
        use: "-ize",
      },
      { wrong: "\\bemphasis(?:e[ds]?|ing)\\b", use: "emphasize" },
      { wrong: "\\bprograms?\\b", use: "programme" },
      { wrong: "\\bjudgments?\\b", use: "judgement" },
      { wrong: "\\bcenters?\\b", use: "centre" },
      { wrong: "\\bdefense\\b", use: "defence" },
      { wrong: "\\bharbors?\\b", use: "harbour" },
    ],
  },
} as const;

export type Language = keyof typeof FORMAT;
