import type {Words} from '../en/en.ts';

export const slips: Words['slips'] = {
  around: 'Ce qui entoure une ligne n’en fait pas partie.',
  atEnd: ({sign}) => `${sign} à la fin ne fait pas partie d’une ligne.`,
  inFront: 'Ce qui se trouve devant kubectl ne fait pas partie d’une ligne.',
  letters: 'Certains caractères ressemblent seulement à ceux de kubectl : ils sont larges, ou d’un autre alphabet.',
  commas: 'Les virgules joignent des types, sans espaces ; entre des noms, il y a des espaces.',
  equals: 'Il n’y a pas d’espaces autour de =.',
  colon: 'Entre une option et sa valeur, il y a = et non deux-points.',
  verb: ({verb}) => `${verb} est un verbe à part.`,
  oneWord: ({word}) => `${word} est un seul mot.`,
  comment: 'Un commentaire commence par #.',
  hyphens: 'Il n’y a pas d’espace derrière les tirets d’une option.',
  colonInPair: 'Entre une clé et sa valeur, il y a = et non deux-points.',
  blanks: 'Une valeur qui contient des espaces se met entre guillemets.',
};
