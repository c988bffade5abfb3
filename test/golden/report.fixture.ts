import { createHash } from "node:crypto";
import { crc32, deflateSync } from "node:zlib";
import type { AdoptedExhibit, AdoptedFinding, AssemblyInput, Plates, ReportRecord } from "#shared/report/adopted.ts";

/** The Rajin–Dunay case as adopted findings. Facts are public; hashes, dates of letters and adoption, sizes and plates are placeholders. */
export const placeholderHash = (value: string): string => createHash("sha256").update(value).digest("hex");

const exhibit = (one: Omit<AdoptedExhibit, "sha256" | "version" | "bytes"> & { bytes?: number }): AdoptedExhibit => ({
  sha256: placeholderHash(one.ref),
  version: "1",
  bytes: 1_048_576,
  ...one,
});

const exhibits: readonly AdoptedExhibit[] = [
  exhibit({ ref: "SUB-001", kind: "intelligence report", title: "Report on three vessels", mediaType: "application/pdf", source: "Member State", classification: "strictly confidential" }),
  exhibit({
    ref: "SUB-001/1",
    kind: "satellite image",
    title: "Maia-1 at Rajin",
    mediaType: "image/tiff",
    date: "between September and December 2023",
    source: "Member State",
    classification: "strictly confidential",
  }),
  exhibit({
    ref: "SUB-002/1",
    kind: "satellite image",
    title: "Angara at Rajin",
    mediaType: "image/png",
    date: "between 7 September and 1 October 2023",
    source: "Member State",
    classification: "unclassified",
  }),
  exhibit({
    ref: "SUB-002/2",
    kind: "satellite image",
    title: "Angara at Dunay",
    mediaType: "image/png",
    date: "between 7 September and 1 October 2023",
    source: "Member State",
    classification: "unclassified",
  }),
  exhibit({
    ref: "OS-001",
    kind: "open-source report",
    title: "The Orient Express",
    mediaType: "application/pdf",
    date: "2023-10-16",
    source: "Royal United Services Institute",
    classification: "unclassified",
    bytes: 2_411_724,
  }),
  exhibit({ ref: "OS-002", kind: "open-source article", title: "Identification of Maia-1", mediaType: "text/html", source: "NK News", classification: "unclassified", bytes: 184_320 }),
];
const listSnapshot = exhibit({
  ref: "OS-003",
  kind: "list snapshot",
  title: "List of Specially Designated Nationals",
  mediaType: "text/csv",
  date: "2023-01-21",
  source: "United States of America",
  classification: "unclassified",
});

const angara = {
  name: "Angara",
  imo: "9179842",
  flag: "Russian Federation",
  excluded: [
    { name: "Adler", imo: "9179854", why: "same owner and tonnage, probable sister ship" },
    { name: "Sasco Angara", why: "near-identical name, container ship" },
    { name: "Lady R", imo: "9161003", why: "same forward bridge layout" },
  ],
};
const maia = {
  name: "Maia-1",
  imo: "9358010",
  flag: "Russian Federation",
  excluded: [
    { name: "Lady D", imo: "9349289", why: "same owner and tonnage, probable sister ship" },
    { name: "Anastasiia", imo: "9349291", why: "same owner and tonnage, probable sister ship" },
  ],
};

const claim = (id: string, kind: "observation" | "inference" | "attribution" | "count" | "list fact", refs: readonly string[], unknowns: readonly string[] = []) => ({
  id,
  text: `Claim ${id}`,
  kind,
  exhibits: refs,
  unknowns,
  origins: refs.length,
  needed: 2,
});

