import { AlignmentType, type ILevelsOptions, type INumberingOptions, LevelFormat, LevelSuffix } from "docx";
import { MEASURES } from "./measures.ts";

const { indent, step } = MEASURES;

export const PARAGRAPH_LIST = "paragraphs";
export const HEADING_LIST = "headings";

type Row = readonly [format: ILevelsOptions["format"], text: string];

const PARAGRAPH_LEVELS: readonly Row[] = [
  [LevelFormat.DECIMAL, "%1."],
  [LevelFormat.LOWER_LETTER, "(%2)"],
  [LevelFormat.LOWER_ROMAN, "(%3)"],
  [LevelFormat.LOWER_LETTER, "%4."],
  [LevelFormat.LOWER_ROMAN, "%5."],
];
const HEADING_LEVELS: readonly Row[] = [
  [LevelFormat.UPPER_ROMAN, "%1."],
  [LevelFormat.UPPER_LETTER, "%2."],
  [LevelFormat.DECIMAL, "%3."],
  [LevelFormat.LOWER_LETTER, "(%4)"],
];

/** The number of a paragraph stands at the indent and its lines return to it; sub-levels hang by one tab stop. */
const paragraphLevel = ([format, text]: Row, level: number): ILevelsOptions => ({
  level,
  ...(format === undefined ? {} : { format }),
  text,
  start: 1,
  alignment: AlignmentType.LEFT,
  suffix: LevelSuffix.TAB,
  style: {
    paragraph:
      level === 0
        ? { indent: { left: indent, firstLine: 0 }, leftTabStop: indent + step }
        : { indent: { left: indent + step * (level + 1), hanging: step } },
  },
});

/** Heading numbers end a little before the indent, where the text of the heading begins. */
const headingLevel = ([format, text]: Row, level: number): ILevelsOptions => ({
  level,
  ...(format === undefined ? {} : { format }),
  text,
  start: 1,
  alignment: AlignmentType.RIGHT,
  suffix: LevelSuffix.TAB,
  style: { paragraph: { indent: { left: indent, hanging: 200 } } },
});

/** One list for paragraphs, which never restarts, and one for headings. */
export const NUMBERING: INumberingOptions = {
  config: [
    { reference: PARAGRAPH_LIST, levels: PARAGRAPH_LEVELS.map(paragraphLevel) },
    { reference: HEADING_LIST, levels: HEADING_LEVELS.map(headingLevel) },
  ],
};
