/** What `/` opens, in every area. */
export const SEARCH = {
  search: {
    title: "Search",
    label: "Reference, title, vessel or IMO number",
    what: "Finds among what you may see. Arrows choose, Enter opens, Esc closes.",
    reading: "Still reading your lists …",
    found_one: "{count} found",
    found_other: "{count} found",
    nothing: "Nothing that you may see has “{sought}” in its reference, title, vessels or IMO numbers.",
    results: "What was found",
    kind: { case: "case", vessel: "vessel", evidence: "evidence", submission: "submission", report: "report" },
  },
};
