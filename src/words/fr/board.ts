import type {Words} from '../en/en.ts';
import {plural} from '../plural.ts';

const counted = plural('fr');

export const board: Words['board'] = {
  before: ({page}) => `◀ Page ${page}`,
  after: ({page, of}) => `Page ${page} sur ${of} ▶`,
  continued: ' (suite)',

  theClass: '**La classe**',
  joined: ({count}) => `${count} dans l’atelier`,
  finished: ({count}) => `${count} ${counted(count, 'a terminé', 'ont terminé')} le TP`,
  stuck: ({count}) => `${count} en difficulté`,
  inLine: ({count}) => `${count} dans la file pour un bac à sable`,
  lab: ({number, title, finished}) => `**Lab ${number} : ${title}** · ${finished} l’ont fini`,
  step: ({title, on, done}) => `${title} : ${on} en cours · réussie par ${done}`,

  headings: {
    help: '**Demandent de l’aide**, depuis le plus longtemps d’abord',
    stuck: '**En difficulté**, depuis le plus longtemps d’abord',
    loops: '**Boucles de plantages**, depuis le plus longtemps d’abord',
    predictions: ({number, question}) => `**Prédictions de l’étape ${number}** : ${question}`,
    hints: '**Indices et solutions**',
    commands: '**Dernières commandes**',
  },
  asks: ({name, number, ago}) => `**${name}** étape ${number}, demandé ${ago}`,
  isOnIt: ({name}) => `${name} s’en occupe`,
  stuckSince: ({name, number, ago}) => `**${name}** étape ${number}, en difficulté, début ${ago}`,
  looping: ({name, number, loop}) => `**${name}** étape ${number} : ${loop}`,
  loop: ({pod, status, count, ago}) =>
    `${pod} ${status}, ${count} ${counted(count, 'redémarrage', 'redémarrages')}, boucle de plantages, début ${ago}`,
  comesTrue: ({option}) => `${option} (se réalise)`,
  hints: ({count}) => `${count} ${counted(count, 'indice', 'indices')}`,
  sawSolutions: ({count, steps}) => `a vu la solution ${counted(count, 'de l’étape', 'des étapes')} ${steps}`,
  joinedAt: ({name, ago}) => `${name} : arrivée ${ago}`,
  did: ({name, what}) => `${name} : ${what}`,
  done: '✓ fait',
  commands: ({count}) => `${count} ${counted(count, 'commande', 'commandes')}`,
  failures: ({count}) => `${count} en échec`,

  ends: ({ago}) => `⏱ fin ${ago}`,
  paused: '⏸ **En pause** : rien ne s’exécute',
  closing: '🔚 **Fermeture** : les bacs à sable sont en train d’être supprimés',
  closed: '**Fermé**',

  picture: {
    kinds: {
      passed: 'réussie',
      shown: 'réussie, solution vue',
      here: 'en cours',
      stuck: 'en difficulté',
      open: 'pas encore',
    },
    passed: ({count}) => `réussie par ${count}`,
    stuck: ({count}) => `${count} en difficulté`,
    title: ({learners, finished}) =>
      `${learners} participant·es · ${finished} ${counted(finished, 'a terminé', 'ont terminé')} le TP`,
    step: ({number, passed, here}) => `Étape ${number} : réussie par ${passed}, en cours pour ${here}.`,
    stepStuck: ({number, passed, here, stuck}) =>
      `Étape ${number} : réussie par ${passed}, en cours pour ${here}, dont ${stuck} en difficulté.`,
    whole: ({learners, steps, finished}) =>
      `${learners} participant·es, ${steps} étapes ; ${finished} ${counted(finished, 'a terminé', 'ont terminé')} le TP.`,
  },
};
