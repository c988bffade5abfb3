declare module "virtual:theme.css" {}
declare module "*.css" {}
declare module "*.svg" {
  const address: string;
  export default address;
}
/** True in the development build alone, which also has the pattern sheet. */
declare const __PATTERNS__: boolean;
