import type { Area } from "#web/area.ts";

export const delegation: Area = {
  id: "d",
  home: "/d/submissions",
  look: "generous",
  nav: [
    { to: "/d/submissions", label: "nav.d.submissions", key: "s" },
    { to: "/d/enquiries", label: "nav.d.enquiries", key: "e" },
    { to: "/d/releases", label: "nav.d.releases", key: "l" },
    { to: "/d/receipts", label: "nav.d.receipts", key: "r" },
    { to: "/d/help", label: "nav.d.help", key: "h" },
  ],
  screens: [
    { path: "/d/submissions", title: "d.mine.title", load: () => import("./submissions.tsx") },
    { path: "/d/submissions/new", title: "d.draft.newTitle", load: () => import("./new-submission.tsx") },
    { path: "/d/submissions/$reference", title: "d.one.title", load: () => import("./submission.tsx") },
    { path: "/d/enquiries", title: "d.asked.enquiries", load: () => import("./enquiries.tsx") },
    { path: "/d/enquiries/$asked", title: "d.asked.enquiry", load: () => import("./enquiry.tsx") },
    { path: "/d/releases", title: "d.asked.releases", load: () => import("./releases.tsx") },
    { path: "/d/releases/$asked", title: "d.asked.release", load: () => import("./release.tsx") },
    { path: "/d/receipts", title: "d.receipts.title", load: () => import("./receipts.tsx") },
    { path: "/d/help", title: "d.help.title", load: () => import("./help.tsx") },
  ],
  words: () => import("./words.ts"),
};
