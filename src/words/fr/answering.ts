import type {Words} from '../en/en.ts';
import {plural} from '../plural.ts';

const counted = plural('fr');

export const answering: Words['answering'] = {
  staleWindow: 'Cette fenêtre n’appartient plus à rien.',
  staleButton: {message: 'Ce bouton n’est plus à jour.', next: 'Renvoie la commande.'},
  tooFast: ({most, seconds, waitSeconds}) => ({
    message: `Cela fait plus de ${most} en ${seconds} s.`,
    next: `Attends ${waitSeconds} s et renvoie-la. Rien de ce que tu as envoyé avant n’est perdu.`,
  }),
  tooManyInServer: ({most, seconds, waitSeconds}) => ({
    message: `Ensemble, les gens de ce serveur ont envoyé plus de ${most} commandes en ${seconds} s.`,
    next: `Attends ${waitSeconds} s et renvoie-la. Rien de ce qui a été envoyé avant n’est perdu.`,
  }),
  lateWindow: {message: 'La fenêtre n’a pas pu s’ouvrir à temps.', next: 'Réessaie.'},
  broke: ({reference}) =>
    `Quelque chose s’est cassé de notre côté et rien n’a été fait. → Réessaie ; la référence est ${reference}.`,

  pausedUntil: 'L’atelier est en pause. Ceci s’exécutera quand il reprendra.',
  pausedInLine: ({ahead}) =>
    `L’atelier est en pause. Ceci s’exécutera quand il reprendra ; ${answering.ahead({ahead})}`,
  inLine: ({ahead}) => `Dans la file : ${answering.ahead({ahead})}`,
  ahead: ({ahead}) =>
    `${ahead} de tes commandes ${counted(ahead, 'passe', 'passent')} avant celle-ci. \`/cancel\` les arrête toutes.`,

  restarting: {
    message: 'Je suis en train de redémarrer et ne peux pas dire si ceci est conservé.',
    next: 'Attends une minute, et retape-le si aucune réponse n’est venue.',
  },
  takenOver: {message: 'Un autre bot a pris le relais.', next: 'Retape-le.'},
  away: {message: 'Je ne peux pas le consulter pour l’instant.', next: 'Retape-le dans une minute.'},
  awayAtAll: {
    message: 'Je ne peux rien consulter pour l’instant, et rien n’a été fait.',
    next: 'Retape-le dans une minute.',
  },
  lost: {
    message: 'Ma réponse n’est pas arrivée à temps dans le chat, et rien n’a été fait.',
    next: 'Envoie-le encore une fois.',
  },
  full: {
    message: 'La mémoire de l’atelier est pleine pour l’instant, et rien n’a été fait.',
    next: 'Retape-le dans une minute. Si cela n’aide pas, dis-le à l’équipe d’animation.',
  },
  tooLarge: ({kib, mostKib}) => ({
    message: `Cela fait ${kib} Kio, et la mémoire de l’atelier est presque pleine : pour l’instant je prends au plus ${mostKib} Kio.`,
    next: 'Envoie-le en plus petites parties, ou retape-le plus tard ; l’équipe d’animation est au courant.',
  }),

  forRole: ({role}) => `C’est réservé à qui a le rôle ${role}.`,
  notYours: {
    editor: 'Cet éditeur est à quelqu’un d’autre.',
    answer: 'Cette réponse est à quelqu’un d’autre.',
  },
  closing: 'Cet atelier est en train de fermer, et ton bac à sable avec lui.',
  noSandbox: {message: 'Tu n’as pas encore de bac à sable.', next: 'Tape /lab start : cela prend quelques secondes.'},
  notIn: {message: 'Tu n’es pas encore dans l’atelier.', next: 'Tape /lab start pour le rejoindre.'},
  helpPassedOn: 'Quelqu’un de l’équipe s’en occupe déjà ; ce que tu as écrit lui a été transmis.',

  pageIsShown: 'La page se montre ici, dans une réponse.',
  showPage: 'Montrer la page',
  editorOpens: 'L’éditeur s’ouvre avec le YAML tel qu’il est alors.',
  openEditor: 'Ouvrir l’éditeur',
  editTitle: ({object}) => `Modifier ${object}`,
  clusterAway: {message: 'Le cluster ne répond pas pour l’instant.', next: 'Réessaie dans une minute.'},
  noObject: ({singular, name, type}) => ({
    message: `Tu n’as pas de ${singular} nommé ${name}.`,
    next: `Regarde ce qu’il y a : kubectl get ${type}`,
  }),
  tooLongForWindow: ({most}) =>
    `Son YAML est trop long pour une fenêtre (${most.toLocaleString('fr')} caractères), le voici donc en fichier.`,
  sendFileBack: ({command}) => `Modifie le fichier et renvoie-le avec ${command}`,

  resetAlready: {message: 'C’est déjà fait.', next: 'Tape /lab reset pour le refaire.'},
  ranAlready: 'Ce bouton l’a déjà exécuté ; sa réponse a son propre message.',
  runAgain: 'Exécuter à nouveau',
  lineCut: {
    message: 'Seule la fin de cette ligne a été envoyée, et son début n’est plus connu.',
    next: 'Tape-la en entier.',
  },

  nothingKept: 'Rien n’est conservé à ton sujet.',
  allThatIsKept:
    'Tout ce qui est conservé à ton sujet : tes bacs à sable, tes étapes, tes commandes et ce qu’elles ont donné. `/me forget` l’efface.',
  askToForget:
    'Effacer tout ce qui est conservé à ton sujet ? Tes étapes, tes commandes et leurs réponses disparaissent de tous les ateliers. C’est irréversible.',
  deleteIt: 'Effacer',
  forgotten: 'Effacé. Plus rien n’est conservé à ton sujet.',
  stillHere: ({workshop}) => ({
    message: `Tu as un bac à sable dans ${workshop}, qui doit savoir à qui il est.`,
    next: 'Tape d’abord /lab leave, puis /me forget.',
  }),

  answersUnderWay: {message: 'Tes réponses arrivent.', next: 'Appuie à nouveau dans 10 s si aucune ne vient.'},
  noAnswerWaits: 'Aucune réponse ne t’attend ici.',
  answersNotTaken: {
    message: 'Le chat n’a pas pris toutes tes réponses.',
    next: 'Appuie à nouveau sur le bouton : aucune n’est perdue.',
  },
};
