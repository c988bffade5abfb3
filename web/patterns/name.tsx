/** A name in its own script, with its language, shown as it was given; never transliterated here. */
export const Name = ({ lang, children }: { readonly lang: string; readonly children: string }) => (
  <bdi lang={lang}>{children}</bdi>
);

/** A file's name: people choose it, in any script and with marks that turn text around, so it is fenced in and such marks are shown. */
export const FileName = ({ children }: { readonly children: string }) => <bdi dir="auto">{visible(children)}</bdi>;

/** Marks that change the direction of what follows, as their code: `photo\u202Egpj.exe` must not read as a picture. */
export const visible = (text: string): string =>
  text.replace(
    /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g,
    (mark) => `⟨U+${mark.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}⟩`,
  );
