/**
 * The header under which a browser saves a file (RFC 6266 and 8187): the name in any script, and an ASCII one for old clients. Characters
 * that could leave the folder, end the header or turn the name around on the screen ("gpj.exe" for "exe.jpg") become `_`.
 */
export const attachmentNamed = (fileName: string): string => {
  const name = fileName.toWellFormed().replace(UNSAFE, "_") || "file";
  const ascii = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^ -~]/gu, "_")
    .replace(/["%]/g, "_");
  return `attachment; filename="${ascii}"; filename*=UTF-8''${extended(name)}`;
};

// Controls, separators of folders, and the marks that change the direction of what follows.
const UNSAFE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069/\\]/gu;

/** `ext-value` of RFC 8187: what encodeURIComponent leaves alone but the grammar does not. */
const extended = (text: string): string =>
  encodeURIComponent(text).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