export const shipments: AdoptedFinding = {
  caseId: "CASE-RAJIN-DUNAY",
  title: "Container shipments from Rajin",
  section: "sectoral-maritime",
  hash: placeholderHash("shipments"),
  standing: "under investigation",
  adoptedAt: "2024-01-31T14:06:00Z",
  objections: [],
  sentences: [
    {
      id: "s1",
      paragraph: 1,
      claims: ["CL-02"],
      text: "The Panel continues to investigate the movement of containers from Rajin, Democratic People’s Republic of Korea, to ports of the Russian Federation by Russian-flagged vessels between August and December 2023.",
    },
    {
      id: "s2",
      paragraph: 2,
      claims: ["CL-01"],
      text: "Information provided by a Member State indicates that, between September and December 2023, Angara (IMO No. 9179842) and Maia-1 (IMO No. 9358010) loaded containers at Rajin.",
    },
    { id: "s3", paragraph: 2, claims: ["CL-05"], text: "The Panel could not independently verify the contents of the containers." },
    { id: "s4", paragraph: 3, claims: ["CL-02"], text: "Analysis of imagery by two organizations indicates that vessels on this route then sailed to ports in the Russian Far East." },
    {
      id: "s5",
      paragraph: 3,
      claims: ["CL-09"],
      text: "The number of round trips between mid-August and 14 October 2023 is given as at least five and as at least four.",
    },
    {
      id: "s6",
      paragraph: 4,
      claims: ["CL-04"],
      text: "Two images released on 13 October 2023 are presented by the State that released them as showing Angara at Rajin and at Dunay between 7 September and 1 October 2023.",
    },
  ],
  claims: [
    claim("CL-01", "attribution", ["SUB-001", "SUB-001/1"], ["The times of acquisition and the sensors of the images provided"]),
    claim("CL-02", "observation", ["OS-001", "OS-002"], ["Whether the organizations used the same scenes"]),
    claim("CL-04", "attribution", ["SUB-002/1", "SUB-002/2"]),
    claim("CL-05", "inference", ["OS-001"], ["The contents of the containers"]),
    claim("CL-09", "count", ["OS-001"]),
  ],
  exhibits,
  vessels: [angara, maia],
  unknowns: ["The contents of the containers", "In which direction containers moved in each image"],
  replies: [{ state: "the Russian Federation", asked: "2024-01-24", due: "2024-02-01" }],
  obligations: [
    {
      citation: "resolution 1718 (2006), paragraph 8 (b)",
      verified: true,
      measure: "Export by the Democratic People’s Republic of Korea, and procurement from it, of arms and related materiel",
      elements: [
        { element: "The item is arms or related materiel", state: "not established" },
        { element: "Exported or procured from the Democratic People’s Republic of Korea", state: "supported by inference" },
        { element: "By nationals or using flag vessels or aircraft", state: "supported by inference" },
      ],
    },
    {
      citation: "resolution 1874 (2009), paragraph 9",
      verified: false,
      measure: "Extension to all arms and related materiel",
      elements: [{ element: "The item is arms or related materiel", state: "not established" }],
    },
  ],
  figures: [
    {
      exhibit: "SUB-001/1",
      title: "Maia-1 at Rajin",
      alt: "Grey placeholder plate: outline of a vessel between two piers.",
      source: "Member State",
      date: "between September and December 2023",
      placeholder: "Demonstration placeholder; time, sensor, scale and licence not held.",
    },
    {
      exhibit: "SUB-002/1",
      title: "Angara at Rajin",
      alt: "Grey placeholder plate: outline of a vessel between two piers with rows of containers.",
      source: "Member State",
      date: "between 7 September and 1 October 2023",
      placeholder: "Demonstration placeholder; time, sensor, scale and licence not held.",
    },
  ],
  recommendations: [
    {
      text: "The Panel recommends that the Committee request Member States that hold imagery of Rajin and Dunay of August to December 2023 to provide its acquisition time and sensor.",
      addressee: "Committee",
      rank: 1,
    },
    {
      text: "The Panel recommends that Member States whose nationals own or operate Angara and Maia-1 provide cargo documents of the voyages.",
      addressee: "Member States",
      rank: 2,
    },
  ],
};

