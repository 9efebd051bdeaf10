import type {Words} from '../en/en.ts';

export const model: Words['model'] = {
  selector: {
    notValid: ({selector, reason}) => ({
      message: `Der Label-Selektor ${selector} ist nicht gültig: ${reason}.`,
      next: "Schreib ihn so: app=nginx, app!=nginx, app, oder in Anführungszeichen: 'app in (nginx,web)'.",
    }),
    value: ({word}) => `${word} kann nicht der Wert eines Labels sein`,
    noList: 'nach in oder notin muss eine Liste in Klammern folgen',
    brokenList: 'die Liste in Klammern braucht Kommas und eine schließende Klammer',
    noKey: 'ein Schlüssel fehlt',
    noKeyBefore: ({word}) => `vor ${word} fehlt ein Schlüssel`,
    key: ({word}) => `${word} kann nicht der Schlüssel eines Labels sein`,
    operator: ({word}) => `${word} ist kein Operator`,
    noValue: ({operator}) => `nach ${operator} fehlt ein Wert`,
    wholeNumber: ({operator}) => `nach ${operator} muss eine ganze Zahl folgen`,
    noComma: ({word}) => `vor ${word} fehlt ein Komma`,
    lastComma: 'nach dem letzten Komma folgt nichts',
  },

  jsonPath: {
    tooMuch: {message: 'Der Ausdruck sieht sich zu viel an.', next: 'Nenne die Felder anstelle von .. und *.'},
  },

  goTemplate: {
    notTaken: ({what}) => ({
      message: `Von Go-Templates geht ${what} hier nicht.`,
      next: 'Möglich sind Felder, range, if, with, else, end, index, len, print, println, printf, eq und dergleichen; oder nimm -o jsonpath=…',
    }),
  },

  patch: {
    copiesTooMuch: ({mostKib}) => `Der Patch kopiert mehr als ${mostKib} KiB.`,
    leavesNothing: 'Der Patch lässt kein Objekt übrig.',
    testFails: ({path}) => `Der Patch prüft ${path}, und dort steht ein anderer Wert.`,
    noSuchPath: ({path}) => ({
      message: `Der Patch nennt ${path}, und das hat das Objekt nicht.`,
      next: 'Sieh dir das Objekt an mit kubectl get TYPE NAME -o yaml.',
    }),
    noMapping: ({list}) => `Der Patch hat unter ${list} einen Eintrag, der keine Felder hat.`,
    noMergeKey: ({list, key}) => ({
      message: `Der Patch hat unter ${list} einen Eintrag ohne ${key}.`,
      next: `Jeder Eintrag unter ${list} braucht es, damit klar ist, welcher gemeint ist.`,
    }),
    directive: ({given}) => ({
      message: `$patch kann nicht ${given} sein.`,
      next: 'Möglich sind replace, merge und delete.',
    }),
  },
};
