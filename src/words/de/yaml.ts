import type {Words} from '../en/en.ts';

export const yaml: Words['yaml'] = {
  problemAt: ({source, line, problem}) => `${source} Zeile ${line}: ${problem}`,
  about: ({what, said}) => `${what}: ${said}`,
  tooLarge: ({source, kib}) => ({
    message: `${source} ist größer als ${kib} KiB.`,
    next: 'Wende es in kleineren Teilen an.',
  }),
  empty: ({source}) => ({
    message: `In ${source} ist kein Objekt.`,
    next: 'Ein Manifest beginnt mit `apiVersion:` und `kind:`.',
  }),
  tooManyObjects: ({source, most}) => ({
    message: `${source} hat mehr als ${most} Objekte.`,
    next: 'Wende es in kleineren Teilen an.',
  }),
  tooManyDocuments: ({source, most}) => ({
    message: `${source} hat mehr als ${most} Dokumente.`,
    next: 'Wende es in kleineren Teilen an.',
  }),
  tooDeep: ({most}) => ({said: `mehr als ${most} Ebenen tief`, next: 'Prüfe die Einrückung.'}),
  directive: {said: 'eine Zeile mit %YAML geht hier nicht', next: 'Nimm diese Zeile weg.'},
  listWithoutItems: {said: 'eine List braucht `items`', next: 'Schreib die Objekte unter `items:`.'},
  isList: {
    said: 'hier sollte ein Objekt von Kubernetes stehen, und das ist eine Liste',
    next: 'Trenn Objekte mit einer Zeile aus ---.',
  },
  noObject: {
    said: 'hier sollte ein Objekt von Kubernetes stehen',
    next: 'Ein Manifest beginnt mit `apiVersion:` und `kind:`.',
  },
  keyTwice: ({key}) => ({said: `den Schlüssel ${key} gibt es zweimal`, next: 'Nimm einen der beiden weg.'}),
  anchor: {said: 'Anker (&) und Verweise (*) gehen hier nicht', next: 'Schreib den Wert aus.'},
  tag: {said: 'Tags (!) gehen hier nicht', next: 'Setz Text, der mit ! beginnt, in Anführungszeichen.'},
  noValue: {said: 'hier sollte Text, eine Zahl, true, false oder null stehen', next: 'Setz Text in Anführungszeichen.'},
  noKey: {said: 'als Schlüssel sollte hier Text stehen', next: 'Setz den Schlüssel in Anführungszeichen.'},
  bracesAsKey: {
    said: 'als Schlüssel sollte hier Text stehen, nicht etwas in { } oder [ ]',
    next: 'Schreib den Text selbst; {{ … }} wird hier nicht ausgefüllt.',
  },
  protoKey: {said: 'der Schlüssel __proto__ ist nicht erlaubt', next: 'Nimm ihn weg.'},

  invalid: {
    said: 'das ist kein gültiges YAML',
    next: 'Prüfe Einrückung, Doppelpunkte und Anführungszeichen in dieser Zeile und der davor.',
  },
  tooFar: {
    said: 'diese Zeile ist zu weit eingerückt',
    next: 'Rück den Schlüssel so weit ein wie seine Nachbarn, oder nimm den Wert weg, den der Schlüssel darüber hat.',
  },
  tab: {said: 'ein Tabulator dient zur Einrückung', next: 'Rück mit Leerzeichen ein.'},
  indentation: {
    said: 'die Einrückung passt nicht zu den Zeilen ringsum',
    next: 'Rück den Schlüssel so weit ein wie seine Nachbarn.',
  },
  missingCharacter: {
    said: 'ein Anführungszeichen, eine Klammer oder ein Doppelpunkt fehlt',
    next: 'Schließ, was vorher geöffnet wurde.',
  },
  colonInValue: {said: 'ein Wert mit einem Doppelpunkt darin', next: 'Setz Text mit Doppelpunkt in Anführungszeichen.'},
  noKeyAndValue: {
    said: 'hier sollte `key: value` stehen',
    next: 'Schreib hinter den Schlüssel einen Doppelpunkt und ein Leerzeichen.',
  },
  scalarStart: {said: 'Text kann nicht mit @, ` oder % beginnen', next: 'Setz den Text in Anführungszeichen.'},
  openQuote: {said: 'ein Anführungszeichen fehlt', next: 'Schließ es in dieser Zeile.'},
  command: {said: 'das ist ein Befehl und kein YAML', next: 'Nimm diese Zeile weg.'},
  wideColon: 'der Doppelpunkt ist ein breiter',
  noSpaceAfterColon: 'hinter dem Doppelpunkt fehlt ein Leerzeichen',
  equalsSign: 'ein Doppelpunkt fehlt, und = ist keiner',
  noSpaceAfterDash: 'hinter dem - fehlt ein Leerzeichen',
  write: ({text}) => `Schreib ${text}`,
  typographicQuote: ({quote}) => ({
    said: `${quote} ist ein typografisches Anführungszeichen, das YAML für einen Teil des Textes hält`,
    next: `Schreib stattdessen " oder '; Text, in dem es stehen soll, gehört in gerade Anführungszeichen.`,
  }),
  longDash: ({dash, one, two}) => ({
    said: `${dash} ist ein langer Strich`,
    next: `Schreib ${one} oder ${two}`,
  }),
  colonAndSpace: ({text}) => `Schreib einen Doppelpunkt und ein Leerzeichen: ${text}`,

  mended: {
    byteOrderMark: 'das Zeichen für die Byte-Reihenfolge ist weggelassen',
    codeBlock: 'die Zeichen eines Codeblocks und was außerhalb steht, sind weggelassen',
    shellCommand: 'der Befehl der Shell darum herum ist weggelassen',
    spaces: 'breite und geschützte Leerzeichen gelten als einfache',
    dashes: 'eine Zeile aus Strichen gilt als ---',
    endOfCommand: 'das Ende eines Befehls der Shell ist weggelassen',
  },
};
