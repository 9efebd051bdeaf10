import type {Words} from '../en/en.ts';

export const channels: Words['channels'] = {
  permissions: {
    view: {name: 'Voir le salon', purpose: 'pour trouver le salon'},
    send: {name: 'Envoyer des messages', purpose: 'pour tout ce que je publie'},
    attach: {name: 'Joindre des fichiers', purpose: 'pour les sorties exactes et l’image de la classe'},
    history: {name: 'Voir les anciens messages', purpose: 'pour modifier mes messages après un redémarrage'},
    pin: {name: 'Épingler des messages', purpose: 'pour épingler le tableau de bord'},
    createThreads: {name: 'Créer des fils privés', purpose: 'pour ouvrir un fil d’aide'},
    useCommands: {name: 'Utiliser les commandes de l’application', purpose: 'pour taper des commandes'},
    sendInThreads: {
      name: 'Envoyer des messages dans les fils',
      purpose: 'pour faire venir des personnes dans un fil d’aide et dire où en sont les choses',
    },
  },

  check: {
    names: {
      participants: 'Salon des participant·es',
      facilitators: 'Salon de l’équipe d’animation',
      threads: 'Fils',
      role: 'Équipe d’animation',
    },
    notSeen: 'Je ne peux pas le voir.',
    notSeenNext: 'Donne-y « Voir le salon » à mon rôle, ou ouvre l’atelier dans un autre.',
    notTold: 'Le chat n’a pas dit ce que j’ai le droit de faire.',
    notToldNext: 'Réessaie dans une minute.',
    allowed: ({channel}) => `#${channel} : j’ai le droit de faire ce qu’il faut.`,
    lacking: ({channel, permissions}) => `#${channel} : il me manque ${permissions}.`,
    lackingNext: 'Donne-les à mon rôle dans les paramètres du salon.',
    threads: 'J’ai le droit d’ouvrir des fils privés pour l’aide.',
    noThreads: ({permissions}) => `Il me manque ${permissions} : l’aide passe par des réponses privées.`,
    noThreadsNext: 'Donne-les à mon rôle pour avoir des fils.',
    role: ({role}) => `Il y a un rôle ${role}.`,
    noRole: ({role}) => `Il n’y a pas de rôle ${role} : personne n’est dans l’équipe d’animation.`,
    noRoleNext: 'Crée-le, ou mets dans FACILITATORS_ROLE un rôle qui existe.',
  },

  notWhole: '⚠ Il manque quelque chose à l’atelier.',
  lackingIn: ({channel, permissions}) => `Dans ${channel}, il me manque ${permissions}.`,
  whoGives: 'Qui gère ce serveur peut le donner dans les paramètres du salon ou du rôle.',

  cantWrite: ({channel}) =>
    `⚠ Je ne peux pas écrire dans ${channel}. Il m’y faut « Voir le salon », « Envoyer des messages », « Joindre des fichiers » et « Voir les anciens messages ». Je réessaie chaque minute.`,
  cantPin: ({channel}) =>
    `⚠ Je ne peux pas épingler mon message dans ${channel} : il me faut « Épingler des messages ». Ou épingle-le à la main.`,

  renamed: ({before, now, workshop}) =>
    `#${before} s’appelle maintenant #${now} : l’atelier **${workshop}** continue là.`,
  deleted: {
    participants: ({workshop}) =>
      `⚠ Le salon des participant·es de **${workshop}** a été supprimé. Les bacs à sable continuent.\n→ Ferme cet atelier et ouvres-en un dans un autre salon ; ce qui est dans les bacs à sable ne suit pas.`,
    facilitators: ({workshop}) =>
      `⚠ Le salon de l’équipe d’animation de **${workshop}** a été supprimé. Les bacs à sable continuent.\n→ Équipe d’animation : tape ici /workshop close, et ouvres-en un avec un autre salon.`,
  },
  role: {
    renamed: ({before, now}) =>
      `Le rôle **${before}** s’appelle maintenant **${now}**. Qui l’a reste dans l’équipe d’animation.`,
    deleted: ({name}) => `⚠ Le rôle **${name}** a été supprimé : plus personne n’est dans l’équipe d’animation.`,
    next: ({role}) =>
      `Crée à nouveau un rôle ${role}. Qui fait tourner le bot peut en nommer un autre avec FACILITATORS_ROLE.`,
  },
};
