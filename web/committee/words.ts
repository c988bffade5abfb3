import { REPORT } from "#web/report/words.ts";

export const WORDS = {
  ...REPORT,
  com: {
    nav: { reports: "Reports" },
    reports: {
      title: "Reports of the Panel",
      stands_one: "{count} report was provided to the Committee",
      stands_other: "{count} reports were provided to the Committee",
      missing: "{kind}: to be considered by the Committee",
      can: "Read a report or download your copy. Each opening is recorded.",
      act: "Read the newest",
      report: "Report",
      stage: "Stage",
      emptyTitle: "No report was provided yet",
      emptySays:
        "Reports appear here on the day the Secretariat provides them to the Committee, in the text that the Panel adopted. Members of this Committee see them.",
    },
    report: {
      title: "Report",
      stands: "{stage}",
      adopted: "The text the Panel adopted, and no other",
      considers: "The Committee considers the report; the Secretariat records when it has",
      corrections: "Corrections of fact go to the Secretariat; the findings are the Panel’s and are not amended here",
      can: "Read it here, or download your copy.",
      toText: "Go to the text",
      copy: "Your copy",
      copyAside: "Draft {draft}, as adopted",
      marked:
        "Copies are not marked for each member yet: each opening is recorded under your name, and the file itself is the same for all members.",
      model: "SHA-256 of the adopted text",
      same: "This draft is the one that the Panel adopted",
      notSame: "This draft is not the one that the Panel adopted. Do not rely on it; tell the Secretariat.",
      expected: "What is expected of the Committee",
      expectedSays: {
        provided: "To consider the report. The Secretariat records the day on which it was considered.",
        considered: "Nothing more. The text goes to editing and translation.",
        editing: "Nothing more. The text is edited and translated.",
        transmitted: "Nothing more. The report is before the Council.",
        issued: "Nothing more. The report is issued under its symbol.",
        "follow-up": "To follow up the recommendations that are addressed to it.",
      },
      none: "No text is here to be read. Tell the Secretariat.",
    },
  },
} as const;
