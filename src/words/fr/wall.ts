import type {Words} from '../en/en.ts';
import {plural} from '../plural.ts';

const counted = plural('fr');

export const wall: Words['wall'] = {
  heading: '**Les Pods de tout le monde**',
  from: ({number}) => `à partir de ${number}`,
  nobody: 'Personne n’a encore rejoint l’atelier. Tape `/lab start`.',
  finishedLab: 'TP terminé',
  step: ({number, of}) => `étape ${number}/${of}`,
  lab: ({number, of, title}) => `lab ${number}/${of} : ${title}`,
  finishedStep: ({number}) => `étape ${number} réussie`,
  noPods: 'aucun Pod',
  pods: ({count}) => `${count} ${counted(count, 'Pod', 'Pods')}`,
  crashLoop: ({ago}) => `**boucle de plantages** ${ago}`,
  more: ({count}) => `et ${count} de plus`,
  appUp: 'application en marche',
  appDown: 'application en panne',

  announcement: ({title, summary, minutes}) =>
    `📣 **${title}** : l’atelier est ouvert. ${summary}\nIl dure environ ${minutes} minutes. Appuie sur le bouton ou tape \`/lab start\` pour le rejoindre.`,
  join: 'Rejoindre',

  place: {
    sandbox: {
      first: 'C’est bientôt ton tour pour un bac à sable : toutes les places sont prises pour l’instant.',
      later: ({place}) =>
        `Tu as le numéro ${place} dans la file pour un bac à sable : toutes les places sont prises pour l’instant.`,
      next: 'Il sera créé pour toi dès que quelqu’un partira, et tu en seras averti·e.',
      leave: 'Quitter la file',
      gone: 'Tu n’es pas dans la file pour un bac à sable. Tape `/lab start` pour rejoindre l’atelier.',
    },
    help: {
      first: 'C’est bientôt ton tour pour l’aide.',
      later: ({place}) => `Tu as le numéro ${place} dans la file pour l’aide.`,
      next: 'L’équipe d’animation voit ton étape, tes Pods et ce que tu as fait en dernier. Continue en attendant.',
      leave: 'J’ai trouvé par moi-même',
      gone: 'Tu n’es pas dans la file pour l’aide. Tape `/help-me` pour en demander.',
    },
    ended: 'Ce message n’est plus tenu à jour. Ta place reste.',
    show: 'Montrer ma place',
    lineClosed: '🔚 L’atelier ferme, et cette file avec lui.',
  },
};