export const lists: AdoptedFinding = {
  caseId: "CASE-LISTS",
  title: "Entries of the vessels on national lists",
  section: "sectoral-maritime",
  hash: placeholderHash("lists"),
  standing: "corroborated",
  adoptedAt: "2024-01-31T15:20:00Z",
  objections: [{ specialism: "regional questions", reason: "Placeholder: the reasons of an objection stand here as their author words them." }],
  sentences: [
    {
      id: "l1",
      claims: ["CL-10"],
      text: "A snapshot of 21 January 2023 of a list kept by the United States of America contains Angara (IMO No. 9179842) and Maia-1 (IMO No. 9358010) under one programme and two owners.",
    },
    { id: "l2", claims: ["CL-10"], text: "A vessel named Maria does not appear in that snapshot, and the statement in the press that all three vessels were listed in 2022 is therefore not borne out." },
  ],
  claims: [claim("CL-10", "list fact", ["OS-003"], ["The identification number of the vessel named Maria"])],
  exhibits: [listSnapshot],
  vessels: [angara, maia],
  unknowns: [],
  replies: [
    {
      state: "the Democratic People’s Republic of Korea",
      asked: "2024-01-10",
      due: "2024-01-30",
      text: "Placeholder: the words of a reply stand here as received, whole and unedited.",
      assessment: "the reply does not bear on the entries",
    },
  ],
  obligations: [],
  figures: [],
  recommendations: [],
};

export const record: ReportRecord = {
  regime: {
    code: "1718",
    committee: "Security Council Committee established pursuant to resolution 1718 (2006)",
    panel: "Panel of Experts established pursuant to resolution 1874 (2009)",
    mandate: "resolution 2680 (2023)",
  },
  kind: "final report",
  distribution: "General",
  dates: { document: "2024-03-08", provided: "2024-02-02" },
  originalLanguage: "English",
  introduction: [
    "The Panel of Experts was established pursuant to resolution 1874 (2009). Its mandate was extended until 30 April 2024 by resolution 2680 (2023).",
  ],
  methodology: [
    "The Panel rests a statement in its own name on at least two origins that know of the matter independently of one another. Accounts that repeat one origin are counted as one. Where one origin alone is held, the present report says so by naming it in the sentence.",
    "A vessel is identified by its International Maritime Organization (IMO) number and by features that tell it apart from others, never by its name alone.",
  ],
  correspondence: { sent: 2, received: 1, asOf: "2024-02-02" },
  signatories: ["Coordinator", "Expert (maritime)", "Expert (export control)", "Expert (regional questions)"],
  exhibitRoot: placeholderHash("root"),
  state: "draft",
  version: 7,
  at: "2024-01-31T14:06:00Z",
  demonstration: true,
};

export const rajinDunay: AssemblyInput = { report: record, findings: [shipments, lists] };

/** A grey plate: piers, water, a hull. Nothing in it is taken from a real image. */
export const plate = (width = 880, height = 400): Uint8Array => {
  const shade = (x: number, y: number): number => {
    const hull = Math.abs(x - width * 0.55) < width * 0.03 && y > height * 0.2 && y < height * 0.85;
    const pier = Math.abs(x - width * 0.4) < width * 0.05 || Math.abs(x - width * 0.7) < width * 0.05;
    if (hull) return 225;
    return pier && y < height * 0.9 ? ((x >> 4) + (y >> 4)) % 3 === 0 ? 190 : 150 : 60 + ((x * 7 + y * 13) % 17);
  };
  const rows = Buffer.concat(Array.from({ length: height }, (_, y) => Buffer.from([0, ...Array.from({ length: width }, (_, x) => shade(x, y))])));
  const chunk = (type: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return new Uint8Array(Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", new Uint8Array())]));
};

export const plates = (): Plates => {
  const one = { bytes: plate(), mediaType: "image/png", width: 880, height: 400 } as const;
  return { "SUB-001/1": one, "SUB-002/1": one };
};
