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

  /** What to do about it. */
  next: {
    variable: 'Type what it stands for in its place.',
    glob: 'Name the objects, or choose them by a label with -l.',
    parenthesis: "Write it like -l 'app in (nginx,web)'.",
    unclosedQuote: 'Write it once more at the end, or take it away.',
  },
};
