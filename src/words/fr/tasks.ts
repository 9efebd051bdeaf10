import type {Words} from '../en/en.ts';
import {plural} from '../plural.ts';

const counted = plural('fr');
const sandboxes = (count: number): string => `${count} ${counted(count, 'bac à sable', 'bacs à sable')}`;
const expired = (count: number): string => `${count} ${counted(count, 'bac à sable expiré', 'bacs à sable expirés')}`;

export const tasks: Words['tasks'] = {
  reset: {
    doing: ({count}) => `Réinitialisation de ${sandboxes(count)}`,
    done: ({count}) => `${sandboxes(count)} : réinitialisation terminée`,
  },
  'fast-forward': {
    doing: ({count}) => `Avance de ${sandboxes(count)}`,
    done: ({count}) => `${sandboxes(count)} : avance terminée`,
  },
  close: {
    doing: ({count}) => `Fermeture de ${sandboxes(count)}`,
    done: ({count}) => `${sandboxes(count)} : fermeture terminée`,
  },
  expire: {
    doing: ({count}) => `Suppression de ${expired(count)}`,
    done: ({count}) => `${expired(count)} : suppression terminée`,
  },
  toStep: ({what, number}) => `${what} : étape ${number}`,
  states: {
    done: ({count}) => `${count} ${counted(count, 'terminé', 'terminés')}`,
    failed: ({count}) => `**${count} en échec**`,
    cancelled: ({count}) => `${count} ${counted(count, 'annulé', 'annulés')}`,
    toGo: ({count}) => `${count} à faire`,
  },
  more: ({count}) => `… et ${count} de plus`,
  cancelRest: 'Annuler le reste',
  broke: 'Quelque chose s’est cassé de notre côté.',
  noSuchStep: 'Le TP n’a pas cette étape.',
  notPassed: ({number}) => `Sa solution n’a pas réussi l’étape ${number}.`,
  endNotSeen: 'Sa fin n’a pas été vue.',
  cancelling: 'Annulation en cours : ce qui n’est pas encore fait reste tel quel.',
  endedAlready: 'C’est déjà terminé.',
};
