/** Words of a report's life and text, for whoever may read it. */
export const REPORT = {
  report: {
    kind: { final: "Final report", midterm: "Midterm report", incident: "Incident report" },
    outcome: { "follow-up": "Follow-up" },
    format: { docx: "Word", html: "Page", annex: "Confidential annex", model: "Content model" },
    download: "{what}, {size}",
    openingRecorded: "Opening is entered in the record under your name. The link holds for 15 minutes.",
    text: "Text as it will print",
    textAside: "Draft {draft}, sources beside each paragraph",
    show: "Open the text here",
    agrees: "The text below has the hash that the record gives it. Checked just now on this device.",
    differs: "The text below does not have the hash that the record gives it. Do not rely on it; tell the auditor.",
    summary: "Summary",
    contents: "Contents",
    range: "Paragraphs {from} to {until}",
    notes_one: "{count} footnote",
    notes_other: "{count} footnotes",
    unresolved: "resolves to no file",
    claims: "Rests on {claims}",
    figure: "Figure {number}.",
  },
} as const;
