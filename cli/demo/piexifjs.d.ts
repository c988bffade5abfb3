declare module "piexifjs" {
  type Tags = Readonly<Record<number, unknown>>;
  const piexif: {
    readonly ImageIFD: Readonly<Record<string, number>>;
    readonly ExifIFD: Readonly<Record<string, number>>;
    dump(exif: Readonly<Record<"0th" | "Exif" | "GPS", Tags>>): string;
    insert(exif: string, jpeg: string): string;
    load(jpeg: string): Readonly<Record<"0th" | "Exif" | "GPS", Tags>>;
  };
  export default piexif;
}
