import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import canonicalize from "canonicalize";
import type { ReportModel } from "./model.ts";

/** SHA-256 of the model as RFC 8785 JSON after NFC: what the Panel adopts, and what every rendering names. */
export const contentHash = (model: ReportModel): string =>
  bytesToHex(sha256(utf8ToBytes((canonicalize(model) ?? "").normalize("NFC"))));
