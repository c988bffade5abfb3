import type { Ports } from "../ports.ts";
import { awsPorts } from "./aws.ts";

/** Ports of one function; `state` narrows the delegation zone's records to one State. */
export interface MadePorts {
  (state?: string): Ports;
  /** To be awaited before each use: what must be fresh is fetched here. */
  readonly ready?: () => Promise<void>;
}
/** Makes the ports of one function from its environment. */
export type PortsFactory = (environment: NodeJS.ProcessEnv) => MadePorts;

/** Where a home other than AWS puts its factory before it loads a handler, so that none of its code is in the bundles. */
const HOME = Symbol.for("corroborate.ports");

let made: { readonly by: PortsFactory; readonly ports: MadePorts } | undefined;

/** The ports of this function, made once per process and home. */
export const homePorts = async (): Promise<MadePorts> => {
  const by = (globalThis as { [HOME]?: PortsFactory })[HOME] ?? awsPorts;
  if (made?.by !== by) made = { by, ports: by(process.env) };
  const { ports } = made;
  await ports.ready?.();
  return ports;
};
