import type {Words} from '../en/en.ts';

export const operations: Words['operations'] = {
  and: ({most, last}) => `${most} et ${last}`,
  or: ({most, last}) => `${most} ou ${last}`,

  serviceName: ({name}) => ({
    message: `${name} ne peut pas être le nom d’un Service.`,
    next: 'Regarde leurs noms : kubectl get services',
  }),
  serviceOrHost: {
    message: 'Une page se demande par un Service ou par un hôte, pas par les deux.',
    next: 'Tape : /browse host:HÔTE',
  },
  hostName: ({given}) => ({
    message: `${given} ne peut pas être un hôte.`,
    next: 'Tapes-en un de ton Ingress, par exemple : /browse host:web.example.com path:/',
  }),
  pagePath: ({most}) => ({
    message: `Un chemin est une seule ligne d’au plus ${most} caractères.`,
    next: 'Tape : /browse path:/index.html',
  }),

  notEdited: ({kind}) => `Les objets de type ${kind} ne peuvent pas être modifiés ici.`,
  oneToEdit: {
    message: 'Nomme un seul objet à modifier, par son type et son nom.',
    next: 'Tape : /edit resource:daemonset/NAME',
  },

  outputIsLonger: 'La sortie est plus longue ; en voici le début.',
  outputIsCut: ({kib}) =>
    `Coupé à ${kib} Kio : la mémoire de l’atelier est presque pleine. Demande à l’équipe d’animation, ou retape-le plus tard.`,

  lookAtPods: 'Regarde les Pods : kubectl get pods',
  longestWait: ({seconds}) =>
    `L’attente a duré ${seconds} s, le plus long possible ici. Regarde les Pods : kubectl get pods`,
  madeWay: 'J’ai cessé d’attendre, car ta commande suivante était dans la file. Retape-la pour continuer.',
};
