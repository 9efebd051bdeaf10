import type {Words} from '../en/en.ts';

export const slips: Words['slips'] = {
  around: 'Was um eine Zeile herum steht, gehört nicht zu ihr.',
  atEnd: ({sign}) => `${sign} am Ende gehört nicht zu einer Zeile.`,
  inFront: 'Was vor kubectl steht, gehört nicht zu einer Zeile.',
  letters:
    'Einige Zeichen sehen nur so aus wie die von kubectl: Sie sind breit oder stammen aus einem anderen Alphabet.',
  commas: 'Kommas verbinden Typen, ohne Leerzeichen; zwischen Namen stehen Leerzeichen.',
  equals: 'Um = herum stehen keine Leerzeichen.',
  colon: 'Zwischen einem Flag und seinem Wert steht = und kein Doppelpunkt.',
  verb: ({verb}) => `${verb} ist ein eigenes Verb.`,
  oneWord: ({word}) => `${word} ist ein einziges Wort.`,
  comment: 'Ein Kommentar beginnt mit #.',
  hyphens: 'Hinter den Bindestrichen eines Flags steht kein Leerzeichen.',
  colonInPair: 'Zwischen einem Schlüssel und seinem Wert steht = und kein Doppelpunkt.',
  blanks: 'Ein Wert mit Leerzeichen steht in Anführungszeichen.',
};
