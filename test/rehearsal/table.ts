/** Rows as aligned columns under a heading; numbers to the right. */
export const table = (heading: readonly string[], rows: readonly (readonly (string | number)[])[]): string => {
  const texts = [heading, ...rows].map((row) => row.map(String));
  const widths = heading.map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[], index: number) =>
    row
      .map((text, column) =>
        typeof rows[index - 1]?.[column] === "number" ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd();
  return texts.map((row, index) => `  ${line(row, index)}`).join("\n");
};
