import type {Words} from '../en/en.ts';

export const verbs: Words['verbs'] = {
  annotate: {
    notThis: ({kind}) => `Les objets de type ${kind} ne peuvent pas être annotés ici.`,
    sayWhich: 'Dis quelles annotations mettre.',
    setAndRemoved: 'Une annotation ne peut pas être mise et retirée en une commande.',
  },
  apply: {
    extra: ({given}) => `apply ne prend pas ${given} ; les fichiers se nomment avec -f.`,
    sayWhich: 'Dis quel fichier ou dossier appliquer, avec -f.',
    labHasNone: 'Ce TP n’en a pas ; utilise /apply pour ton propre YAML.',
  },
  create: {
    sayWhat: 'Dis ce qu’il faut créer : un fichier, avec -f, ou un type et un nom.',
    sayWhichOf: ({given}) => `Dis quelle sorte de ${given} créer.`,
    none: ({given}) => `create ne fait pas ${given} à partir d’une ligne ici.`,
    podIsRun: 'Écris run NAME --image=IMAGE pour créer un Pod.',
    filesSay: ({given}) => ({
      message: `Avec -f, le fichier dit ce qu’il faut créer ; ${given} n’y a pas sa place.`,
      next: 'Retire-le ; chaque fichier se nomme avec -f.',
    }),
    flag: ({what, flag}) => `create ${what} ne prend pas ${flag}.`,
    nameMissing: 'Dis comment l’objet doit s’appeler.',
    oneName: ({given}) => `Un nom suffit ; ${given} est un mot de trop.`,
    newName: 'Ce qui est créé a son propre nom, pas celui d’autre chose.',
    noCommand: 'Rien de cela n’exécute de commande, donc rien ne suit --.',
    oneImage: 'Un Job d’une ligne a un conteneur, donc une image.',
    scheduleMissing: 'Dis quand il doit s’exécuter, avec --schedule.',
    selectorMissing: 'Dis pour quels Pods c’est, avec --selector.',
    boundMissing:
      'Dis combien de Pods doivent rester, avec --min-available, ou combien peuvent partir, avec --max-unavailable.',
    oneBound: '--min-available et --max-unavailable ne vont pas ensemble.',
    bound: ({flag, given}) => `${flag} prend un nombre de Pods ou une part comme 50%, pas ${given}.`,
    hard: ({given}) => `--hard prend RESSOURCE=QUANTITÉ, séparés par des virgules, et non ${given}.`,
    scope: ({given}) => `--scopes n’accepte pas ${given} ici.`,
    ruleMissing: 'Dis ce qui va où, avec --rule, ou bien où tout va, avec --default-backend.',
    rule: ({given}) => `--rule prend HÔTE/CHEMIN=SERVICE:PORT, pas ${given}.`,
    defaultBackend: ({given}) => `--default-backend prend SERVICE:PORT, pas ${given}.`,
    verbMissing: 'Dis ce qui est permis, avec --verb.',
    resourceMissing: 'Dis avec quoi c’est permis, avec --resource.',
    oneRole: 'Dis quel Role est donné, avec --role, et aucun autre.',
    account: ({given}) => `--serviceaccount prend NAMESPACE:NOM, pas ${given}.`,
    fromAlone: '--from prend l’image et la commande du CronJob, donc rien ne va à côté.',
    jobFrom: ({given}) => `--from prend cronjob/NOM, pas ${given}.`,
    tlsMissing: 'Dis dans quels fichiers sont le certificat et sa clé, avec --cert et --key.',
    notPem: ({flag, given}) => `${flag} prend un fichier en PEM, et ${given} n’en est pas un.`,
    registryMissing: 'Dis qui se connecte, avec --docker-username et --docker-password.',
    imageMissing: 'Dis quelle image exécuter, avec --image.',
    noImage: ({given}) => `${given} ne peut pas être le nom d’une image.`,
    tooMany: ({most}) => `Cela fait plus de ${most} images.`,
    tooManyOf: ({flag, most}) => `${flag} se donne ${most} fois au plus.`,
    imagesAndCommand: {
      message: 'Avec plusieurs images, une commande pourrait être pour chacune d’elles.',
      next: 'Retire la commande, ou toutes les images sauf une.',
    },
    port: ({flag, given}) => `${flag} prend un port de 1 à 65535, pas ${given}.`,
    tcpMissing: 'Dis pour quel port il est, avec --tcp.',
    portPair: ({given}) => `--tcp prend un port, ou PORT:TARGET, pas ${given}.`,
    targetPort: ({flag, given}) => ({
      message: `${flag} mène à un port ou au nom d’un port, pas à ${given}.`,
      next: 'Écris un nombre, ou jusqu’à 15 minuscules, chiffres et traits d’union.',
    }),
    key: ({given, kind}) => ({
      message: `${given} ne peut pas être une clé d’un ${kind}.`,
      next: 'Une clé a des lettres, des chiffres, - _ et des points.',
    }),
    keyTwice: ({key, name}) => `${name} aurait deux fois la clé ${key}.`,
    tooManyKeys: ({most}) => `Cela fait plus de ${most} clés.`,
    envFileAlone: '--from-env-file ne va pas avec --from-file et --from-literal.',
    envFileIsFolder: ({given}) => `--from-env-file prend un fichier, et ${given} est un dossier.`,
    fileSource: ({given}) => ({
      message: `--from-file prend un chemin, ou KEY=PATH, pas ${given}.`,
      next: 'Écris --from-file=specs/FILE.yaml.',
    }),
    keyOfFolder: 'Un dossier donne une clé pour chacun de ses fichiers, donc on n’en nomme aucune.',
    pair: ({flag, given}) => `${flag} prend KEY=VALUE, pas ${given}.`,
    variable: ({given}) => ({
      message: `${given} ne peut pas être le nom d’une variable.`,
      next: 'Un nom a des lettres, des chiffres, - _ et des points, et pas de chiffre devant.',
    }),
  },
  autoscale: {
    notThis: ({kind, others}) => `Un ${kind} n’a pas de réplicas à adapter ; ${others} en ont.`,
    sayMost: 'Dis combien de Pods il peut y avoir au plus, avec --max.',
    minAboveMax: ({min, max}) => `--min=${min} dépasse --max=${max}.`,
    oneCpu: '--cpu-percent et --cpu disent la même chose et ne vont pas ensemble.',
    usage: ({flag, given}) => `${flag} prend une part comme 50% ou une quantité, pas ${given}.`,
  },
  diff: {sayWhich: 'Dis quel fichier ou dossier comparer, avec -f.'},
  replace: {sayWhich: 'Dis quel fichier, avec -f.'},
  auth: {
    canIOnly: ({given}) =>
      given === undefined
        ? 'Dis ce que tu veux savoir de tes droits.'
        : `auth ${given} n’existe pas ici ; auth can-i, oui.`,
    sayWhat: 'Demande avec un verbe et un type.',
    listAlone: '--list va seul : il dit tout ce que tu peux faire.',
    listIsOwn:
      '--list dit ce que tu peux toi-même ; pour un compte, demande un verbe et un type, ou regarde ses Roles.',
    pathIsOwn: 'Un compte a des droits dans ton namespace, et un tel chemin relève de tout le cluster.',
    ownAccounts: ({given}) => `--as prend ici un ServiceAccount de ton propre bac à sable, pas ${given}.`,
    noVerb: ({given}) => `${given} ne peut pas être un verbe de l’API.`,
    noResource: ({given}) => `${given} n’est rien sur quoi on puisse avoir des droits.`,
  },
  config: {
    notThis: ({given}) =>
      given === undefined
        ? 'Dis ce que tu veux savoir de ta configuration.'
        : `config ${given} n’existe pas ici : c’est ton bac à sable qui décide du cluster et de qui tu es.`,
    extra: ({action, given}) => `config ${action} ne prend pas ${given}.`,
    oneContext:
      'Il y a un seul contexte, labrador : ton bac à sable. C’est le contexte courant, il n’y a rien à changer.',
    sayWhich: 'Dis quel contexte.',
    sayNamespace: 'De ton contexte, seul le namespace pourrait être changé, avec --namespace.',
  },
  delete: {
    notThis: ({type, types}) => ({
      message: `Les objets du type ${type} ne peuvent pas être supprimés ici.`,
      next: `Tu peux supprimer ${types}.`,
    }),
    ownByName: 'Ce que tu as créé toi-même s’efface par son nom : delete TYPE NOM.',
    fileSays: 'Avec -f, ce qu’il faut supprimer est dans le fichier : laisse de côté types, noms, -l et --all.',
    sayWhat: {message: 'Dis quoi supprimer.', next: 'Écris delete pod NAME, ou delete -f PATH.'},
    selectorAndAll: '-l et --all ne vont pas ensemble.',
    fieldSelectorAndAll: '--field-selector et --all ne vont pas ensemble.',
    byNameAlone: ({given}) => ({
      message: `${given} désigne ici les ReplicaSets, ceux des Deployments compris, et tous ne peuvent pas être visés.`,
      next: 'Écris delete rs NAME.',
    }),
    sayWhich: {
      message: 'Dis quels objets supprimer : par leurs noms, un sélecteur (-l) ou --all.',
      next: 'Écris delete pod NAME, ou delete pods -l app=nginx.',
    },
  },
  describe: {
    sayWhat: {message: 'Dis quoi décrire.', next: 'Tape : kubectl describe pods'},
    notThis: ({type}) => ({
      message: `describe ne connaît pas ${type} ici.`,
      next: `Écris get ${type} -o yaml.`,
    }),
  },
  events: {
    extra: ({given}) => ({
      message: `events ne prend pas ${given}.`,
      next: 'Écris events, ou events --for pod/NAME.',
    }),
    forWhat: ({given}) => ({
      message: `--for prend un type et un nom, pas ${given}.`,
      next: 'Écris --for pod/NAME.',
    }),
  },
  takesNoArguments: ({verb, given}) => `${verb} n’accepte pas ${given}.`,
  explain: {
    sayWhat: 'Dites quel type expliquer, ou quel champ de ce type.',
    oneOnly: 'On explique un seul type ou un seul champ à la fois.',
    notAPath: ({given}) => `${given} n’est ni un type, ni un champ d’un type.`,
  },
  clusterInfo: {dump: 'Les participants ne peuvent pas lire tout le cluster.'},
  cp: {
    example: 'Écris-le ainsi : cp POD:/etc/hosts hosts',
    noOwnFiles: 'Seul un participant a des fichiers à lui dans lesquels copier.',
    toNowhere: ({file}) => `Une copie est ici un fichier à toi, et ${file} n’en est pas un.`,
    noName: ({file}) => `${file} ne peut pas être le nom d’un fichier à toi.`,
    podAlone: ({given}) =>
      `cp prend un Pod par son seul nom ; ${given} serait un Pod dans un namespace qui s’appelle ainsi.`,
    folder: 'kubectl copierait le dossier et tout ce qu’il contient ; ici, c’est un fichier à la fois.',
    tooLarge: ({most}) =>
      `kubectl le copierait quelle que soit sa taille ; ici, ce sont des textes d’au plus ${most} caractères.`,
    files: ({names}) =>
      names === ''
        ? 'Il n’y a pas encore de fichier ; pour en faire un : echo bonjour > bonjour.txt'
        : `Les fichiers qu’il y a : ${names}`,
  },
  exec: {
    sayWhere: {message: 'Dis où exécuter la commande.', next: 'Écris-le ainsi : exec daemonset/NAME -- ls'},
    dashesMissing: 'Il faut un -- devant la commande.',
    sayWhich: 'Dis quelle commande exécuter, après un --.',
    tooManyWords: 'La commande a trop de mots.',
    substitution: '$(…) n’est compris que là où figure le nom d’un objet.',
    noTerminal: 'Il n’y a pas de terminal ici pour un shell ; exécute plutôt une commande.',
    empty: 'La commande après le -- est vide.',
  },
  expose: {
    notThis: ({kind}) =>
      `expose ne prend pas de ${kind} : create service clusterip NAME --tcp=80 crée un Service pour les Pods du label app=NAME.`,
    one: 'expose crée un Service pour un objet à la fois.',
  },
  get: {
    sayWhat: {message: 'Dis quoi afficher.', next: 'Tape : kubectl get pods'},
    labelsAndOutput: ({output}) => `--show-labels ne va pas avec -o ${output}.`,
    labelColumnsAndOutput: ({output}) => `--label-columns ne va pas avec -o ${output}.`,
    watchAndOutput: ({output}) => `--watch ne va pas avec -o ${output} ici.`,
    watchesOne: {
      message: '--watch suit un type ou un objet, pas plusieurs.',
      next: 'Suis-en un, par exemple : kubectl get pods --watch',
    },
    watchAndSelection: '--watch ne va pas avec --field-selector ni --sort-by ici.',
    output: ({given, outputs}) => ({
      message: `Le format de sortie ${given} n’est pas pris en charge.`,
      next: `-o prend ${outputs}.`,
    }),
  },
  label: {
    example: ({objects}) => `Écris label ${objects} key=value, ou key- pour le retirer.`,
    tooMany: ({most}) => `Cela fait plus de ${most} labels.`,
    sayWhat: 'Dis à quoi mettre un label.',
    notThis: ({types}) => ({
      message: `Les labels ne se mettent ici que sur ${types}.`,
      next: verbs.label.example({objects: 'node NAME'}),
    }),
    sayWhichObjects: 'Dis à quels objets mettre un label : par leurs noms, un sélecteur (-l) ou --all.',
    notTogether: 'Des noms, un sélecteur (-l) et --all ne vont pas ensemble.',
    sayWhichLabel: 'Dis quel label mettre.',
    key: ({given}) => `${given} ne peut pas être la clé d’un label.`,
    value: ({given}) => ({
      message: `${given} ne peut pas être la valeur d’un label.`,
      next: 'Les valeurs ont jusqu’à 63 lettres, chiffres, points, tirets et tirets bas.',
    }),
    setAndRemoved: 'Un label ne peut pas être mis et retiré en une commande.',
  },
  logs: {
    lineCount: ({count}) => `-n nomme un namespace ; combien de lignes montrer, c’est --tail=${count} qui le dit.`,
    containerAndAll: 'error: --all-containers=true should not be specified with container name',
    leaveOneOut: 'Enlève l’un des deux.',
    one: {
      message: 'logs prend un seul Pod, et un seul de ses conteneurs.',
      next: 'Écris logs NAME -c CONTAINER.',
    },
    podAndSelector: 'Un Pod et un sélecteur (-l) ne vont pas ensemble.',
    podAndSelectorContainer: 'Un Pod et un sélecteur (-l) ne vont pas ensemble ; un conteneur se nomme avec -c.',
    nameOrSelector: 'Écris logs NAME, ou logs -l app=nginx.',
    sayWhose: {
      message: 'Dis de qui montrer les logs.',
      next: 'Écris logs NAME, logs daemonset/NAME ou logs -l app=nginx.',
    },
    substitution: '$(…) n’est pas compris comme nom d’un conteneur.',
    tail: ({given}) => ({
      message: `--tail prend un nombre de lignes, pas ${given}.`,
      next: 'Écris --tail=20.',
    }),
  },
  patch: {
    notThis: ({kind}) => `Les objets de type ${kind} ne peuvent pas être patchés ici.`,
    sayWhat: 'Dis quoi changer, avec -p.',
    list: ({example}) => ({
      message: 'Un patch de --type json est une liste d’opérations.',
      next: `Par exemple ${example}`,
    }),
    mapping: 'Un patch associe des valeurs à des champs, en JSON ou en YAML.',
    quotesLost: 'Hors de guillemets simples, les guillemets du JSON se perdent.',
    glued: ({key}) => `Dans ${key}, il manque une espace après les deux-points.`,
    unreadable: {
      message: 'Le patch n’est ni du JSON valide ni du YAML valide.',
      next: 'Vérifie les guillemets, les accolades et les deux-points ; mets le tout entre guillemets simples.',
    },
  },
  rollout: {
    flag: ({action, flag}) => `rollout ${action} ne prend pas ${flag}.`,
    noFlags: 'Il ne prend pas d’options.',
    listed: ({kind}) => kind,
    notThis: ({kind, others}) => `Ce sont les objets de type ${others} qui se déploient, pas ceux de type ${kind}.`,
    typeIsAll: ({flag}) => `rollout ne prend pas ${flag} : un type seul désigne tous ses objets.`,
    sayWhat: 'Dis quoi faire du déploiement.',
    none: ({given}) => `Il n’y a pas de rollout ${given}.`,
  },
  run: {
    oneImage: 'run démarre un conteneur, donc il prend une image.',
    trialAttached: {
      message: 'Ce qui est seulement essayé n’affiche rien que l’on pourrait montrer.',
      next: 'Retire --dry-run, ou -i, -t et --attach.',
    },
    overrides: {
      message: '--overrides prend un objet en JSON.',
      next: `Écris-le entre apostrophes : --overrides='{"spec":{"terminationGracePeriodSeconds":5}}'`,
    },
    overridesName: {
      message: '--overrides ne peut pas en faire un autre objet.',
      next: 'Retire kind et metadata.name.',
    },
    ttyAlone: {message: '-t va avec -i.', next: 'Écris -it.'},
    removeAlone: {
      message: '--rm enlève ce que l’on attend, et ce Pod continuerait tout seul.',
      next: 'Ajoute -i, ou supprime-le plus tard : delete pod NAME.',
    },
    exposeAlone: {message: '--expose crée un Service, et il lui faut un port.', next: 'Ajoute --port=80.'},
    noTerminal: ({name}) =>
      `Il n’y a pas de terminal ici avec lequel un shell pourrait parler. Démarre un Pod qui reste, puis exécute des commandes dedans avec exec ${name} -- COMMAND.`,
  },
  scale: {
    daemonSet: 'Un DaemonSet n’a pas de réplicas : il fait tourner un Pod sur chacun de ses nœuds.',
    notThis: ({kind, others}) => `Ce sont les objets de type ${others} qui ont des réplicas, pas ceux de type ${kind}.`,
    sayHowMany: 'Dis combien de réplicas il doit y avoir.',
  },
  set: {
    sayWhat: 'Dis quoi définir.',
    unknown: ({given}) => `kubectl set ${given} n’est pas pris en charge.`,
    known: ({names, example}) =>
      `set prend ${names}, par exemple : ${example} ; pour tout le reste, utilise /edit, qui ouvre un objet dans une fenêtre.`,
    flag: ({what, flag}) => `set ${what} ne prend pas ${flag}.`,
    sayVariables: 'Dis quelles variables définir, ou --list pour les voir.',
    setAndRemoved: 'Une variable ne peut pas être définie et retirée en une commande.',
    keysAlone: {message: '--keys choisit des clés de ce que --from nomme.', next: 'Ajoute --from=configmap/NAME.'},
    from: ({given}) => `--from prend un ConfigMap, pas ${given}.`,
    sayAmounts: 'Dis combien, avec --limits ou --requests.',
    amount: ({flag, given}) => `${flag} prend RESOURCE=AMOUNT, pas ${given}.`,
    sayWhich: 'Dis quel conteneur reçoit quelle image.',
    container: ({given}) => `${given} ne peut pas être le nom d’un conteneur.`,
    imageMissing: ({container}) => `Il manque une image après ${container}=.`,
    notThis: ({kind}) => `Les objets de type ${kind} n’ont pas de conteneurs.`,
  },
  top: {
    sayWhat: 'Dis de quoi montrer la consommation : de pods ou de nodes.',
    notThis: ({given}) => `top montre la consommation de pods et de nodes, pas de ${given}.`,
    one: ({given}) => `Un nom suffit ; ${given} est un mot de trop.`,
    flag: ({type, flag}) => `top ${type} ne prend pas ${flag}.`,
    nameOrSelector: 'Un nom et un sélecteur (-l) ne vont pas ensemble.',
    notMeasured:
      'La consommation n’est pas mesurée dans ce cluster ; écris describe pod NAME pour voir ce qu’un Pod demande et ses limites.',
    soon: 'Ce qui vient d’être créé est mesuré en une ou deux minutes : redemande alors.',
  },
  version: {
    extra: ({given}) => ({
      message: `version ne prend pas ${given}.`,
      next: 'Tape : kubectl version',
    }),
  },
  wait: {
    sayFor: 'Dis quoi attendre, avec --for.',
    sayWhat: 'Dis quoi attendre.',
    sayWhich: 'Dis quels objets attendre : par leurs noms, un sélecteur (-l) ou --all.',
    forValues: ({example}) => `Valeurs possibles : delete, condition=NAME et ${example}.`,
    jsonPath: ({given, example}) => ({
      message: `Le JSONPath ${given} n’est pas compris.`,
      next: `Écris-le comme : ${example}`,
    }),
  },
};
