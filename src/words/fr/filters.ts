import type {Words} from '../en/en.ts';

export const filters: Words['filters'] = {
  behind: ({program}) => `${program} traite ce qu’une ligne affiche, derrière un |.`,
  unknown: ({program, known}) => `${program} ne peut pas suivre un | ici ; ${known} le peuvent.`,
  option: ({program, option}) => `${program} n’accepte pas ${option} ici.`,
  options: ({program, options}) => `${program} accepte ${options}.`,
  noOptions: ({program}) => `${program} n’accepte aucune option ici.`,
  value: ({program, given}) => ({
    message: `${program} n’accepte pas ${given} ici.`,
    next: 'Écris des nombres entiers, comme dans head -n 5, sort -k 2 et cut -d, -f 1,3.',
  }),
  noFiles: ({program, given}) => ({
    message: `${program} lit ici ce qui précède le |, et aucun fichier ${given}.`,
    next: 'Laisse le fichier de côté ; mets entre guillemets un motif qui contient des espaces.',
  }),
  noPattern: {message: 'Dis ce que grep doit chercher.', next: 'Écris-le comme : get pods | grep Running'},
  backReference: ({given}) => ({
    message: `${given} renvoie à ce qu’une autre partie du motif a trouvé, ce qui ne se fait pas ici.`,
    next: 'Écris en entier ce qui est cherché.',
  }),
  patternTooLarge: ({given}) => ({
    message: `Le motif ${given} est trop grand.`,
    next: 'Écris-en un plus court, ou de plus petits nombres dans ses accolades.',
  }),
  quoteFixed: 'Avec grep -F, le texte est cherché tel quel.',
  sayWhichFields: {message: 'Dis quoi couper, avec -f ou -c.', next: 'Écris-le comme : cut -d, -f 1'},
  trSets: {message: 'tr prend deux ensembles de caractères, ou -d et un seul.', next: "Écris-le comme : tr ' ' '\\n'"},
  awk: ({given}) => ({
    message: `D’awk, ${given} ne se fait pas ici.`,
    next: "Écris awk '{print $1, $3}', avec /MOTIF/ ou NR>1 devant les accolades si tu veux.",
  }),
  jq: ({given}) => ({
    message: `De jq, ${given} ne se fait pas ici.`,
    next: "Écris un chemin comme jq -r '.items[].metadata.name', suivi de | keys ou | length si tu veux.",
  }),
  notJson: {message: 'jq lit du JSON, et ceci n’en est pas.', next: 'Écris -o json avant le |.'},
  notBase64: 'Seul du texte en base64 peut être décodé ; regarde ce qu’il y a sans base64 -d.',
  tooMuchWork: {
    message: 'Chercher cela prendrait trop de temps.',
    next: 'Écris un motif plus court, ou garde moins de texte d’abord, avec head ou --tail.',
  },
  nothingToDo: ({program}) => `${program} a été laissé de côté : ce qui est affiché se voit tel quel.`,
};
