import type {Words} from '../en/en.ts';

export const filters: Words['filters'] = {
  behind: ({program}) => `${program} arbeitet mit dem, was eine Zeile ausgibt, hinter einem |.`,
  unknown: ({program, known}) => `${program} kann hier nicht hinter einem | stehen; möglich sind ${known}.`,
  option: ({program, option}) => `${option} geht bei ${program} hier nicht.`,
  options: ({program, options}) => `Bei ${program} gehen ${options}.`,
  noOptions: ({program}) => `Bei ${program} gehen hier keine Optionen.`,
  value: ({program, given}) => ({
    message: `${given} geht bei ${program} hier nicht.`,
    next: 'Schreib ganze Zahlen, wie in head -n 5, sort -k 2 und cut -d, -f 1,3.',
  }),
  noFiles: ({program, given}) => ({
    message: `${program} liest hier, was vor dem | steht, und keine Datei ${given}.`,
    next: 'Lass die Datei weg; ein Muster mit Leerzeichen gehört in Anführungszeichen.',
  }),
  noPattern: {message: 'Sag, wonach grep suchen soll.', next: 'Schreib es so: get pods | grep Running'},
  backReference: ({given}) => ({
    message: `${given} bezieht sich auf das, was ein anderer Teil des Musters gefunden hat; das geht hier nicht.`,
    next: 'Schreib aus, was gesucht wird.',
  }),
  patternTooLarge: ({given}) => ({
    message: `Das Muster ${given} ist zu groß.`,
    next: 'Schreib ein kürzeres, oder kleinere Zahlen in seine Klammern.',
  }),
  quoteFixed: 'Mit grep -F wird Text so gesucht, wie er dasteht.',
  sayWhichFields: {message: 'Sag mit -f oder -c, was ausgeschnitten wird.', next: 'Schreib es so: cut -d, -f 1'},
  trSets: {message: 'tr braucht zwei Mengen von Zeichen, oder -d und eine.', next: "Schreib es so: tr ' ' '\\n'"},
  awk: ({given}) => ({
    message: `Von awk geht ${given} hier nicht.`,
    next: "Schreib awk '{print $1, $3}', wenn du magst mit /MUSTER/ oder NR>1 vor den Klammern.",
  }),
  jq: ({given}) => ({
    message: `Von jq geht ${given} hier nicht.`,
    next: "Schreib einen Pfad wie jq -r '.items[].metadata.name', wenn du magst mit | keys oder | length dahinter.",
  }),
  notJson: {message: 'jq liest JSON, und das hier ist keines.', next: 'Schreib -o json vor den |.'},
  notBase64: 'Nur Text in Base64 lässt sich dekodieren; sieh dir ohne base64 -d an, was da steht.',
  tooMuchWork: {
    message: 'Danach zu suchen würde zu lange dauern.',
    next: 'Schreib ein kürzeres Muster, oder nimm vorher weniger, mit head oder --tail.',
  },
  nothingToDo: ({program}) => `${program} wurde weggelassen: Was ausgegeben wird, ist ohnehin zu sehen.`,
};
