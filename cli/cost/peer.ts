import { gigabyteSeconds } from "./bill.ts";
import type { Used } from "./measure.ts";
import { type PriceRegion, priceOf } from "./prices.ts";

/**
 * The nearest peer (digital-evidence-archive-on-aws) as published: one function of 2 GB for each of 57 handlers, and 9 calls one after
 * another for a warm GET of a case, a transaction of two items and its reads among them; 36 ms on a local store, 1,094 ms to start.
 */
const PEER = { handlers: 57, gigabytes: 2, milliseconds: 36, reads: 7, written: 4, storeCalls: 9, startMilliseconds: 1094 };
/** Dollars: a request to a REST API, a GB-second on x86, both of which the peer uses. */
const REST_REQUEST = 0.0000035;
const X86_GB_SECOND = 0.0000166667;

/** A million warm reads here and there, with prices of one region, and the shapes behind them. */
export const besidePeer = (reading: Used, region: PriceRegion) => {
  const dollars = (name: Parameters<typeof priceOf>[0]) => priceOf(name, region).dollars;
  const perRead = {
    ours:
      dollars("http-api-request") +
      dollars("lambda-request") +
      (gigabyteSeconds(reading.functions) / reading.units) * dollars("lambda-gb-second") +
      (reading.readUnits / reading.units) * dollars("dynamodb-read") +
      (reading.writeUnits / reading.units) * dollars("dynamodb-write"),
    peer:
      REST_REQUEST +
      dollars("lambda-request") +
      (PEER.milliseconds / 1000) * PEER.gigabytes * X86_GB_SECOND +
      PEER.reads * dollars("dynamodb-read") +
      PEER.written * dollars("dynamodb-write"),
  };
  const million = (one: number) => Math.round(one * 1e6 * 100) / 100;
  return { perMillionReads: { ours: million(perRead.ours), peer: million(perRead.peer) }, peer: PEER };
};
