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
  noValue: ({text}) => ({
    said: 'hier sollte Text, eine Zahl, true, false oder null stehen',
    next: `Setz Text in Anführungszeichen: "${text}".`,
  }),
  noKey: ({text}) => ({
    said: 'als Schlüssel sollte hier Text stehen',
    next: `Setz den Schlüssel in Anführungszeichen: "${text}".`,
  }),
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
  colonInValue: {
    said: 'ein Wert mit einem Doppelpunkt darin',
    next: 'Setz Text mit Doppelpunkt in Anführungszeichen; ein eigener Schlüssel beginnt in der nächsten Zeile.',
  },
  noKeyAndValue: {
    said: 'hier sollte `key: value` stehen',
    next: 'Schreib hinter den Schlüssel einen Doppelpunkt und ein Leerzeichen.',
  },
  scalarStart: {said: 'Text kann nicht mit @, ` oder % beginnen', next: 'Setz den Text in Anführungszeichen.'},
  startsWith: ({sign, quoted}) => ({
    said: `Text, der mit ${sign} beginnt, braucht Anführungszeichen`,
    next: `Schreib ${quoted}`,
  }),
  behindQuote: ({quote, quoted}) => ({
    said: `hinter dem schließenden ${quote} geht der Text weiter`,
    next: `Setz ein Paar Anführungszeichen um alles, und schreib die inneren mit, wenn sie gemeint sind: ${quoted}`,
  }),
  quoteInQuotes: ({quote, quoted}) => ({
    said: `innerhalb der Anführungszeichen ${quote}…${quote} steht ein ${quote}`,
    next: `Schreib ${quoted}`,
  }),
  behindBracket: ({bracket, quoted}) => ({
    said: `hinter der schließenden ${bracket} geht der Text weiter`,
    next: `Wenn alles ein einziger Text ist, setz ihn in Anführungszeichen: ${quoted}`,
  }),
  behindBlockSign: ({sign}) => ({
    said: `hinter dem ${sign} steht Text in derselben Zeile`,
    next: 'Beginn den Text in der nächsten Zeile, eingerückt, oder setz alles in Anführungszeichen.',
  }),
  itemBehindColon: ({text}) => ({
    said: 'hinter dem Doppelpunkt steht ein Eintrag einer Liste',
    next: `Schreib ${text} in die nächste Zeile, eingerückt; Text, der mit - beginnen soll, gehört in Anführungszeichen.`,
  }),
  prose: {
    said: 'diese Zeile ist Text um das Manifest herum und kein YAML',
    next: 'Nimm sie weg; gehört sie zum Manifest, schreib hinter ihren Schlüssel einen Doppelpunkt und ein Leerzeichen.',
  },
  secondObject: {said: 'hier beginnt ein zweites Objekt', next: 'Schreib darüber eine Zeile aus ---.'},
  separatorInFront: ({text}) => ({
    said: 'das ---, das zwei Objekte trennt, braucht eine eigene Zeile',
    next: `Schreib ${text} in die nächste Zeile.`,
  }),
  separatorBehind: {
    said: 'das ---, das zwei Objekte trennt, braucht eine eigene Zeile',
    next: 'Nimm es am Ende dieser Zeile weg, und schreib es in die nächste.',
  },
  oneLine: {
    said: 'die Zeilenumbrüche sind verloren, alles steht in einer Zeile',
    next: 'Schick es mit seinen Zeilenumbrüchen, im Fenster von /apply oder als Datei.',
  },
  otherEncoding: {
    said: 'dieser Text ist in einer anderen Kodierung als UTF-8',
    next: 'Speichere ihn als UTF-8 und schick ihn noch einmal.',
  },
  indentText: {
    said: 'der Text, den | oder > beginnt, ist nicht eingerückt',
    next: 'Rück ihn weiter ein als den Schlüssel darüber.',
  },
  comma: {said: 'vor dieser Zeile fehlt ein Komma', next: 'Schreib es an das Ende der Zeile darüber.'},
  template: {
    said: '{{ … }} ist eine Vorlage, die hier nicht ausgefüllt wird',
    next: 'Schreib, wofür es steht, oder nimm die Zeile weg.',
  },
  comment: {
    said: 'ein Kommentar beginnt in YAML mit #, und JSON kennt keine',
    next: 'Schreib # davor, oder nimm ihn weg.',
  },
  diffMark: {
    said: 'vor dieser Zeile steht das + einer Änderung',
    next: 'Nimm es weg, und die Zeilen mit - davor, an deren Stelle sie tritt.',
  },
  conflict: {
    said: 'hier stehen zwei Fassungen im Konflikt, wie Git ihn kennzeichnet',
    next: 'Behalte eine der beiden, und nimm die Zeilen mit <<<<<<<, ======= und >>>>>>> weg.',
  },
  noText: {said: 'das ist kein Text, sondern eine Datei anderer Art', next: 'Schick das Manifest selbst, als Text.'},
  webPage: {
    said: 'das ist eine Webseite und kein YAML',
    next: 'Schick die Datei selbst, wie sie die Seite unter „Raw“ oder „Download“ hat.',
  },
  openQuote: {said: 'ein Anführungszeichen fehlt', next: 'Schließ es in dieser Zeile.'},
  openBracket: {said: 'ein ] oder } fehlt', next: 'Schließ in dieser Zeile, was sie öffnet.'},
  entity: ({entity, sign}) => ({
    said: `${entity} steht auf Webseiten für ${sign}`,
    next: `Schreib stattdessen ${sign}.`,
  }),
  htmlTag: ({tag}) => ({
    said: `${tag} gehört zu einer Webseite und ist kein YAML`,
    next: 'Nimm es weg, und was ihm gleicht.',
  }),
  flat: {
    said: 'in diesem Text ist nichts eingerückt',
    next: 'Kopiere ihn von dort, wo er es noch ist, oder rücke weiter ein, was zu einem Schlüssel gehört.',
  },
  command: {said: 'das ist ein Befehl und kein YAML', next: 'Nimm diese Zeile weg.'},
  wideColon: 'der Doppelpunkt ist ein breiter',
  noSpaceAfterColon: 'hinter dem Doppelpunkt fehlt ein Leerzeichen',
  equalsSign: 'ein Doppelpunkt fehlt, und = ist keiner',
  noSpaceAfterDash: 'hinter dem - fehlt ein Leerzeichen',
  bullet: '* ist kein Strich einer Liste',
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
    utf16: 'es ist als das UTF-16 gelesen, das es ist',
    lineBreaks: 'Zeilenumbrüche eines anderen Systems gelten als gewöhnliche',
    prompts: 'die > vor den Zeilen sind weggelassen',
    lineNumbers: 'die Nummern vor den Zeilen sind weggelassen',
    diffMarks: 'die + vor den Zeilen sind weggelassen',
    heading: 'eine Zeile darüber, die eine Datei oder eine Sprache nennt, ist weggelassen',
    bullets: 'Aufzählungszeichen und lange Striche vor Schlüsseln gelten als -',
    codeBlock: 'die Zeichen eines Codeblocks und was außerhalb steht, sind weggelassen',
    shellCommand: 'der Befehl der Shell darum herum ist weggelassen',
    screen: 'was ein Terminal oder ein Drucker darum gesetzt hat, ist weggelassen',
    firstLine: 'die erste Zeile ist an den anderen ausgerichtet',
    spaces: 'breite und geschützte Leerzeichen gelten als einfache',
    dashes: 'eine Zeile aus Strichen gilt als ---',
    endOfCommand: 'das Ende eines Befehls der Shell ist weggelassen',
  },
};
