import type {Words} from '../en/en.ts';

export const shell: Words['shell'] = {
  operator: ({symbol}) => `Hier gibt es keine Shell, also bedeutet ${symbol} nichts.`,
  newline: 'Schick immer nur eine Zeile.',
  variable: 'Hier gibt es keine Shell, also steht $ für nichts.',
  glob: ({symbol}) => `Hier gibt es keine Shell, die ${symbol} ausfüllt.`,
  parenthesis: 'Klammern müssen in Anführungszeichen stehen.',
  unclosedQuote: ({symbol}) => `Ein ${symbol} ist nicht geschlossen.`,
  placeholder: ({given}) => `${given} steht für etwas, das du selbst einsetzt.`,
  writeName: ({line}) => `Schreib an diese Stelle, wie es heißt; sieh nach, was es gibt: ${line}`,
  unknownVariable: ({name}) => ({
    message: `Du hast keine Variable ${name} gesetzt.`,
    next: `Setz sie zuerst, etwa so: ${name}=$(kubectl get pods -o jsonpath='{.items[0].metadata.name}')`,
  }),
  written: ({file}) => `In ${file} geschrieben. Ansehen mit: cat ${file}`,
  set: ({name}) => `$${name} ist gesetzt. Ansehen mit: echo $${name}`,
  tooMuch: ({name, most}) => `Das ist mehr, als ${name} fasst: ${most} Zeichen.`,
  isFull: ({file}) => ({
    message: `${file} ist zu lang, um noch etwas anzufügen.`,
    next: `Schreib in eine andere Datei, oder schreib sie mit > ${file} neu.`,
  }),
  notKept: {
    message: 'Was ein Secret enthält, kommt in keine Datei und keine Variable.',
    next: 'Tipp die Zeile ohne das, um zu sehen, was sie ausgibt.',
  },
  readsOnly: 'In $(…) kann zum Setzen nur eine Zeile stehen, die liest.',
  labsFile: ({file}) => ({
    message: `${file} ist eine Datei des Labs.`,
    next: 'Schreib in eine andere Datei, etwa my.yaml.',
  }),
  files: ({most, names}) => ({
    message: `Du kannst ${most} Dateien haben.`,
    next: `Überschreib eine davon: ${names}`,
  }),
  variables: ({most, names}) => ({
    message: `Du kannst ${most} Variablen haben.`,
    next: `Setz eine davon neu: ${names}`,
  }),

  next: {
    variable: 'Tippe an diese Stelle, wofür es steht.',
    glob: 'Nenne die Objekte, oder wähle sie mit -l nach einem Label aus.',
    parenthesis: "Schreib es so: -l 'app in (nginx,web)'.",
    unclosedQuote: 'Schreib es am Ende noch einmal, oder lass es weg.',
  },
};
