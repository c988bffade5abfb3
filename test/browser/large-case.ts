// biome-ignore lint/suspicious/noExplicitAny: an answer of the API as it comes, multiplied.
type Answer = any;

const [EXHIBITS, ORIGINS, CLAIMS, ENTRIES, PAGE] = [500, 50, 20, 2_000, 50];
const counted = (count: number) => Array.from({ length: count }, (_, at) => at);
const dayOf = (at: number): string => new Date(Date.UTC(2023, 7, 1 + (at % 150))).toISOString().slice(0, 10);

/** A case as the API answered it, with 500 exhibits of 50 origins and 20 claims on them. */
export const largeCase = (answer: Answer): Answer => {
  const [one] = answer.exhibits;
  const exhibits = counted(EXHIBITS).map((at) => ({
    ...one,
    ref: `SUB-${String(1 + Math.floor(at / 10)).padStart(3, "0")}/${1 + (at % 10)}`,
    title: `Image ${at + 1} of a quay with containers`,
    kind: "satellite-image",
    mediaType: "image/jpeg",
    origin: `ORIGIN-${at % ORIGINS}`,
    shows: dayOf(at),
    ...(at % 5 === 4 ? { carries: `ORIGIN-${(at + 1) % ORIGINS}` } : {}),
  }));
  const refs = exhibits.map((exhibit: { readonly ref: string }) => exhibit.ref);
  return {
    ...answer,
    at: "corroboration",
    lead: "expert-maritime",
    verifier: "expert-missile",
    exhibits,
    claims: counted(CLAIMS).map((at) => ({
      id: `CL-${String(at + 1).padStart(2, "0")}`,
      text: `Containers were seen at the quay on day ${at + 1}.`,
      kinds: ["observation"],
      supportedBy: refs.filter((_: string, index: number) => index % CLAIMS === at),
      contradictedBy: [],
      unknowns: ["what was in the containers"],
      origins: { count: 2, origins: [] },
      strength: 2,
      allowed: ["The Panel assesses that …"],
    })),
  };
};

/** The page of the history that an address asks for, 50 of 2,000 entries. */
export const largeHistory = (url: string): Answer => {
  const from = Number(new URL(url).searchParams.get("after") ?? 0);
  return {
    rows: counted(Math.min(PAGE, ENTRIES - from)).map((at) => ({
      id: String(from + at),
      event: "case.claim",
      actor: "expert-maritime",
      at: new Date(Date.UTC(2024, 0, 1, 0, from + at)).toISOString(),
      commitment: (from + at).toString(16).padStart(64, "0"),
    })),
    next: from + PAGE < ENTRIES ? String(from + PAGE) : null,
  };
};
