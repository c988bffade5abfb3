export const WORDS = {
  guide: {
    label: "First visit",
    at: "First visit, {number} of {count}",
    next: "Next: {title}",
    back: "Back",
    show: "Show me",
    end: "Leave the guide",
    done: "That is all. Look around",
    d: {
      mine: {
        title: "Your submissions",
        says: "Every submission of your Mission stands here with its status and what is asked of you. Nobody outside your Mission sees a draft.",
      },
      one: {
        title: "One submission",
        says: "What you sent, file by file: what was checked, what was held back and why, and who opened it when.",
      },
      new: {
        title: "A new submission",
        says: "Drop files or folders here. Their hashes are computed on this device. Nothing reaches the Panel before you seal.",
      },
      asked: {
        title: "What is asked of you",
        says: "Before the Panel prints what you gave, it asks here, sentence by sentence. You decide how your State is named, or that it is not.",
      },
      receipts: {
        title: "Receipts",
        says: "A receipt proves what you gave and when. Keep the file: it can be checked without us, and without a connection.",
      },
    },
    p: {
      waiting: { title: "Waiting for you", says: "What needs you, nearest deadline first. Start here every day." },
      case: {
        title: "Where a case stands",
        says: "The rail shows the nine stages. Each gate is met, or says what is missing and who can supply it.",
      },
      origins: {
        title: "Origins, not copies",
        says: "Ten articles on one source are one origin. The board counts who knew something themselves; copies are shown and not counted.",
      },
      register: {
        title: "What was registered",
        says: "Evidence with its custody. Opening an original is entered in the record under your name.",
      },
      desk: {
        title: "The consensus desk",
        says: "The exact text that the Panel adopts, its hash, and everybody's position. One word changed brings it back here.",
      },
    },
    s: {
      registration: {
        title: "The registration queue",
        says: "What delegations sealed and how its checks ended. You see names, sizes and checks, not content.",
      },
      letters: {
        title: "Correspondence",
        says: "Letters to States by case, with the day a reply is due and the replies that came.",
      },
      report: {
        title: "The report",
        says: "Paragraphs numbered as they will print, notes resolved, and what keeps the report from being released.",
      },
      appointments: {
        title: "Appointments",
        says: "Who is what, from when until when. An appointment that ends takes its rights with it the same moment.",
      },
    },
    c: {
      reports: { title: "Reports", says: "A report stands here from the day it was provided to the Committee." },
      report: {
        title: "The Committee's copy",
        says: "The text as provided, and its files. Each download is entered in the record.",
      },
    },
    a: {
      ledger: {
        title: "The ledger",
        says: "Every change of the record, in logs that nobody can edit unseen. Verify one here, or take it away and verify it elsewhere.",
      },
      access: {
        title: "Who asked for what",
        says: "Every request, answered or refused, and the openings of material, each entered before the file was given. Content is not shown to you.",
      },
    },
  },
} as const;
