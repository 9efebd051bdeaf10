import type {Said} from '../said.ts';

interface Symbol {
  readonly symbol: string;
}

/** What is said of shell syntax. */
export const shell = {
  operator: ({symbol}: Symbol): string => `There is no shell here, so ${symbol} has no meaning.`,
  newline: 'Send one line at a time.',
  variable: 'There is no shell here, so $ stands for nothing.',
  glob: ({symbol}: Symbol): string => `There is no shell here to fill in ${symbol}.`,
  parenthesis: 'Parentheses must be in quotes.',
  unclosedQuote: ({symbol}: Symbol): string => `A ${symbol} is not closed.`,
  placeholder: ({given}: {given: string}): string => `${given} stands for something of your own.`,
  writeName: ({line}: {line: string}): string => `Write what it is called in its place; see what there is: ${line}`,
  unknownVariable: ({name}: {name: string}): Said => ({
    message: `You have set no variable ${name}.`,
    next: `Set it first, such as: ${name}=$(kubectl get pods -o jsonpath='{.items[0].metadata.name}')`,
  }),
  written: ({file}: {file: string}): string => `Written to ${file}. To see it: cat ${file}`,
  set: ({name}: {name: string}): string => `$${name} is set. To see it: echo $${name}`,
  tooMuch: ({name, most}: {name: string; most: number}): string =>
    `That is more than ${name} can hold: ${most} characters.`,
  isFull: ({file}: {file: string}): Said => ({
    message: `${file} is too long to be added to.`,
    next: `Write into another file, or write it anew with > ${file}.`,
  }),
  notKept: {
    message: 'What a Secret holds is written into no file and no variable.',
    next: 'Type the line without it, to see what it prints.',
  },
  readsOnly: 'Only a line that reads can stand in $(…) and be set.',
  labsFile: ({file}: {file: string}): Said => ({
    message: `${file} is the lab’s own file.`,
    next: 'Write it into another file, such as my.yaml.',
  }),
  files: ({most, names}: {most: number; names: string}): Said => ({
    message: `You can have ${most} files.`,
    next: `Write over one of them: ${names}`,
  }),
  variables: ({most, names}: {most: number; names: string}): Said => ({
    message: `You can have ${most} variables.`,
    next: `Set one of them anew: ${names}`,
  }),

  /** What to do about it. */
  next: {
    variable: 'Type what it stands for in its place.',
    glob: 'Name the objects, or choose them by a label with -l.',
    parenthesis: "Write it like -l 'app in (nginx,web)'.",
    unclosedQuote: 'Write it once more at the end, or take it away.',
  },
};
