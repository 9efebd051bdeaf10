import type {Words} from '../en/en.ts';

export const help: Words['help'] = {
  asks: ({name, who, ago}) => `**${name}** ${who} demande de l’aide, ${ago}`,
  offered: ({name, who, ago}) => `De l’aide a été proposée à **${name}** ${who}, ${ago}`,
  step: ({number, of, title}) => `Étape ${number}/${of} ${title}`,
  done: 'Terminé.',
  doneAlready: 'C’était déjà terminé.',
  takenPrivately: ({name}) => `${name} s’en occupe, par des réponses privées.`,
  takenIn: ({name, thread}) => `${name} s’en occupe, dans ${thread}.`,
  buttons: {
    take: 'Prendre en charge',
    done: 'Terminé',
    doneInThread: 'Terminé : fermer ce fil',
    answer: 'Répondre en privé',
    show: 'Montrer la réponse',
  },

  threadName: ({name}) => `Aide pour ${name}`,
  greeting: ({whom, name}) => `${whom}, ${name} est là pour t’aider. Vous seul·es et qui gère les fils voyez ceci.`,
  takesCare: ({name}) => `👤 ${name} s’occupe de toi. La réponse arrive comme mention dans ce salon.`,
  isWithYou: ({name, thread}) => `👤 ${name} est avec toi dans ${thread}.`,
  threadOpen: ({thread, name}) => `${thread} est ouvert pour ${name} et toi.`,
  noThread:
    '⚠ Le chat ne donne pas de fil pour l’instant, réponds donc en privé : la personne reçoit une mention avec un bouton.',
  answered: ({whom}) => `${whom}, l’équipe d’animation t’a répondu.`,
  letter: ({name, text}) => `**${name}** écrit :\n${text}`,
  sent: 'Envoyé : visible en appuyant sur le bouton sous la mention dans le salon.',

  noMore: 'Cette personne ne demande plus d’aide.',
  taken: ({name}) => `${name} s’en occupe déjà.`,
  left: 'Cette personne a quitté l’atelier.',
  notSent: {
    message: 'Le chat ne l’a pas pris.',
    next: 'Écris-le encore une fois ; /workshop doctor dit ce que j’ai le droit d’y faire.',
  },
  doneMyself: 'C’est réglé : plus besoin d’aide',
};
