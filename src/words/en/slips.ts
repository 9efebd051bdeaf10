/** What is said of a line that would do but for one slip, before the line without it. */
export const slips = {
  around: 'What stands around a line is no part of it.',
  atEnd: ({sign}: {sign: string}): string => `${sign} at the end is no part of a line.`,
  inFront: 'What stands in front of kubectl is no part of a line.',
  letters: 'Some of its characters only look like those of kubectl: they are wide, or of another alphabet.',
  commas: 'Commas join types, without blanks; names have blanks between them.',
  equals: 'No blanks stand around =.',
  colon: 'Between a flag and its value stands =, and no colon.',
  verb: ({verb}: {verb: string}): string => `${verb} is a verb of its own.`,
  oneWord: ({word}: {word: string}): string => `${word} is one word.`,
  comment: 'A comment begins with #.',
  hyphens: 'No blank stands behind the hyphens of a flag.',
  colonInPair: 'Between a key and its value stands =, and no colon.',
  blanks: 'A value with blanks stands in quotes.',
};
