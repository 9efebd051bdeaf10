/** What is wrong in YAML, read after its file and line, and what was mended, read after its file. */
export const yaml = {
  problemAt: ({source, line, problem}: {source: string; line: number; problem: string}): string =>
    `${source} line ${line}: ${problem}`,
  /** Of a file or an object as a whole, or of a text that has no lines. */
  about: ({what, said}: {what: string; said: string}): string => `${what}: ${said}`,
  tooLarge: ({source, kib}: {source: string; kib: number}) => ({
    message: `${source} is larger than ${kib} KiB.`,
    next: 'Apply it in smaller parts.',
  }),
  empty: ({source}: {source: string}) => ({
    message: `${source} has no objects in it.`,
    next: 'A manifest begins with `apiVersion:` and `kind:`.',
  }),
  tooManyObjects: ({source, most}: {source: string; most: number}) => ({
    message: `${source} has more than ${most} objects.`,
    next: 'Apply it in smaller parts.',
  }),
  tooManyDocuments: ({source, most}: {source: string; most: number}) => ({
    message: `${source} has more than ${most} documents.`,
    next: 'Apply it in smaller parts.',
  }),
  tooDeep: ({most}: {most: number}) => ({said: `more than ${most} levels deep`, next: 'Check the indentation.'}),
  directive: {said: 'a %YAML line is not supported here', next: 'Remove that line.'},
  listWithoutItems: {said: 'a List needs `items`', next: 'Put the objects under `items:`.'},
  isList: {said: 'expected a Kubernetes object, and this is a list', next: 'Part objects with a line of ---.'},
  noObject: {said: 'expected a Kubernetes object', next: 'A manifest begins with `apiVersion:` and `kind:`.'},
  keyTwice: ({key}: {key: string}) => ({said: `the key ${key} is there twice`, next: 'Remove one of the two.'}),
  anchor: {said: 'anchors (&) and aliases (*) are not supported here', next: 'Write it out.'},
  tag: {said: 'tags (!) are not supported here', next: 'Put text that begins with ! in quotes.'},
  noValue: ({text}: {text: string}) => ({
    said: 'expected text, a number, true, false or null',
    next: `Put text in quotes: "${text}".`,
  }),
  noKey: ({text}: {text: string}) => ({said: 'expected text as a key', next: `Put the key in quotes: "${text}".`}),
  bracesAsKey: {
    said: 'expected text as a key, not what stands in { } or [ ]',
    next: 'Write the text itself; {{ … }} is not filled in here.',
  },
  protoKey: {said: 'the key __proto__ is not allowed', next: 'Remove it.'},

  invalid: {
    said: 'this is not valid YAML',
    next: 'Check the indentation, the colons and the quotes on this line and the one before.',
  },
  tooFar: {
    said: 'this line is indented too far',
    next: 'Line the key up with its neighbours, or take away the value that the key above it has.',
  },
  tab: {said: 'a tab is used for indentation', next: 'Indent with spaces.'},
  indentation: {said: 'the indentation does not fit the lines around it', next: 'Line the key up with its neighbours.'},
  missingCharacter: {said: 'a quote, a bracket or a colon is missing', next: 'Close what was opened before this.'},
  colonInValue: {
    said: 'a value that holds a colon',
    next: 'Put text with a colon in quotes; a key of its own begins in the next line.',
  },
  noKeyAndValue: {said: 'expected `key: value`', next: 'Write a colon and a space after the key.'},
  scalarStart: {said: 'text cannot begin with @, ` or %', next: 'Put the text in quotes.'},
  startsWith: ({sign, quoted}: {sign: string; quoted: string}) => ({
    said: `text that begins with ${sign} needs quotes`,
    next: `Write ${quoted}`,
  }),
  behindQuote: ({quote, quoted}: {quote: string; quoted: string}) => ({
    said: `text goes on behind the closing ${quote}`,
    next: `Put one pair of quotes around all of it, and write the inner ones too if they are meant: ${quoted}`,
  }),
  quoteInQuotes: ({quote, quoted}: {quote: string; quoted: string}) => ({
    said: `there is a ${quote} within the quotes ${quote}…${quote}`,
    next: `Write ${quoted}`,
  }),
  behindBracket: ({bracket, quoted}: {bracket: string; quoted: string}) => ({
    said: `text goes on behind the closing ${bracket}`,
    next: `If all of it is one text, put it in quotes: ${quoted}`,
  }),
  behindBlockSign: ({sign}: {sign: string}) => ({
    said: `text stands behind the ${sign}, in the same line`,
    next: 'Begin the text in the next line, indented, or put all of it in quotes.',
  }),
  itemBehindColon: ({text}: {text: string}) => ({
    said: 'an item of a list stands behind the colon',
    next: `Write ${text} in the next line, indented; text that is to begin with - goes in quotes.`,
  }),
  prose: {
    said: 'this line is text around the manifest and no YAML',
    next: 'Remove it; if it is part of the manifest, write a colon and a space after its key.',
  },
  secondObject: {said: 'a second object begins here', next: 'Write a line of --- above it.'},
  separatorInFront: ({text}: {text: string}) => ({
    said: 'the --- that parts two objects needs a line of its own',
    next: `Write ${text} in the next line.`,
  }),
  separatorBehind: {
    said: 'the --- that parts two objects needs a line of its own',
    next: 'Take it away at the end of this line, and write it in the next.',
  },
  oneLine: {
    said: 'the line breaks are gone, all of it is in one line',
    next: 'Send it with its line breaks, in the window of /apply or as a file.',
  },
  otherEncoding: {said: 'this text is in another encoding than UTF-8', next: 'Save it as UTF-8 and send it again.'},
  indentText: {
    said: 'the text that | or > begins is not indented',
    next: 'Indent it further than the key above it.',
  },
  comma: {said: 'a comma is missing in front of this line', next: 'Write it at the end of the line above.'},
  template: {
    said: '{{ … }} is a template, which is not filled in here',
    next: 'Write what it stands for, or take the line away.',
  },
  comment: {
    said: 'a comment begins with # in YAML, and JSON has none',
    next: 'Write # in front of it, or take it away.',
  },
  diffMark: {
    said: 'the + of a change stands in front of this line',
    next: 'Take it away, and the lines with - in front that it takes the place of.',
  },
  conflict: {
    said: 'here is a conflict between two versions, as Git marks it',
    next: 'Keep one of the two, and take the lines of <<<<<<<, ======= and >>>>>>> away.',
  },
  noText: {said: 'this is no text, but another kind of file', next: 'Send the manifest itself, as text.'},
  webPage: {
    said: 'this is a web page and no YAML',
    next: 'Send the file itself, as the page’s “Raw” or “Download” has it.',
  },
  openQuote: {said: 'a quote is missing', next: 'Close it on this line.'},
  openBracket: {said: 'a ] or } is missing', next: 'Close on this line what it opens.'},
  entity: ({entity, sign}: {entity: string; sign: string}) => ({
    said: `${entity} is what a web page has for ${sign}`,
    next: `Write ${sign} in its place.`,
  }),
  htmlTag: ({tag}: {tag: string}) => ({
    said: `${tag} is of a web page and no YAML`,
    next: 'Take it away, and those like it.',
  }),
  flat: {
    said: 'nothing in this text is indented',
    next: 'Copy it from where it still is, or indent what belongs to a key further than the key.',
  },
  command: {said: 'this is a command and no YAML', next: 'Remove that line.'},
  wideColon: 'the colon is a wide one',
  noSpaceAfterColon: 'a space is missing after the colon',
  equalsSign: 'a colon is missing, and = is none',
  noSpaceAfterDash: 'a space is missing after the -',
  bullet: '* is no dash of a list',
  write: ({text}: {text: string}): string => `Write ${text}`,
  typographicQuote: ({quote}: {quote: string}) => ({
    said: `${quote} is a typographic quote, which YAML takes for a part of the text`,
    next: `Write " or ' in its place; text that is to have it goes in straight quotes.`,
  }),
  longDash: ({dash, one, two}: {dash: string; one: string; two: string}) => ({
    said: `${dash} is a long dash`,
    next: `Write ${one} or ${two}`,
  }),
  colonAndSpace: ({text}: {text: string}): string => `Write a colon and a space: ${text}`,

  mended: {
    byteOrderMark: 'left out the byte order mark of its encoding',
    utf16: 'read it as the UTF-16 that it is',
    lineBreaks: 'took the line breaks of another system for its own',
    prompts: 'left out the > in front of its lines',
    lineNumbers: 'left out the numbers in front of its lines',
    diffMarks: 'left out the + in front of its lines',
    heading: 'left out a line above it that names a file or a language',
    bullets: 'took bullets and long dashes in front of keys for -',
    codeBlock: 'left out the marks of a code block and what is outside of it',
    shellCommand: 'left out the shell command around it',
    screen: 'left out what a terminal or a printer put around it',
    firstLine: 'lined its first line up with the others',
    spaces: 'took wide and non-breaking spaces for plain ones',
    dashes: 'took a line of dashes for ---',
    endOfCommand: 'left out the end of a shell command',
  },
};
