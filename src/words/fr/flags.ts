import type {Words} from '../en/en.ts';

export const flags: Words['flags'] = {
  twoHyphens: ({flag}) => `Il faut deux tirets devant ${flag}.`,
  substitution: '$(…) n’est compris que là où figure le nom d’un objet, pas dans une option.',
  unknown: ({verb, flag}) => `${verb} ne prend pas ${flag} ici.`,
  known: ({verb, flags}) => `${verb} prend ${flags}.`,
  knownNone: ({verb}) => `${verb} ne prend pas d’options.`,

  refused: {
    replaceForce: ({flag}) => `${flag} supprimerait les objets pour les refaire, ce qui ne se fait pas d’un coup ici.`,
    sandboxDecides: ({flag}) =>
      `Ton bac à sable décide du cluster, du namespace et de qui tu es, donc ${flag} n’est pas accepté.`,
    otherContext: ({flag, context}) =>
      `Il y a un seul contexte ici, ${context} : ton bac à sable. ${flag} n’en prend pas d’autre.`,
    notNeeded: ({flag}) => `Ce n’est pas nécessaire ici, donc ${flag} n’est pas accepté.`,
    onceOnly: ({flag}) => `La sortie est montrée une fois ici, sans suivi, donc ${flag} n’est pas accepté.`,
    byName: ({flag}) => `L’objet se nomme par TYPE/NAME ici, donc ${flag} n’est pas accepté.`,
    noSubfolders: ({flag}) => `Les dossiers se lisent sans leurs sous-dossiers ici, donc ${flag} n’est pas accepté.`,
    formatsOfGet: ({flag}) => `Seul get a d’autres formats ici, donc ${flag} n’est pas accepté.`,
    getFollows: ({flag}) => `Seuls get et logs suivent ce qui se passe ici, donc ${flag} n’est pas accepté.`,
    timeIsDecided: ({flag}) => `La durée permise d’une commande est fixée ici, donc ${flag} n’est pas accepté.`,
    noTrial: ({flag}) => `Cela ne s’essaie pas ici, cela se fait, donc ${flag} n’est pas accepté.`,
    noKustomize: ({flag}) => `Il n’y a pas de kustomize ici, donc ${flag} n’est pas accepté.`,
    namesAndLabels: ({flag}) =>
      `Les objets se choisissent par leurs noms et leurs labels ici, donc ${flag} n’est pas accepté.`,
    wholeObjects: ({flag}) => `Seuls des objets entiers sont lus et modifiés ici, donc ${flag} n’est pas accepté.`,
    onlyNamed: ({flag}) => `Seul ce qui est nommé est modifié ici, donc ${flag} n’est pas accepté.`,
    allInFiles: ({flag}) => `Tout ce qui est dans les fichiers est appliqué, donc ${flag} n’est pas accepté.`,
    firstWhatIs: ({flag}) => `Ce qui existe est montré d’abord ici, donc ${flag} n’est pas accepté.`,
    logsAsWritten: ({flag}) =>
      `Les logs sont montrés tels qu’ils sont écrits, depuis la première ligne ou, avec --tail, depuis les dernières, donc ${flag} n’est pas accepté.`,
    onePod: ({flag}) => `run crée un seul Pod, donc ${flag} n’est pas accepté.`,
    notOfRun: ({flag}) => `run n’a plus d’option pour cela, donc ${flag} n’est pas accepté.`,
    namesOfValues: ({flag}) =>
      `Ce à quoi une variable renvoie est montré par son nom ici, donc ${flag} n’est pas accepté.`,
  },

  next: {
    replaceForce: 'Écris delete -f FICHIER, puis create -f FICHIER.',
    writeName: 'Écris le type et le nom, par exemple daemonset/NAME.',
    atOnce: 'Sans l’option, c’est fait tout de suite.',
    completeYaml: 'Utilise /apply pour du YAML complet.',
    namesOrLabel: 'Écris leurs noms, ou -l app=nginx.',
    seeYaml: 'Regardes-en un avec get TYPE NAME -o yaml.',
    deleteOthers: 'Supprime les autres avec delete TYPE NAME.',
    nameFiles: 'Nomme les fichiers que tu veux avec -f.',
    createDeployment: 'Écris create deployment NAME --image=IMAGE --replicas=2.',
    override:
      'Écris le champ après --overrides, ou affiche le Pod avec --dry-run=client -o yaml et change-le dans /apply.',
    listThem: 'Écris set env TYPE/NAME --list pour les voir.',
  },
};
