declare module "virtual:theme.css" {}
declare module "*.css" {}
declare module "*.svg" {
  const address: string;
  export default address;
}
/** Natural Earth's land at 1:50 million: its 1,400 arcs are not for the compiler to infer a type from. */
declare module "world-atlas/land-50m.json" {
  const topology: unknown;
  export default topology;
}

/** Parts of the file system interface that TypeScript's library does not describe yet; each is absent in some browsers. */
interface FileSystemHandle {
  queryPermission?(how: { readonly mode: "read" }): Promise<PermissionState>;
  requestPermission?(how: { readonly mode: "read" }): Promise<PermissionState>;
}
interface DataTransferItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}
interface Window {
  showOpenFilePicker?(how: { readonly multiple: boolean }): Promise<FileSystemFileHandle[]>;
}
