import type { Ports } from "../ports.ts";
import { awsPorts } from "./aws.ts";

/** Makes the ports of one function from its environment; `state` narrows the delegation zone's records to one State. */
export type PortsFactory = (environment: NodeJS.ProcessEnv) => (state?: string) => Ports;

/** Where a home other than AWS puts its factory before it loads a handler, so that none of its code is in the bundles. */
export const HOME = Symbol.for("corroborate.ports");

let made: ((state?: string) => Ports) | undefined;

/** The ports of this function, made once per process. */
export const homePorts = (): ((state?: string) => Ports) => {
  made ??= ((globalThis as { [HOME]?: PortsFactory })[HOME] ?? awsPorts)(process.env);
  return made;
};
