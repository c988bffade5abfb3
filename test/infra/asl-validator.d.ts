/** The package ships no types that its module resolution finds. */
declare module "asl-validator" {
  const validate: (definition: object) => { readonly isValid: boolean; readonly errorsText: (separator?: string) => string };
  export = validate;
}
