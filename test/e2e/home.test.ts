import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tokenFor } from "#cli/token.ts";
import { type Home, startHome } from "#local/home.ts";
import { runningAt } from "#local/lock.ts";
import { echoApp } from "#test/fixtures/echo-app/app.ts";

let folder: string;
let data: string;
let assembly: string;
let home: Home;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "home-"));
  data = join(folder, "data");
  assembly = join(folder, "assembly");
  echoApp(assembly).synth();
  home = await startHome({ data, port: 0, assembly });
});
afterAll(async () => {
  await home?.stop();
  await rm(folder, { recursive: true, force: true });
});

const act = async (
  name: string,
  of = "",
  more: Record<string, string> = {},
): Promise<{ status: number; body: Record<string, unknown> }> => {
  const answer = await fetch(`${home.url}/open/${name}?${new URLSearchParams({ of, ...more })}`);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};
const eventually = async <T>(attempt: () => Promise<T | undefined>): Promise<T> => {
  for (let left = 100; left > 0; left -= 1) {
    const found = await attempt();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("it did not come about within 10 seconds");
};
const kept = (kind: string, of: string) =>
  eventually(async () => {
    const { status, body } = await act("seen", of, { kind });
    return status === 200 ? body : undefined;
  });

test("a function sees the environment that the assembly declares and nothing of the home's own", async () => {
  const { body } = await act("echo");
  expect(body["environment"]).toEqual(
    ["BUCKETS", "CLOCK_PARAMETER", "MACHINES", "MAC_KEY_ID", "PLAIN", "QUEUES", "SIGN_KEY_ID", "STAGE", "TABLE", "ZONE"].sort(),
  );
});

test("a token of the home opens what demands one, as the person who signed in", async () => {
  expect((await fetch(`${home.url}/who/echo`)).status).toBe(401);
  const token = await tokenFor({ baseUrl: home.url, account: "delegate-gb" });
  const answer = await fetch(`${home.url}/who/echo`, { headers: { authorization: `Bearer ${token}` } });
  expect(await answer.json()).toMatchObject({
    event: { requestContext: { authorizer: { jwt: { claims: { sub: "delegate-gb" } } } } },
  });
});

test("appointments of the people file stand in the zone's table", async () => {
  const { body } = await act("appointment");
  expect(body).toMatchObject({ schema: 1, person: "delegate-gb", appointments: [{ role: "delegate", state: "GB" }] });
});

test("a write reaches the function behind the table's stream", async () => {
  await act("put", "one");
  expect(await kept("INSERT", "one")).toMatchObject({ source: "aws:dynamodb" });
});

test("a message reaches the function behind its queue", async () => {
  await act("queue", "two");
  expect(await kept("QUEUED", "two")).toMatchObject({ source: "aws:sqs" });
});

test("an execution waits for its token and ends when a function releases it, once", async () => {
  expect((await act("start", "case-1")).body).toEqual({ started: "started" });
  expect((await act("start", "case-1")).body).toEqual({ started: "known" });
  await kept("TOKEN", "case-1");
  expect((await act("status", "case-1")).body).toEqual({ status: "running" });
  expect((await act("release", "case-1")).body).toEqual({ released: "released" });
  await eventually(async () => ((await act("status", "case-1")).body["status"] === "succeeded" ? true : undefined));
  expect((await act("release", "case-1")).body).toEqual({ released: "gone" });
});

test("a stored file can be fetched by its signed link and not by an altered one", async () => {
  const { body } = await act("file", "letter.txt");
  const url = String(body["url"]);
  const answer = await fetch(url);
  expect(await answer.text()).toBe("hello");
  expect(answer.headers.get("content-disposition")).toContain("letter.txt");
  expect((await fetch(url.replace(/.$/, (last) => (last === "0" ? "1" : "0")))).ok).toBe(false);
});

test("business time set by one function is the time of all", async () => {
  expect((await act("clock", "2023-10-27T12:00:00.000Z")).body["now"]).toMatch(/^2023-10-27T12:00/);
  expect((await (await fetch(`${home.url}/home.json`)).json()) as object).toMatchObject({
    businessTime: expect.stringMatching(/^2023-10-27T12:00/),
  });
});

test("an error, a crash and an endless loop of one request leave the function able to serve the next", async () => {
  expect(await act("fail")).toEqual({ status: 500, body: { message: "Internal Server Error" } });
  expect((await act("die")).status).toBe(500);
  expect((await act("time")).status).toBe(200);
  const slow = act("slow");
  expect((await act("hang")).status).toBe(500);
  expect((await slow).status).toBe(500);
  expect((await act("time")).status).toBe(200);
});

test("requests to one function overlap", async () => {
  const began = performance.now();
  await Promise.all([act("slow"), act("slow"), act("slow")]);
  expect(performance.now() - began).toBeLessThan(3_000);
});

test("pages and descriptions of the home carry its security headers and name no other host", async () => {
  const page = await fetch(`${home.url}/`);
  expect(page.headers.get("content-security-policy")).toMatch(/^default-src 'none'/);
  expect(page.headers.get("x-content-type-options")).toBe("nosniff");
  expect(await page.text()).not.toMatch(/(src|href)="(https?:)?\/\//);
  const described = (await (await fetch(`${home.url}/home.json`)).json()) as Record<string, unknown>;
  expect(described).toMatchObject({
    stage: "demo",
    routes: 5,
    accounts: expect.arrayContaining([expect.objectContaining({ id: "officer" })]),
  });
});

test("a second home on the same data is refused and told where the first answers", async () => {
  expect(await runningAt(data)).toBe(home.url);
  await expect(startHome({ data, port: 0, assembly })).rejects.toThrow(home.url);
});

test("after a stop everything is there again, and an ended appointment is gone at once", async () => {
  await act("start", "case-2");
  await kept("TOKEN", "case-2");
  const port = Number(new URL(home.url).port);
  const token = await tokenFor({ baseUrl: home.url, account: "officer" });
  await home.stop();
  const people = join(data, "people.json");
  const ended = "2024-01-01T00:00:00.000Z";
  const text = (await readFile(people, "utf8")).replace(/("id": "delegate-gb"[\s\S]*?"from": "[^"]+")/, `$1, "to": "${ended}"`);
  await writeFile(people, text);
  home = await startHome({ data, port, assembly });
  expect((await act("appointment")).body).toMatchObject({ appointments: [{ to: ended }] });
  expect((await act("time")).body["now"]).toMatch(/^2023-10-27T12:/);
  expect((await fetch(`${home.url}/who/echo`, { headers: { authorization: token } })).status).toBe(200);
  expect((await act("release", "case-2")).body).toEqual({ released: "released" });
  await eventually(async () => ((await act("status", "case-2")).body["status"] === "succeeded" ? true : undefined));
});
