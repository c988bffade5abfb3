import { expect, test } from "vitest";
import { ORIGIN_SECRET_HEADER } from "#shared/api/origin.ts";
import { demandOrigin } from "#shared/origin-secret.ts";

const given = (value: string) => ({ [ORIGIN_SECRET_HEADER]: value });

test("a request without the secret of CloudFront, or with another, is refused by its code", () => {
  for (const headers of [{}, given(""), given("secre"), given("secrets"), given("secret,secret"), given("x".repeat(100_000))])
    expect(() => demandOrigin(headers, "secret")).toThrow(expect.objectContaining({ code: "NOT_THROUGH_PORTAL" }));
});

test("the secret lets a request in; where nothing stands in front of the API none is demanded", () => {
  expect(() => demandOrigin(given("secret"), "secret")).not.toThrow();
  expect(() => demandOrigin({}, undefined)).not.toThrow();
});

test("an empty secret lets nobody in without the header being sent", () => {
  expect(() => demandOrigin({}, "")).toThrow();
});
