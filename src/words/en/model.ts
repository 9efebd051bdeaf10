import type {Said} from '../said.ts';

/** What Kubernetes would not take. */
export const model = {
  selector: {
    notValid: ({selector, reason}: {selector: string; reason: string}): Said => ({
      message: `The label selector ${selector} is not valid: ${reason}.`,
      next: "Write it like app=nginx, app!=nginx, app, or in quotes: 'app in (nginx,web)'.",
    }),
    /** Why not. */
    value: ({word}: {word: string}): string => `${word} cannot be the value of a label`,
    noList: 'a list in parentheses must follow in or notin',
    brokenList: 'the list in parentheses needs commas and a closing parenthesis',
    noKey: 'a key is missing',
    noKeyBefore: ({word}: {word: string}): string => `a key is missing before ${word}`,
    key: ({word}: {word: string}): string => `${word} cannot be the key of a label`,
    operator: ({word}: {word: string}): string => `${word} is not an operator`,
    noValue: ({operator}: {operator: string}): string => `a value is missing after ${operator}`,
    wholeNumber: ({operator}: {operator: string}): string => `a whole number must follow ${operator}`,
    noComma: ({word}: {word: string}): string => `a comma is missing before ${word}`,
    lastComma: 'nothing follows its last comma',
  },

  jsonPath: {
    tooMuch: {message: 'The expression looks at too much.', next: 'Name the fields in place of .. and *.'},
  },

  goTemplate: {
    notTaken: ({what}: {what: string}): Said => ({
      message: `Of Go templates, ${what} is not taken here.`,
      next: 'It takes fields, range, if, with, else, end, index, len, print, println, printf, eq and the like; or use -o jsonpath=…',
    }),
  },

  patch: {
    copiesTooMuch: ({mostKib}: {mostKib: number}): string => `The patch copies more than ${mostKib} KiB.`,
    leavesNothing: 'The patch leaves no object.',
    testFails: ({path}: {path: string}): string => `The patch tests ${path}, and another value is there.`,
    noSuchPath: ({path}: {path: string}): Said => ({
      message: `The patch names ${path}, which the object does not have.`,
      next: 'Look at the object with kubectl get TYPE NAME -o yaml.',
    }),
    noMapping: ({list}: {list: string}): string => `The patch has an item of ${list} that is no mapping.`,
    noMergeKey: ({list, key}: {list: string; key: string}): Said => ({
      message: `The patch has an item of ${list} without ${key}.`,
      next: `Each item of ${list} needs it, to say which one is meant.`,
    }),
    directive: ({given}: {given: string}): Said => ({
      message: `$patch cannot be ${given}.`,
      next: 'It takes replace, merge or delete.',
    }),
  },
};
