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
  noValue: ({text}) => ({
    said: 'il faut du texte, un nombre, true, false ou null',
    next: `Mets le texte entre guillemets : "${text}".`,
  }),
  noKey: ({text}) => ({said: 'il faut du texte comme clé', next: `Mets la clé entre guillemets : "${text}".`}),
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
  colonInValue: {
    said: 'une valeur qui contient deux-points',
    next: 'Mets entre guillemets un texte avec deux-points ; une nouvelle clé commence sur la ligne suivante.',
  },
  noKeyAndValue: {said: 'il faut `key: value`', next: 'Écris deux-points et une espace après la clé.'},
  scalarStart: {said: 'un texte ne peut pas commencer par @, ` ou %', next: 'Mets le texte entre guillemets.'},
  startsWith: ({sign, quoted}) => ({
    said: `un texte qui commence par ${sign} a besoin de guillemets`,
    next: `Écris ${quoted}`,
  }),
  behindQuote: ({quote, quoted}) => ({
    said: `le texte continue après le ${quote} fermant`,
    next: `Mets une seule paire de guillemets autour de tout, et garde ceux de l’intérieur s’ils sont voulus : ${quoted}`,
  }),
  quoteInQuotes: ({quote, quoted}) => ({
    said: `il y a un ${quote} à l’intérieur des guillemets ${quote}…${quote}`,
    next: `Écris ${quoted}`,
  }),
  behindBracket: ({bracket, quoted}) => ({
    said: `le texte continue après le ${bracket} fermant`,
    next: `Si tout est un seul texte, mets-le entre guillemets : ${quoted}`,
  }),
  behindBlockSign: ({sign}) => ({
    said: `il y a du texte derrière le ${sign}, sur la même ligne`,
    next: 'Commence le texte sur la ligne suivante, indenté, ou mets tout entre guillemets.',
  }),
  itemBehindColon: ({text}) => ({
    said: 'un élément de liste se trouve derrière les deux-points',
    next: `Écris ${text} sur la ligne suivante, indenté ; un texte qui doit commencer par - se met entre guillemets.`,
  }),
  prose: {
    said: 'cette ligne est du texte autour du manifeste et non du YAML',
    next: 'Enlève-la ; si elle fait partie du manifeste, écris deux-points et une espace après sa clé.',
  },
  secondObject: {said: 'un deuxième objet commence ici', next: 'Écris au-dessus une ligne de ---.'},
  separatorInFront: ({text}) => ({
    said: 'le --- qui sépare deux objets a besoin de sa propre ligne',
    next: `Écris ${text} sur la ligne suivante.`,
  }),
  separatorBehind: {
    said: 'le --- qui sépare deux objets a besoin de sa propre ligne',
    next: 'Enlève-le à la fin de cette ligne, et écris-le sur la suivante.',
  },
  oneLine: {
    said: 'les fins de ligne ont disparu, tout est sur une seule ligne',
    next: 'Envoie-le avec ses fins de ligne, dans la fenêtre de /apply ou en fichier.',
  },
  otherEncoding: {
    said: 'ce texte est dans un autre encodage que UTF-8',
    next: 'Enregistre-le en UTF-8 et envoie-le de nouveau.',
  },
  indentText: {
    said: 'le texte que | ou > commence n’est pas indenté',
    next: 'Indente-le plus que la clé au-dessus.',
  },
  comma: {said: 'il manque une virgule devant cette ligne', next: 'Écris-la à la fin de la ligne au-dessus.'},
  template: {
    said: '{{ … }} est un modèle, qui n’est pas rempli ici',
    next: 'Écris ce qu’il représente, ou enlève la ligne.',
  },
  comment: {
    said: 'un commentaire commence par # en YAML, et JSON n’en a pas',
    next: 'Écris # devant, ou enlève-le.',
  },
  diffMark: {
    said: 'le + d’une modification se trouve devant cette ligne',
    next: 'Enlève-le, ainsi que les lignes précédées de - qu’elle remplace.',
  },
  conflict: {
    said: 'deux versions sont ici en conflit, comme Git le marque',
    next: 'Garde l’une des deux, et enlève les lignes de <<<<<<<, ======= et >>>>>>>.',
  },
  noText: {
    said: 'ce n’est pas du texte, mais un fichier d’un autre genre',
    next: 'Envoie le manifeste lui-même, en texte.',
  },
  webPage: {
    said: 'c’est une page web et non du YAML',
    next: 'Envoie le fichier lui-même, que la page donne sous « Raw » ou « Download ».',
  },
  openQuote: {said: 'il manque un guillemet', next: 'Ferme-le sur cette ligne.'},
  openBracket: {said: 'il manque un ] ou un }', next: 'Ferme sur cette ligne ce qu’elle ouvre.'},
  entity: ({entity, sign}) => ({
    said: `${entity} remplace ${sign} dans une page web`,
    next: `Écris ${sign} à la place.`,
  }),
  htmlTag: ({tag}) => ({
    said: `${tag} vient d’une page web et n’est pas du YAML`,
    next: 'Enlève-le, ainsi que ses semblables.',
  }),
  flat: {
    said: 'rien n’est indenté dans ce texte',
    next: 'Copie-le là où il l’est encore, ou indente ce qui appartient à une clé plus loin que la clé.',
  },
  command: {said: 'c’est une commande et non du YAML', next: 'Enlève cette ligne.'},
  wideColon: 'les deux-points sont larges',
  noSpaceAfterColon: 'il manque une espace après les deux-points',
  equalsSign: 'il manque deux-points, et = ne les remplace pas',
  noSpaceAfterDash: 'il manque une espace après le -',
  bullet: '* n’est pas un tiret de liste',
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
    utf16: 'le texte a été lu comme l’UTF-16 qu’il est',
    lineBreaks: 'les fins de ligne d’un autre système ont été prises pour des fins de ligne ordinaires',
    prompts: 'les > devant les lignes ont été laissés de côté',
    lineNumbers: 'les numéros devant les lignes ont été laissés de côté',
    diffMarks: 'les + devant les lignes ont été laissés de côté',
    heading: 'une ligne au-dessus, qui nomme un fichier ou un langage, a été laissée de côté',
    bullets: 'les puces et les tirets longs devant des clés ont été pris pour des -',
    codeBlock: 'les marques d’un bloc de code et ce qui est en dehors ont été laissés de côté',
    shellCommand: 'la commande shell autour a été laissée de côté',
    screen: 'ce qu’un terminal ou une imprimante a mis autour a été laissé de côté',
    firstLine: 'la première ligne a été alignée sur les autres',
    spaces: 'les espaces larges et insécables ont été prises pour des espaces simples',
    dashes: 'une ligne de tirets a été prise pour ---',
    endOfCommand: 'la fin d’une commande shell a été laissée de côté',
  },
};
