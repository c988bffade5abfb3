/** Names of what is held about an item, by the metadata fields of `EVIDENCE`. */
export const METADATA = {
  acquiredFrom: "Taken from",
  acquiredTo: "Taken until",
  place: "Place",
  sensor: "Sensor",
  provider: "Provider",
  gsdMetres: "Ground sample distance, metres",
  topBearingDegrees: "Bearing of the upper edge, degrees",
  offNadirDegrees: "Off-nadir angle, degrees",
  cloudCoverPercent: "Cloud cover, per cent",
  sceneId: "Scene number",
  licence: "Licence",
  date: "Date",
  takenBy: "Taken by",
  objectId: "Number of the object",
  coversFrom: "Covers from",
  coversTo: "Covers until",
  service: "Service",
  issuer: "Issued by",
  reference: "Its reference",
  custodian: "Who holds it",
  speaker: "Who made it",
  url: "Address",
  author: "Author",
  language: "Language",
  imo: "IMO number",
  list: "List",
  publisher: "Publisher",
} as const;

/** Why a file was held back, by the reasons of the check. */
export const HELD = {
  "size-differs": "the file that arrived has another size than declared",
  "hash-differs": "the file that arrived is not the file that was declared",
  "type-differs": "the content is of another type than declared",
  unreadable: "the file cannot be read",
} as const;
