import type {Words} from '../en/en.ts';

export const yaml: Words['yaml'] = {
  problemAt: ({source, line, problem}) => `${source} ligne ${line} : ${problem}`,
  about: ({what, said}) => `${what} : ${said}`,
  tooLarge: ({source, kib}) => ({
    message: `${source} dépasse ${kib} Kio.`,
    next: 'Applique-le en plus petites parties.',
  }),
  empty: ({source}) => ({
    message: `Il n’y a aucun objet dans ${source}.`,
    next: 'Un manifeste commence par `apiVersion:` et `kind:`.',
  }),
  tooManyObjects: ({source, most}) => ({
    message: `${source} a plus de ${most} objets.`,
    next: 'Applique-le en plus petites parties.',
  }),
  tooManyDocuments: ({source, most}) => ({
    message: `${source} a plus de ${most} documents YAML.`,
    next: 'Applique-le en plus petites parties.',
  }),
  tooDeep: ({most}) => ({said: `plus de ${most} niveaux de profondeur`, next: 'Vérifie l’indentation.'}),
  directive: {said: 'une ligne %YAML n’est pas admise ici', next: 'Enlève cette ligne.'},
  listWithoutItems: {said: 'une List a besoin de `items`', next: 'Mets les objets sous `items:`.'},
  isList: {
    said: 'il faut un objet Kubernetes, et ceci est une liste',
    next: 'Sépare les objets par une ligne de ---.',
  },
  noObject: {said: 'il faut un objet Kubernetes', next: 'Un manifeste commence par `apiVersion:` et `kind:`.'},
  keyTwice: ({key}) => ({said: `la clé ${key} est là deux fois`, next: 'Enlève l’une des deux.'}),
  anchor: {said: 'les ancres (&) et les alias (*) ne sont pas admis ici', next: 'Écris la valeur en entier.'},
  tag: {
    said: 'les étiquettes YAML (!) ne sont pas admises ici',
    next: 'Mets entre guillemets un texte qui commence par !.',
  },
  noValue: {said: 'il faut du texte, un nombre, true, false ou null', next: 'Mets le texte entre guillemets.'},
  noKey: {said: 'il faut du texte comme clé', next: 'Mets la clé entre guillemets.'},
  bracesAsKey: {
    said: 'il faut du texte comme clé, pas ce qui est entre { } ou [ ]',
    next: 'Écris le texte lui-même ; {{ … }} n’est pas rempli ici.',
  },
  protoKey: {said: 'la clé __proto__ n’est pas autorisée', next: 'Enlève-la.'},

  invalid: {
    said: 'ce n’est pas du YAML valide',
    next: 'Vérifie l’indentation, les deux-points et les guillemets de cette ligne et de celle d’avant.',
  },
  tooFar: {
    said: 'cette ligne est trop indentée',
    next: 'Aligne la clé sur ses voisines, ou enlève la valeur de la clé au-dessus.',
  },
  tab: {said: 'une tabulation sert d’indentation', next: 'Indente avec des espaces.'},
  indentation: {said: 'l’indentation ne va pas avec les lignes autour', next: 'Aligne la clé sur ses voisines.'},
  missingCharacter: {
    said: 'il manque un guillemet, un crochet ou deux-points',
    next: 'Ferme ce qui a été ouvert avant.',
  },
  colonInValue: {said: 'une valeur qui contient deux-points', next: 'Mets entre guillemets un texte avec deux-points.'},
  noKeyAndValue: {said: 'il faut `key: value`', next: 'Écris deux-points et une espace après la clé.'},
  scalarStart: {said: 'un texte ne peut pas commencer par @, ` ou %', next: 'Mets le texte entre guillemets.'},
  openQuote: {said: 'il manque un guillemet', next: 'Ferme-le sur cette ligne.'},
  command: {said: 'c’est une commande et non du YAML', next: 'Enlève cette ligne.'},
  wideColon: 'les deux-points sont larges',
  noSpaceAfterColon: 'il manque une espace après les deux-points',
  equalsSign: 'il manque deux-points, et = ne les remplace pas',
  noSpaceAfterDash: 'il manque une espace après le -',
  write: ({text}) => `Écris ${text}`,
  typographicQuote: ({quote}) => ({
    said: `${quote} est un guillemet typographique, que YAML prend pour une partie du texte`,
    next: `Écris " ou ' à la place ; un texte qui doit le contenir se met entre guillemets droits.`,
  }),
  longDash: ({dash, one, two}) => ({
    said: `${dash} est un tiret long`,
    next: `Écris ${one} ou ${two}`,
  }),
  colonAndSpace: ({text}) => `Écris deux-points et une espace : ${text}`,

  mended: {
    byteOrderMark: 'la marque d’ordre des octets a été laissée de côté',
    codeBlock: 'les marques d’un bloc de code et ce qui est en dehors ont été laissés de côté',
    shellCommand: 'la commande shell autour a été laissée de côté',
    spaces: 'les espaces larges et insécables ont été prises pour des espaces simples',
    dashes: 'une ligne de tirets a été prise pour ---',
    endOfCommand: 'la fin d’une commande shell a été laissée de côté',
  },
};
