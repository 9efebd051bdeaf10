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

  next: {
    variable: 'Tippe an diese Stelle, wofür es steht.',
    glob: 'Nenne die Objekte, oder wähle sie mit -l nach einem Label aus.',
    parenthesis: "Schreib es so: -l 'app in (nginx,web)'.",
    unclosedQuote: 'Schreib es am Ende noch einmal, oder lass es weg.',
  },
};
