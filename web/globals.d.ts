declare module "virtual:theme.css" {}
declare module "*.css" {}
declare module "*.svg" {
  const address: string;
  export default address;
}
/** True in the development build alone, which also has the pattern sheet. */
declare const __PATTERNS__: boolean;
/** Natural Earth's land at 1:50 million: its 1,400 arcs are not for the compiler to infer a type from. */
declare module "world-atlas/land-50m.json" {
  const topology: unknown;
  export default topology;
}
