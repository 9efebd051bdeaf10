import type {Words} from '../en/en.ts';

export const upkeep: Words['upkeep'] = {
  memory: {
    share: ({percent, mib}) => `${percent} % de ${mib} Mio`,
    nearlyFull: ({share, kib}) =>
      `⚠ Redis est presque plein : ${share}. Tant qu’il n’a pas de place, les réponses sont coupées à ${kib} Kio et les manifestes plus grands refusés ; tout le reste continue.\n→ Fais augmenter son \`maxmemory\`, avec la mémoire à laquelle il a droit. Pas besoin de redémarrage.`,
    nearlyFullOf: ({share, most, kib}) =>
      `⚠ Redis est presque plein : ${share}, pour l’essentiel ${most}. Tant qu’il n’a pas de place, les réponses sont coupées à ${kib} Kio et les manifestes plus grands refusés ; tout le reste continue.\n→ Fais augmenter son \`maxmemory\`, avec la mémoire à laquelle il a droit. Pas besoin de redémarrage.`,
    roomAgain: ({share}) =>
      `✅ Redis a de nouveau de la place : ${share}. Les réponses et les manifestes sont pris en entier.`,
    notOurs: 'pas les clés de Labrador',
    answers: ({mib}) => `des réponses qui attendent un clic (${mib} Mio)`,
    commands: ({mib}) => `des commandes et des réponses en chemin (${mib} Mio)`,
    workshops: ({mib}) => `des journaux d’ateliers (${mib} Mio)`,
    rest: ({mib}) => `d’autres clés de Labrador (${mib} Mio)`,
  },

  neighbour: ({other, own, command}) =>
    `ℹ Un autre Labrador (${other}) travaille sur ce cluster à côté de celui-ci (${own}). Chacun laisse tranquilles les bacs à sable de l’autre ; ils se partagent les nœuds et leur place.\n→ Ses bacs à sable : ${command}`,
  twin: ({own}) =>
    `⚠ Une copie de ce Labrador (${own}) travaille sur ce cluster, avec un Redis qui a les mêmes données. Ils partagent tous les bacs à sable : ce que l’un retire manque à l’autre. Tant que l’un des deux ne s’arrête pas, celui-ci ne retire aucun bac à sable qu’il ne connaît pas.\n→ Faites arrêter l’un des deux. Un second Labrador a besoin d’un Redis qui commence vide.`,

  nodes: {
    gone: ({node, count, whose}) =>
      `⚠ Le nœud ${node} a disparu. Il était à ${count} ${count === 1 ? 'bac à sable' : 'bacs à sable'} : ${whose}. Ce qui est sur leurs autres nœuds continue.\n→ S’il ne revient pas sous son nom : \`/lab leave\` et \`/lab start\` donnent d’autres nœuds à un bac à sable.`,
    notReady: ({node, count, whose}) =>
      `⚠ Le nœud ${node} ne répond pas (NotReady). Il est à ${count} ${count === 1 ? 'bac à sable' : 'bacs à sable'} : ${whose}. Ce qui est sur leurs autres nœuds continue.\n→ Si cela dure : \`/lab leave\` et \`/lab start\` donnent d’autres nœuds à un bac à sable.`,
    closed: ({node, count, whose}) =>
      `⚠ Le nœud ${node} ne prend plus de nouveaux Pods : il est fermé (cordon, drain) ou a un taint. Il est à ${count} ${count === 1 ? 'bac à sable' : 'bacs à sable'} : ${whose}. Les Pods qu’on y supprime ne reviennent pas.\n→ Si cela dure : \`/lab leave\` et \`/lab start\` donnent d’autres nœuds à un bac à sable.`,
    there: ({node, count, whose}) =>
      `✅ Le nœud ${node} est de retour, pour ${count} ${count === 1 ? 'bac à sable' : 'bacs à sable'} : ${whose}.`,
  },

  removed: ({namespace}) => `🧹 ${namespace} supprimé : ce bac à sable n’est plus à personne.`,
  stuck: ({namespace}) => `⚠ ${namespace} ne part pas : il est Terminating depuis plus de 5 minutes.`,
  noReason: 'Le cluster ne donne pas de raison.',
  seeStuck: ({command}) => `Regarde avec ${command}, et ce qui y reste.`,

  checks: {
    names: {
      rights: 'droits',
      kubernetes: 'version de Kubernetes',
      node: 'version de Node.js',
      installations: 'autres Labradors',
      images: 'images',
      room: 'place',
      storage: 'stockage',
      ingressClass: 'IngressClass',
      nodeAgents: 'agents des nœuds',
      redis: 'Redis',
      processes: 'processus',
      networkPolicies: 'NetworkPolicies',
    },
    broke: 'Cela n’a pas pu être regardé.',
    brokeNext: 'Regarde le log, et réessaie.',
    probeBefore: 'le test demandé auparavant passe d’abord',
    choosingNode: 'un nœud est en train d’être choisi',
    looking: 'c’est en train d’être regardé',
    slow: ({doing}) => `Cela prend plus de temps que d’habitude : ${doing}.`,
    slowNext: 'Le résultat sera montré ici.',
    underWay: ({done, of}) => `⏳ ${done} vérifications sur ${of} sont terminées`,
    about: ({name, what}) => `**${name}** : ${what}`,
    fine: 'rien ne s’y oppose',
    failed: ({count}) => `${count} à réparer avant un cours`,
    warning: ({count}) => `${count} à savoir`,
    unknown: ({count}) => `${count} sans résultat`,
    passed: ({count}) => `${count} en ordre`,
  },
};
