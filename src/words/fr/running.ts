import type {Words} from '../en/en.ts';

export const running: Words['running'] = {
  tooLate: ({seconds}) => `Ce n’était pas fini après ${seconds} s et a été arrêté.`,
  tryAgain: 'Réessaie ; dis-le à l’équipe d’animation si cela persiste.',
  endsByItself: 'Lance une commande qui se termine d’elle-même.',
  leftRunning: ({seconds}) => ({
    message: `Ce n’était pas fini après ${seconds} s, et tourne peut-être encore dans le conteneur.`,
    next: 'Supprime le Pod pour l’arrêter, et lance une commande qui se termine d’elle-même.',
  }),
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
  moreLogs: 'Il y a d’autres journaux ; voici les premiers. Demande un Pod par son nom.',
  logCut: 'Le journal est plus long ; en voici le début. --tail=50 en montre la fin.',
  logEmpty: 'Le journal est vide.',
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
  ignored: ({flag}) => `${flag} n’a pas d’effet ici.`,
  runsOn: ({seconds, status}) => `Cela ne s’est pas terminé en ${seconds} s ; son dernier état était ${status}.`,
  runsOnLater: ({name}) => `Cela continue : logs ${name} le montre, delete pod ${name} y met fin.`,
  tookAway: 'Cela a été enlevé ; exécute une commande qui se termine d’elle-même.',

  noPort: ({service}) => `Le Service ${service} n’a pas de port à consulter.`,
  noService: {
    message: 'Il n’y a pas encore de Service à consulter.',
    next: 'Appliques-en d’abord un : un Service donne une adresse à l’application.',
  },
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
