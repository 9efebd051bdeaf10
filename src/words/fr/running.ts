import type {Words} from '../en/en.ts';

export const running: Words['running'] = {
  tooLate: ({seconds}) => `Ce n’était pas fini après ${seconds} s et a été arrêté.`,
  tryAgain: 'Réessaie ; dis-le à l’équipe d’animation si cela persiste.',
  endsByItself: 'Lance une commande qui se termine d’elle-même.',
  leftRunning: ({seconds}) => ({
    message: `Ce n’était pas fini après ${seconds} s, et tourne peut-être encore dans le conteneur.`,
    next: 'Supprime le Pod pour l’arrêter, et lance une commande qui se termine d’elle-même.',
  }),
  askedAgain:
    'Le cluster ne répond pas pour l’instant ; je lui redemande jusqu’à ce qu’il réponde. `/cancel` arrête cela.',
  unavailable: {message: 'Le cluster n’a pas répondu.', next: 'Attends une minute et renvoie la commande.'},
  answerTooLarge: ({mib}) => ({
    message: `La réponse du cluster dépasse ${mib} Mio.`,
    next: 'Demande moins : un objet par son nom, ou quelques-uns par leurs labels (-l).',
  }),

  away: {
    silent: 'Le cluster ne répond pas.',
    busy: 'Le cluster ne peut pas répondre pour l’instant.',
    brokeOff: 'Le cluster a interrompu sa réponse.',
    endedEarly: 'La connexion s’est coupée avant la fin de la commande.',
    watchBroke: 'L’observation s’est interrompue.',
    noCredentials: 'Impossible d’interroger le cluster : il manque de quoi s’identifier.',
  },
  timedOut: 'Cela a duré trop longtemps et a été arrêté',

  outputCut: 'La sortie était plus longue ; en voici le début.',
  notStarted: 'La commande n’a pas pu être lancée.',
  wroteOn: 'La commande écrivait sans fin, et a été arrêtée.',
  wroteOnUnread:
    'La commande écrivait sans fin, et sa sortie n’est plus lue ; elle tourne peut-être encore dans le conteneur.',
  waits: 'Ta commande suivante met fin à l’attente, et `/cancel` aussi.',
  isAhead: 'Tes commandes suivantes l’attendent ; `/cancel` y met fin.',
  endedInTheWay: 'Cela n’aurait fait qu’attendre ; j’y ai mis fin, car ta commande suivante était dans la file.',
  leftInTheWay:
    'Cela n’aurait fait qu’attendre ; je ne lis plus, car ta commande suivante était dans la file. Cela tourne peut-être encore dans le conteneur.',
  copied: ({file, to}) => `${file} est copié vers ${to}.`,
  noTar: ({line}) => {
    const work = 'kubectl cp fait travailler tar dans le conteneur.';
    return line === undefined ? work : `${work} Pour copier un texte sans lui : ${line}`;
  },
  copyRefused: {
    folder: ({line}) => ({
      message: 'kubectl copierait le dossier et tout ce qu’il contient ; ici, c’est un fichier à la fois.',
      next: `Voir ce qu’il contient : ${line}`,
    }),
    link: ({line}) => `kubectl cp ne suit pas les liens. Pour avoir ce vers quoi il mène : ${line}`,
    special: 'Ce n’est ni un fichier ni un dossier : kubectl n’en copierait rien.',
    binary: {
      message: 'kubectl le copierait ; ici, ce sont des textes seulement, et ce n’en est pas un.',
      next: 'Regardes-en une partie dans le conteneur, par exemple avec exec NAME -- od -c FILE.',
    },
    tooLarge: ({most, line}) => ({
      message: `kubectl le copierait quelle que soit sa taille ; ici, ce sont des textes d’au plus ${most} caractères.`,
      next: `Voir sa fin : ${line}`,
    }),
    unread: 'Ce que tar a envoyé n’est pas une archive.',
    secret: ({line}) => `Pour le voir sans copie : ${line}`,
    noInput:
      'Ce cluster est trop ancien pour qu’on envoie quelque chose dans un conteneur : c’est possible à partir de Kubernetes 1.30.',
  },
  moreLogs: 'Il y a d’autres journaux ; voici les premiers. Demande un Pod par son nom.',
  logCut: 'Le journal est plus long ; en voici le début. --tail=50 en montre la fin.',
  nothingDiffers: 'Rien ne diffère : l’appliquer ne changerait rien.',
  logEmpty: 'Le journal est vide.',
  followed: {
    now: 'suivi en cours ; ta commande suivante l’arrête, et /cancel aussi :',
    ended: 'C’est terminé : plus rien n’est écrit.',
    longest: ({seconds}) => `Je l’ai suivi pendant ${seconds} s, le plus long possible ici. Retape-le pour continuer.`,
    madeWay: 'J’ai cessé de suivre, car ta commande suivante était dans la file. Retape-la pour continuer.',
    tooMuch: 'Il s’écrit plus que ce qui peut être suivi ici. --tail=50 en montre la fin.',
    brokeOff: 'Le cluster a interrompu la réponse. Retape-la pour continuer.',
  },
  followFewer: 'Suis-en moins : un Pod par son nom, ou un conteneur avec -c.',
  followedCut: 'Il y en avait plus ; en voici la fin.',
  containers: ({names}) => `Ses conteneurs sont : ${names}.`,
  noPodOf: ({kind, name}) => `error: ${kind} ${name} n’a aucun Pod pour cela`,
  seeWhatRuns: 'Regarde ce qui tourne : kubectl get pods',
  clusterAddress: 'C’est l’adresse vue par les Pods ; vous joignez le cluster par cette conversation.',
  nodesAreShown: 'Tu vois quand même les nœuds de ta part : Labrador les lit pour toi.',
  seeWhatThereIs: ({type}) => `Regarde ce qu’il y a : kubectl get ${type}`,
  seeFields: 'Regarde ce qu’il y a avec -o yaml à la place.',
  nameField: 'Nomme un de ses champs.',
  hasImage: ({object}) => `${object} a déjà cette image`,
  hasThat: ({object}) => `${object} a déjà cela`,
  overwriteVariable: 'Retire --overwrite=false pour la remplacer.',
  noKeys: ({name}) => `Le ConfigMap ${name} n’a pas cette clé.`,
  overwrite: 'Ajoute --overwrite pour la remplacer.',
  type: ({line}) => `Tape : ${line}`,

  isThere: 'Change-le avec /edit ou apply -f, ou supprime-le d’abord.',
  ownRightsOnly: 'Un Role ne peut donner que ce que tu peux faire toi-même : vois auth can-i --list.',
  roleFirst: 'Écris d’abord le Role : create role NOM --verb=get,list --resource=pods',
  waitingForEnd: ({name}) => `J’attends que pod/${name} soit terminé …`,
  giveSelector: 'Dis pour quels Pods il est, avec --selector=app=NAME.',
  givePort: 'Dis pour quel port il est, avec --port=80.',
  wouldBeRefused: ({reason}) => `Fait pour de vrai, ce serait refusé : ${reason}`,
  timeToEnd: ({flags}) => `Les Pods ont pour se terminer le temps qu’ils demandent : ${flags} n’a rien changé.`,
  cardShows: ({flags}) => `La carte montre ce qui disparaît : ${flags} n’a rien changé.`,
  ignored: ({flag}) => `${flag} n’a pas d’effet ici.`,
  runsOn: ({seconds, status}) => `Cela ne s’est pas terminé en ${seconds} s ; son dernier état était ${status}.`,
  runsOnLater: ({name}) => `Cela continue : logs ${name} le montre, delete pod ${name} y met fin.`,
  runsOnBehind: ({name}) =>
    `J’ai cessé d’attendre, car ta commande suivante était dans la file. Cela continue : logs ${name} le montre, delete pod ${name} y met fin.`,
  tookAwayInTheWay: 'Cela n’aurait fait qu’attendre ; je l’ai enlevé, car ta commande suivante était dans la file.',
  tookAway: 'Cela a été enlevé ; exécute une commande qui se termine d’elle-même.',

  noPort: ({service}) => `Le Service ${service} n’a pas de port à consulter.`,
  noService: {
    message: 'Il n’y a pas encore de Service à consulter.',
    next: 'Appliques-en d’abord un : un Service donne une adresse à l’application.',
  },
  noIngress: {
    message: 'Il n’y a pas encore d’Ingress par lequel passer.',
    next: 'Appliques-en d’abord un : il dit à quel Service mènent un hôte et ses chemins.',
  },
  noRoute: ({address, addresses}) => ({
    message: `404 : aucun Ingress n’a de règle pour ${address}.`,
    next: addresses === '' ? 'Regarde-les : kubectl describe ingress' : `Il y a des règles pour ${addresses}`,
  }),
  noServiceBackend: ({ingress}) => ({
    message: `503 : l’Ingress ${ingress} n’envoie cela à aucun Service.`,
    next: `Regarde-le : kubectl describe ingress ${ingress}`,
  }),
  noBackend: ({ingress, service}) => ({
    message: `503 : l’Ingress ${ingress} envoie cela au Service ${service}, et aucun n’a ce nom.`,
    next: 'Regarde leurs noms : kubectl get services',
  }),
  noBackendPort: ({ingress, service, port, ports}) => ({
    message: `503 : l’Ingress ${ingress} envoie cela au port ${port} du Service ${service}, qui n’a pas ce port.`,
    next: `Ses ports : ${ports}`,
  }),
  byIngress: ({ingress, service, port}) => `Par l’Ingress ${ingress} vers le Service ${service}, port ${port}.`,
  pageCut: 'La page est plus longue ; en voici le début.',
  appSilent: ({reason}) => `L’application ne répond pas : ${reason}.`,

  severalEdited: ({file}) => ({
    message: `${file} a plus d’un objet.`,
    next: 'Modifie-les un à la fois.',
  }),
  changedMeanwhile: ({object}) => ({
    message: `${object} a changé après l’ouverture de l’éditeur, donc rien n’a été écrit.`,
    next: `Rouvre l’éditeur avec /edit resource:${object}, et reprends ce que tu as tapé.`,
  }),

  emptying: 'Ton bac à sable est en train d’être vidé …',
  makingStep: 'L’étape se prépare …',
  isEmpty: 'Ton bac à sable est vide.',
  making: 'Ton namespace et ses limites sont en cours de création …',
  preparing: ({nodes}) => `Préparation de ${nodes} …`,
  folderLater: ({node, reason}) => `Le dossier sur le nœud ${node} sera créé avec le premier Pod (${reason}).`,
  stillGoing: {
    message: 'Ton dernier bac à sable est encore en cours de suppression.',
    next: 'Réessaie dans une minute.',
  },
  stillGoingSince: ({reason}) => ({
    message: `Ton dernier bac à sable est encore en cours de suppression : ${reason}`,
    next: 'Dis-le à l’équipe d’animation : c’est à qui exploite le cluster de réparer cela.',
  }),
  removing: 'Ton namespace et tout ce qu’il contient sont en cours de suppression …',
  erasing: 'Tes dossiers sur les nœuds sont en cours d’effacement …',
  notErased: ({node, reason}) => `Le dossier sur le nœud ${node} n’a pas pu être effacé : ${reason}.`,
  notOurs: ({namespace}) => ({
    message: `Le namespace ${namespace} ne porte pas les labels de cet atelier.`,
    next: 'Demande à l’équipe d’animation : rien n’a été supprimé.',
  }),
  goesByItself: ({reason}) =>
    `Le namespace disparaîtra de lui-même dès qu’une API du cluster répondra à nouveau : ${reason}`,
};
