import type {Said} from '../said.ts';

interface Program {
  readonly program: string;
}
interface Given {
  readonly given: string;
}

/** What is said of programs behind a `|`. */
export const filters = {
  behind: ({program}: Program): string => `${program} works on what a line prints, behind a |.`,
  unknown: ({program, known}: Program & {known: string}): string =>
    `${program} cannot stand behind a | here; ${known} can.`,
  option: ({program, option}: Program & {option: string}): string => `${program} does not take ${option} here.`,
  options: ({program, options}: Program & {options: string}): string => `${program} takes ${options}.`,
  noOptions: ({program}: Program): string => `${program} takes no options here.`,
  value: ({program, given}: Program & Given): Said => ({
    message: `${program} does not take ${given} here.`,
    next: 'Write whole numbers as in head -n 5, sort -k 2 and cut -d, -f 1,3.',
  }),
  noFiles: ({program, given}: Program & Given): Said => ({
    message: `${program} reads what stands before the | here, and no file ${given}.`,
    next: 'Leave the file out; put a pattern that has blanks in it into quotes.',
  }),
  noPattern: {message: 'Say what grep is to look for.', next: 'Write it like: get pods | grep Running'},
  backReference: ({given}: Given): Said => ({
    message: `${given} refers to what another part of the pattern found, which is not done here.`,
    next: 'Write out what is looked for.',
  }),
  patternTooLarge: ({given}: Given): Said => ({
    message: `The pattern ${given} is too large.`,
    next: 'Write a shorter one, or smaller numbers in its braces.',
  }),
  quoteFixed: 'Use grep -F to look for text as it stands.',
  sayWhichFields: {message: 'Say what to cut, with -f or -c.', next: 'Write it like: cut -d, -f 1'},
  trSets: {message: 'tr takes two sets of characters, or -d and one.', next: "Write it like: tr ' ' '\\n'"},
  awk: ({given}: Given): Said => ({
    message: `Of awk, ${given} is not done here.`,
    next: "Write awk '{print $1, $3}', with /PATTERN/ or NR>1 in front of the braces if you like.",
  }),
  jq: ({given}: Given): Said => ({
    message: `Of jq, ${given} is not done here.`,
    next: "Write a path such as jq -r '.items[].metadata.name', with | keys or | length behind it if you like.",
  }),
  notJson: {message: 'jq reads JSON, and this is none.', next: 'Write -o json before the |.'},
  notBase64: 'Only text that is in base64 can be decoded; see what is there without base64 -d.',
  tooMuchWork: {
    message: 'To look for that would take too long.',
    next: 'Write a shorter pattern, or make less of it first, with head or --tail.',
  },
  nothingToDo: ({program}: Program): string => `${program} was left out: what is printed is shown as it is.`,
};
