import type {Words} from '../en/en.ts';
import {plural} from '../plural.ts';

const counted = plural('fr');

export const replies: Words['replies'] = {
  cancelled: 'Annulé.',
  interrupted: 'Interrompu : on ne sait pas si cela a eu un effet. Cela n’a pas été exécuté une seconde fois.',
  firstStep: 'Montrer la première étape',
  pageFrom: ({status, address}) => `**HTTP ${status}** de ${address}`,
  emptyPage: 'La page est vide.',
  noOutput: '(aucune sortie)',
  downSince: ({at, ago}) => `Aucun Pod n’est prêt derrière depuis ${at} (${ago}).`,
  moreWarnings: ({count}) => `et ${count} autres avertissements, dans output.txt`,
  moreNotes: ({count}) => `et ${count} de plus`,

  keepWatching: 'Continuer à suivre',
  replyEnded: 'Cette réponse n’est plus tenue à jour.',
  sandboxRemoved: 'Ce bac à sable a été supprimé.',

  late: {
    mention: ({whom}) => `Des réponses sont prêtes pour ${whom}.`,
    show: 'Montrer mes réponses',
    older: ({count}) => `Montrer les réponses plus anciennes (${count})`,
    notKept: ({count}) =>
      `${count} de tes réponses ${counted(count, 'n’est plus conservée', 'ne sont plus conservées')}.`,
    more: ({count}) => `et ${count} de plus`,
    lookNow: 'Regarde où en sont les choses, et retape-le.',
  },
  tooLate: ({whom}) =>
    `${whom} Ce que tu as envoyé à l’instant m’est parvenu trop tard, et rien n’en a été fait.\n→ Renvoie-le.`,

  bug: ({reference}) => ({
    message: `Quelque chose s’est cassé de notre côté. La référence est ${reference}.`,
    next: 'Réessaie, ou donne la référence à l’équipe d’animation.',
  }),
  otherVersion: {
    message: 'Cela vient d’une autre version de Labrador que celle qui devait l’exécuter, et n’a pas été exécuté.',
    next: 'Saisis-le encore une fois.',
  },
  keptNoLonger: {
    message: 'Cela a été exécuté, mais la réponse n’a pas pu être remise pendant deux heures et n’est plus conservée.',
    next: 'Regarde où en sont les choses, et retape-le s’il le faut.',
  },
  tooManyWaiting: ({count}) => ({
    message: `${count} de tes commandes attendent déjà.`,
    next: 'Attends que certaines aient leur réponse, ou tape /cancel.',
  }),
  fileTooLarge: ({name, kib}) => `Le fichier ${name} dépasse ${kib} Kio.`,
  fileNotDownloaded: ({name}) => ({
    message: `Le fichier ${name} n’a pas pu être téléchargé.`,
    next: 'Renvoie la commande.',
  }),
};
