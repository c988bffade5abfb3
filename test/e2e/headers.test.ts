import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tokenFor } from "#cli/token.ts";
import { type Home, startHome } from "#local/home.ts";
import { currentAssembly } from "#local/synthesis.ts";
import { type AnswerKind, HEADERS, portalPolicy } from "#shared/api/headers.ts";

let folder: string;
let home: Home;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "headers-"));
  const assembly = await currentAssembly({ root: join(import.meta.dirname, "..", ".."), say: () => undefined });
  const portal = join(folder, "portal");
  await mkdir(join(portal, "assets"), { recursive: true });
  await writeFile(join(portal, "index.html"), "<!doctype html>");
  await writeFile(join(portal, "assets", "index-abc.js"), "export {};");
  home = await startHome({ data: join(folder, "data"), port: 0, assembly, portal });
}, 180_000);
afterAll(async () => {
  await home?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** What describes the content or the connection; everything else is of the table. */
const OF_CONTENT = [
  "accept-ranges",
  "connection",
  "content-disposition",
  "content-length",
  "content-range",
  "content-type",
  "date",
  "keep-alive",
  "location",
  "retry-after",
  "set-cookie",
  "transfer-encoding",
  "www-authenticate",
];
const securityOf = (answer: Response) =>
  Object.fromEntries([...answer.headers].filter(([name]) => !OF_CONTENT.includes(name)).toSorted());
const exactly = (kind: AnswerKind) => Object.fromEntries(Object.entries(HEADERS[kind]).toSorted());

const bearer = async (account: string) => ({ authorization: `Bearer ${await tokenFor({ baseUrl: home.url, account })}` });
const ask = (path: string, init?: RequestInit) => fetch(`${home.url}${path}`, { redirect: "manual", ...init });
const json = { "content-type": "application/json" };

describe("every kind of answer has exactly the headers of its row", () => {
  test.for<[says: string, kind: AnswerKind, status: number, asked: () => Promise<Response>]>([
    ["JSON without sign-in", "api", 200, () => ask("/health")],
    ["JSON with sign-in", "api", 200, async () => ask("/panel/cases?regime=1718", { headers: await bearer("coordinator") })],
    ["what is absent", "api", 404, async () => ask("/panel/cases/NONE", { headers: await bearer("coordinator") })],
    ["what is forbidden to read", "api", 404, async () => ask("/panel/cases?regime=1718", { headers: await bearer("auditor") })],
    [
      "a body that is refused",
      "api",
      422,
      async () =>
        ask("/delegations/GB/submissions", {
          method: "POST",
          body: "[]",
          headers: { ...(await bearer("delegate-gb")), ...json },
        }),
    ],
    ["no token", "api", 401, () => ask("/panel/cases?regime=1718")],
    ["no such path", "api", 404, () => ask("/nothing/here")],
    ["a path that cannot be decoded", "api", 400, () => ask("/panel/cases/%zz")],
    ["what runs here", "api", 200, () => ask("/home.json")],
    ["a link that is none", "file", 403, () => ask("/files/uploads?x=1")],
    ["the portal", "portal", 200, () => ask("/")],
    ["a screen of the portal", "portal", 200, () => ask("/cases", { headers: { accept: "text/html" } })],
    ["a script whose name holds its hash", "asset", 200, () => ask("/assets/index-abc.js")],
    ["a sign-in that has ended", "page", 400, () => ask("/sign-in/none")],
  ])("%s", async ([, kind, status, asked]) => {
    const answer = await asked();
    await answer.arrayBuffer();
    expect(answer.status).toBe(status);
    expect(securityOf(answer)).toEqual(exactly(kind));
  });

  test("a file sent and a file fetched, whole and in part", async () => {
    const headers = { ...(await bearer("delegate-gb")), ...json };
    const post = async (path: string, body: unknown) =>
      // biome-ignore lint/suspicious/noExplicitAny: answers are read field by field.
      (await (await ask(path, { method: "POST", body: JSON.stringify(body), headers })).json()) as any;
    const handling = { classification: "unclassified", tlp: "AMBER", panelOnly: true, attribution: "a Member State" };
    const { reference } = await post("/delegations/GB/submissions", { regime: "1718", title: "Headers", handling });
    const bytes = new TextEncoder().encode("<script>alert(1)</script>");
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const at = `/delegations/GB/submissions/${reference}/items`;
    const declared = { kind: "document", name: "a.txt", title: "A", bytes: bytes.length, sha256, mediaType: "text/plain" };
    const { id } = await post(at, declared);
    const { links } = await post(`${at}/${id}/parts`, { parts: [{ part: 1, bytes: bytes.length, sha256 }] });
    const put = await fetch(links[0].url, { method: "PUT", headers: links[0].headers, body: bytes });
    expect([put.status, securityOf(put)]).toEqual([200, exactly("file")]);
    await post(`${at}/${id}/complete`, {});
    const { url } = await post(`${at}/${id}/links`, {});
    for (const [range, status] of [
      ["bytes=0-", 206],
      ["bytes=99-", 416],
      [undefined, 200],
    ] as const) {
      const got = await fetch(url, range === undefined ? {} : { headers: { range } });
      expect([got.status, securityOf(got), await got.arrayBuffer().then(() => "read")]).toEqual([
        status,
        exactly("file"),
        "read",
      ]);
      expect(got.headers.get("content-disposition")).toMatch(/^attachment;/);
    }
  });

  test("the issuer's own answers add nothing that lets them be framed, kept or read from elsewhere", async () => {
    for (const path of ["/oidc/jwks", "/oidc/.well-known/openid-configuration", "/oidc/auth?client_id=none", "/oidc/none"]) {
      const answer = await ask(path);
      await answer.arrayBuffer();
      const found = securityOf(answer);
      for (const [name, value] of Object.entries(HEADERS.page)) {
        if (name === "cache-control") expect(found[name], path).toMatch(/no-store|no-cache/);
        else expect({ path, name, value: found[name] }).toEqual({ path, name, value });
      }
      // The keys and the description of the issuer are public and read by anybody's verifier.
      if (!/jwks|well-known/.test(path)) expect(found).not.toHaveProperty("access-control-allow-origin");
    }
  });
});

test("a home on plain HTTP never speaks of TLS, whatever a client says of how it came", async () => {
  const answer = await ask("/health", { headers: { "x-forwarded-proto": "https" } });
  expect(answer.headers.has("strict-transport-security")).toBe(false);
});

test("no policy lets a page of another origin frame ours, or an inline script run", () => {
  for (const row of Object.values(HEADERS)) {
    expect(row["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(row["content-security-policy"]).toMatch(/^default-src 'none'/);
    expect(row["content-security-policy"]).not.toMatch(/'unsafe-inline'|'unsafe-eval'|\*|http:/);
  }
  const files = "https://uploads.s3.eu-central-1.amazonaws.com";
  expect(portalPolicy([files])).toBe(
    HEADERS.portal["content-security-policy"].replace("connect-src 'self'", `connect-src 'self' ${files}`),
  );
});
