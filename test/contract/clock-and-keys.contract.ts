import { createPublicKey, verify } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Clock, Keys } from "#shared/ports.ts";

/** `reopen` answers the clock of another function or a later start, with what is fresh fetched. */
interface OpenClock {
  readonly clock: Clock;
  readonly reopen: () => Promise<Clock>;
}
const ahead = (clock: Clock) => Date.parse(clock.now()) - Date.now();
const YEAR = 365 * 24 * 3600 * 1000;

/** What every clock guarantees: `demo` one that may be set, `fixed` one of any other stage. */
export const clockContract = (name: string, open: { demo: () => Promise<OpenClock>; fixed: () => Promise<OpenClock> }) =>
  describe(name, () => {
    test("business time is machine time until it is set, written as UTC with milliseconds", async () => {
      for (const { clock } of [await open.demo(), await open.fixed()]) {
        expect(clock.now()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
        expect(Math.abs(ahead(clock))).toBeLessThan(1000);
      }
    });

    test("a time that was set goes on from there, is kept, and can be set back", async () => {
      const { clock, reopen } = await open.demo();
      const later = new Date(Date.now() + YEAR).toISOString();
      await clock.set(later);
      expect(Math.abs(ahead(clock) - YEAR)).toBeLessThan(1000);
      const before = clock.now();
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(clock.now() > before).toBe(true);
      expect(Math.abs(ahead(await reopen()) - YEAR)).toBeLessThan(1000);
      await clock.set(new Date().toISOString());
      expect(Math.abs(ahead(await reopen()))).toBeLessThan(1000);
    });

    test("what is no time is refused and changes nothing", async () => {
      const { clock, reopen } = await open.demo();
      await expect(clock.set("soon")).rejects.toThrow("no time");
      expect(Math.abs(ahead(clock))).toBeLessThan(1000);
      expect(Math.abs(ahead(await reopen()))).toBeLessThan(1000);
    });

    test("outside the demonstration stage time cannot be set", async () => {
      const { clock, reopen } = await open.fixed();
      await expect(clock.set(new Date(Date.now() + YEAR).toISOString())).rejects.toThrow("demo");
      expect(Math.abs(ahead(await reopen()))).toBeLessThan(1000);
    });
  });

/** What every keeper of keys guarantees. `open` answers new keys; `reopen` the same again. */
export const keysContract = (name: string, open: () => Promise<{ keys: Keys; reopen: () => Keys; other: Keys }>) =>
  describe(name, () => {
    test("a MAC has 32 bytes, is the same for the same text and key, and another for any other", async () => {
      const { keys, reopen, other } = await open();
      const mac = await keys.mac("cursor");
      expect(mac).toHaveLength(32);
      expect(await reopen().mac("cursor")).toEqual(mac);
      expect(await keys.mac("cursor2")).not.toEqual(mac);
      expect(await other.mac("cursor")).not.toEqual(mac);
    });

    test("a signature is Ed25519 over the message itself and holds under the public key alone", async () => {
      const { keys, reopen, other } = await open();
      const message = new TextEncoder().encode("checkpoint\n1\n");
      const signature = await keys.sign(message);
      const under = async (of: Keys, bytes: Uint8Array) => {
        const x = Buffer.from(await of.publicKey()).toString("base64url");
        return verify(null, bytes, createPublicKey({ format: "jwk", key: { kty: "OKP", crv: "Ed25519", x } }), signature);
      };
      expect(await keys.publicKey()).toHaveLength(32);
      expect(signature).toHaveLength(64);
      expect(await under(reopen(), message)).toBe(true);
      expect(await under(keys, new TextEncoder().encode("checkpoint\n2\n"))).toBe(false);
      expect(await under(other, message)).toBe(false);
    });
  });
