import type {Words} from '../en/en.ts';

export const lines: Words['lines'] = {
  quoted: ({text}) => `« ${text} »`,
  type: ({line}) => `Tape : ${line}`,
  write: ({what}) => `Écris ${what}.`,
  writeItLike: ({example}) => `Écris-le ainsi : ${example}`,
  takes: ({values}) => `Valeurs possibles : ${values}.`,
  tooLong: ({most}) => `La ligne dépasse ${most} caractères.`,
  seeHelp: ({line}) => `Regarde comment cela s’écrit : ${line}`,
  controlCharacter: {message: 'La ligne contient un caractère de contrôle.', next: 'Retape-la à la main.'},
  nothingYet: {message: 'Il n’y a pas encore de commande.', next: 'Tape : kubectl get pods'},
  beginsWithVerb: 'Une ligne commence par un verbe.',
  verbs: ({verbs}) => `Les verbes sont ${verbs}.`,

  types: {
    none: ({type}) => `Il n’y a pas de type de ressource ${type} ici.`,
    all: ({types}) => `Les types sont ${types} et all.`,
    ofCluster: 'Il est de tout le cluster, qui n’est pas le tien. Quels types il y a : kubectl api-resources',
    rightsOfCluster: 'Il est de tout le cluster, qui n’est pas le tien. Les tiens : kubectl get roles,rolebindings',
    nameBehind: ({name}) => `Un nom se met derrière son type, par exemple pod/${name}.`,
    didYouMean: ({nearest}) => `Voulais-tu dire ${nearest} ?`,
    several: ({name, such}) => ({
      message: `${name} désigne plusieurs types ; il en faut un seul ici.`,
      next: `Nommes-en un, par exemple ${such}.`,
    }),
    mixed: {
      message: 'Les arguments TYPE/NAME s’emploient seuls, sans type devant.',
      next: 'Écris pod/NAME, ou pod NAME.',
    },
    slash: {
      message: 'Un argument avec une barre oblique a un type et un nom.',
      next: 'Écris pod/NAME.',
    },
    beforeSubstitution: {
      message: 'Il faut un type devant le $(…) qui donne un nom.',
      next: 'Écris pod $(…), ou node $(…).',
    },
  },

  names: {
    placeholder: ({name}) => ({
      message: `${name} est à remplacer par un nom à toi.`,
      next: 'Écris le nom à sa place ; regarde ce qu’il y a : kubectl get all',
    }),
    notOne: ({name}) => `${name} ne peut pas être le nom d’un objet.`,
    lowerCase: ({name}) => `Les noms sont en minuscules : ${name}`,
    characters: 'Les noms se composent de minuscules, de chiffres, de points et de tirets.',
    label: 'Pour choisir par un label, écris-le derrière -l : -l app=nginx',
    writeImage: 'Écris le nom d’une image à cette place, par exemple nginx.',
    writeNumber: 'Écris un nombre à cette place.',
    tooMany: ({most}) => `Cela fait plus de ${most} objets en une commande.`,
    sayWhich: 'Dis de quel objet il s’agit, par son type et son nom.',
    container: '-c prend le nom d’un conteneur.',
    podOrMaker: {
      message: 'Seul un Pod, ou ce qui crée des Pods, a des conteneurs à atteindre.',
      next: 'Écris pod/NAME, daemonset/NAME, deploy/NAME ou rs/NAME.',
    },
    onlySubstitution: ({understood}) => `De $(…), seul ${understood} est compris, comme nom entier d’un objet.`,
    whereToLookUp: ({namespace}) =>
      `Dans $(…) aucun namespace n’est dit, et un shell n’y chercherait pas dans ${namespace}.`,
    lookUp: 'Cherche le nom avec kubectl get, et tape-le.',
  },

  files: {
    noText: ({path}) => `Le TP n’a ni fichier ni dossier ${path}.`,
    onlyLabs: ({path}) => ({
      message: `Seuls les fichiers du TP vont avec -f, pas ${path}.`,
      next: 'Utilise /apply, qui prend ton propre YAML, collé ou en fichier.',
    }),
    none: ({path}) => `Le TP n’a ni fichier ni dossier ${path} qui contienne des manifestes.`,
    nearest: ({paths}) => `Les plus proches qu’il ait : ${paths}. Ton propre YAML passe par /apply.`,
    labHasNone: 'Ce TP n’a pas de fichiers. Ton propre YAML passe par /apply.',
    tooMany: ({most}) => `-f prend au plus ${most} chemins.`,
  },

  values: {
    time: ({flag, given}) => `${flag} prend une durée, pas ${given}.`,
    wholeNumber: ({flag, least, given}) => `${flag} prend un nombre entier à partir de ${least}, pas ${given}.`,
    trueOrFalse: ({flag, given}) => `${flag} prend true ou false, pas ${given}.`,
    missing: ({flag}) => `Il manque une valeur après ${flag}.`,
    notTaken: ({flag, given}) => `${flag} ne prend pas ${given}.`,
    fieldSelector: ({given}) => ({
      message: `Le sélecteur de champs ${given} n’est pas valide.`,
      next: 'Écris-le comme involvedObject.name=web, ou status.phase!=Running.',
    }),
    nameAndFieldSelector: 'Un nom et --field-selector ne vont pas ensemble.',
    fieldsOfNodes: {
      message: 'Les nœuds ne se choisissent pas par leurs champs ici.',
      next: 'Choisis-les par leurs labels, avec -l.',
    },
    sortBy: ({given}) => ({
      message: `--sort-by prend le chemin d’un champ, pas ${given}.`,
      next: 'Écris --sort-by=.metadata.creationTimestamp, ou --sort-by=.lastTimestamp pour les événements.',
    }),
    sortsOneList: '--sort-by trie une seule liste, d’un seul type.',
    nameAndSelector: 'Un nom et un sélecteur (-l) ne vont pas ensemble.',
    nameAndAll: 'Un nom et --all ne vont pas ensemble.',
    neitherKeyNorValue: ({given}) => `${given} n’est ni key=value ni key-.`,
  },
};
