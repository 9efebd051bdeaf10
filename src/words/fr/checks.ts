import type {Words} from '../en/en.ts';

export const checks: Words['checks'] = {
  clusterAway: {
    reason: 'le cluster ne peut pas être lu pour l’instant',
    redo: 'Attends que le cluster réponde à nouveau, puis vérifie encore une fois.',
  },
  broken: ({message}) => `la vérification elle-même est cassée : ${message}`,
  tellOfBroken: 'Dis-le à l’équipe d’animation : c’est le TP qui est faux.',
  unseen: {
    reason: 'c’est peut-être arrivé pendant que personne ne regardait',
    redo: 'Refais cette étape.',
  },
  noObject: ({list, name}) => `il n’y a pas de ${name} dans ${list}`,
  noField: ({field}) => `il n’y a pas de ${field}`,
  nothing: 'il n’y en a pas',
};
