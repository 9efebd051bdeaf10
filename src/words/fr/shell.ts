import type {Words} from '../en/en.ts';

export const shell: Words['shell'] = {
  operator: ({symbol}) => `Il n’y a pas de shell ici, donc ${symbol} n’a pas de sens.`,
  newline: 'Envoie une ligne à la fois.',
  variable: 'Il n’y a pas de shell ici, donc $ ne désigne rien.',
  glob: ({symbol}) => `Il n’y a pas de shell ici pour compléter ${symbol}.`,
  parenthesis: 'Les parenthèses doivent être entre guillemets.',
  unclosedQuote: ({symbol}) => `Un ${symbol} n’est pas fermé.`,
  placeholder: ({given}) => `${given} est à remplacer par quelque chose à toi.`,
  writeName: ({line}) => `Écris son nom à cette place ; regarde ce qu’il y a : ${line}`,
  unknownVariable: ({name}) => ({
    message: `Vous n’avez défini aucune variable ${name}.`,
    next: `Définissez-la d’abord, par exemple : ${name}=$(kubectl get pods -o jsonpath='{.items[0].metadata.name}')`,
  }),
  written: ({file}) => `Écrit dans ${file}. Pour le voir : cat ${file}`,
  set: ({name}) => `$${name} est définie. Pour la voir : echo $${name}`,
  tooMuch: ({name, most}) => `C’est plus que ce que ${name} peut contenir : ${most} caractères.`,
  isFull: ({file}) => ({
    message: `${file} est trop long pour qu’on y ajoute encore.`,
    next: `Écris dans un autre fichier, ou réécris-le avec > ${file}.`,
  }),
  notKept: {
    message: 'Ce que contient un Secret ne va dans aucun fichier ni aucune variable.',
    next: 'Tapez la ligne sans cela pour voir ce qu’elle affiche.',
  },
  readsOnly: 'Seule une ligne qui lit peut figurer dans $(…) pour définir une variable.',
  labsFile: ({file}) => ({
    message: `${file} est un fichier du lab.`,
    next: 'Écrivez dans un autre fichier, par exemple my.yaml.',
  }),
  files: ({most, names}) => ({
    message: `Vous pouvez avoir ${most} fichiers.`,
    next: `Remplacez l’un d’eux : ${names}`,
  }),
  variables: ({most, names}) => ({
    message: `Vous pouvez avoir ${most} variables.`,
    next: `Redéfinissez l’une d’elles : ${names}`,
  }),

  next: {
    variable: 'Tape à sa place ce qu’il désigne.',
    glob: 'Nomme les objets, ou choisis-les par un label avec -l.',
    parenthesis: "Écris-le comme -l 'app in (nginx,web)'.",
    unclosedQuote: 'Écris-le encore une fois à la fin, ou enlève-le.',
  },
};
