import type {Words} from '../en/en.ts';

export const settingUp: Words['settingUp'] = {
  greeting: 'J’anime des ateliers Kubernetes pratiques. Pour commencer sur ce serveur :',
  makeChannels:
    'Crée un salon textuel pour la classe, et un salon privé pour l’équipe d’animation, que mon rôle peut voir et où il peut écrire.',
  makeRole: ({role}) => `Crée un rôle **${role}**, avec la permission « Gérer les événements » (Manage Events).`,
  giveRole: ({role}) => `Donne le rôle **${role}** à qui enseigne.`,
  openOne:
    'Une de ces personnes tape `/workshop open` dans le salon de l’équipe. `/workshop doctor` dit ce qui manque.',
  missing: 'Ce qui manque :',
  orLetMe: 'Ou laisse-moi créer les deux salons et le rôle : appuie sur le bouton. Tu auras alors le rôle.',
  makeThem: 'Créer les salons et le rôle',
  forManagers: 'C’est réservé à qui peut gérer ce serveur.',
  noServer: {
    message: 'Il n’y a pas de serveur à préparer ici.',
    next: 'Appuie sur le bouton dans un salon du serveur.',
  },
  mayNot: {
    message: 'Je ne peux pas créer de salons ni de rôles ici.',
    next: 'Donne à mon rôle « Gérer les salons » et « Gérer les rôles » le temps de le faire, ou crée-les à la main.',
  },
  ready: ({participants, facilitators, role}) =>
    `C’est prêt : la classe tape dans ${participants}, et le rôle **${role}** la suit dans ${facilitators}.`,
  roleIsYours: ({role}) => `Tu as maintenant le rôle **${role}**.`,
  roleNotGiven: ({role}) =>
    `Donne le rôle **${role}** à qui enseigne : je ne peux pas le donner, car il est au-dessus du mien.`,
  nowOpen: ({facilitators}) =>
    `Tape \`/workshop open\` dans ${facilitators} pour commencer, si le premier atelier n’y est pas déjà ouvert.`,
  rightsOf: {learners: 'Ce que la classe peut faire', facilitators: 'Ce que l’équipe d’animation peut faire'},
  lacksIn: ({role, channel, permissions}) => `Dans ${channel}, il manque à ${role} : ${permissions}.`,
  notOffered: {
    said: ({role}) =>
      `Il manque au rôle ${role} « Gérer les événements » : Discord ne lui propose /workshop que si les paramètres d’intégrations du serveur le disent.`,
    next: 'Donne-le au rôle dans les paramètres du serveur.',
  },
  giveInChannel: 'Donne-le-leur dans les paramètres du salon.',
};
