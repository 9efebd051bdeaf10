import type {Words} from '../en/en.ts';
import {plural} from '../plural.ts';

const counted = plural('fr');

export const steering: Words['steering'] = {
  noWorkshop: {
    message: 'Aucun atelier n’est ouvert ici.',
    next: 'Tape-le dans le salon de ton atelier. L’équipe d’animation en ouvre un avec /workshop open.',
  },
  notLive: 'Cet atelier est en train de fermer, ou déjà fermé.',
  nobodyJoins: 'Cet atelier est en train de fermer : personne ne peut plus le rejoindre.',
  restarting: {
    message: 'Je suis en train de redémarrer, et rien n’a été fait.',
    next: 'Retape-le dans une minute.',
  },

  open: {
    noLab: ({lab, labs}) => ({message: `Il n’y a pas de TP ${lab}.`, next: `Il y a : ${labs}.`}),
    notAnnounced: ({channel}) =>
      `⚠ Le chat n’a pas pris l’annonce dans ${channel} : préviens la classe toi-même. \`/workshop doctor\` dit ce que j’ai le droit d’y faire.`,
    notHeard: ({role}) =>
      `⚠ Le rôle ${role} n’est pas notifié des demandes d’aide : tout le monde ne peut pas le mentionner, et il me manque « Mentionner @everyone » dans le salon de l’équipe d’animation de cet atelier.\n→ Permets à tout le monde de mentionner le rôle, dans ses paramètres, ou donne-moi cette permission là.`,
    sameChannel: {
      message: 'Il faut un salon pour les participant·es et un autre pour l’équipe d’animation.',
      next: 'Tape-le dans le salon de l’équipe d’animation, ou nomme-le avec facilitators:.',
    },
    noTextChannel: {
      message: 'Ce n’est pas un salon textuel que je peux voir.',
      next: 'Laisse-moi voir le salon, ou choisis-en un autre.',
    },
    lacking: ({channel, permissions}) => ({
      message: `Dans #${channel}, il me manque ${permissions}.`,
      next: 'Donne-le à mon rôle dans les paramètres du salon, et retape ceci.',
    }),
    taken: ({channel, workshop}) => ({
      message: `#${channel} appartient à l’atelier ${workshop}.`,
      next: 'Ferme-le d’abord, ou choisis un autre salon.',
    }),
  },

  close: {
    ask: ({name, count, days}) =>
      `Fermer **${name}** ? ${count} ${counted(count, 'bac à sable est supprimé', 'bacs à sable sont supprimés')} avec tout leur contenu. Le journal reste ${days} jours : \`/workshop export\`.`,
    button: 'Fermer',
    begun: 'Fermeture en cours. Le bilan suit dans le salon de l’équipe d’animation.',
    toClass:
      '🔚 L’atelier ferme. Les bacs à sable sont supprimés ; ce que tu as réussi est conservé. Merci d’avoir participé !',
  },

  extend: {
    nothing: {message: 'Dis ce qu’il faut prolonger.', next: 'Donne minutes: ou capacity:, ou les deux.'},
    noEnd: 'Cet atelier n’a pas de fin : il est ouvert jusqu’à ce qu’on le ferme.',
    toClass: ({minutes, at, ago}) => `⏱ L’atelier dure ${minutes} minutes de plus : il finit à ${at} (${ago}).`,
  },
  lifetimes: {
    toClass: ({at, ago}) => `⏱ L’atelier finit ${ago}, à ${at}. Les bacs à sable sont alors supprimés.`,
    toFacilitators: ({ago}) =>
      `⏱ L’atelier ferme ${ago}, avec tous ses bacs à sable. \`/workshop extend\` lui donne plus de temps.`,
    sandbox: ({whom, minutes}) => `${whom} ⏱ ton bac à sable est supprimé dans ${minutes} minutes.`,
  },

  pause: {
    already: 'Il est déjà en pause.',
    toClass: '⏸ L’atelier est en pause. Ce que tu tapes est conservé et s’exécutera, dans l’ordre, quand il reprendra.',
    done: 'En pause : rien de nouveau ne s’exécute. `/workshop resume` le reprend.',
  },
  resume: {not: 'Il n’est pas en pause.', toClass: '▶ L’atelier reprend.', done: 'Il reprend.'},

  broadcast: {
    notTaken: 'Le chat ne l’a pas pris. Vérifie ce que j’ai le droit d’y faire.',
    done: ({channel}) => `Dit dans ${channel}.`,
  },
  hint: {
    nobodyStuck: 'Personne n’est en difficulté pour l’instant.',
    toClass: 'Il y a un indice pour l’étape où tu en es.',
    button: 'Montrer mon indice',
    saidToAll: 'Dit à tout le monde.',
    saidToStuck: ({count}) =>
      counted(count, `Dit à la ${count} personne en difficulté.`, `Dit aux ${count} personnes en difficulté.`),
  },
  fastForward: {
    nobodyBehind: ({number}) => `Tout le monde en est déjà à l’étape ${number} ou plus loin.`,
    all: ({number, title}) =>
      `⏩ L’équipe d’animation amène à l’étape ${number} celles et ceux qui n’y sont pas encore : **${title}**. Les solutions des étapes d’avant sont jouées.`,
    yours: ({number, title}) =>
      `⏩ L’équipe d’animation amène ton bac à sable à l’étape ${number} : **${title}**. Les solutions des étapes d’avant sont jouées.`,
    begun: ({count, number}) =>
      `${count} ${counted(count, 'avance', 'avancent')} à l’étape ${number} ; le salon de l’équipe d’animation montre où cela en est.`,
  },
  reset: {
    nobody: 'Personne n’a de bac à sable.',
    all: '🔄 L’équipe d’animation remet tous les bacs à sable au début de l’étape où tu en es.',
    yours: '🔄 L’équipe d’animation remet ton bac à sable au début de l’étape où tu en es.',
    begun: ({count}) => `Réinitialisation de ${count} ; le salon de l’équipe d’animation montre où cela en est.`,
  },
  busy: {
    message: 'L’équipe d’animation travaille déjà dans ces bacs à sable.',
    next: 'Attends la fin, ou annule-le dans le salon de l’équipe d’animation.',
  },
  sandboxGone: ({whom}) => `${whom} ton bac à sable a disparu. Tape \`/lab start\` pour en avoir un nouveau.`,
};
