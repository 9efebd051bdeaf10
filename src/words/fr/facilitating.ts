import type {Words} from '../en/en.ts';
import {plural} from '../plural.ts';

const counted = plural('fr');
const removed = (count: number): string =>
  `${count} ${counted(count, 'bac à sable supprimé', 'bacs à sable supprimés')}`;

export const facilitating: Words['facilitating'] = {
  learner: {
    stuckSince: ({ago}) => `⚠ en difficulté, début ${ago}`,
    finished: '✅ a terminé le TP',
    step: ({number, of, title}) => `étape ${number}/${of} ${title}`,
    podsIn: ({namespace}) => `**Pods** dans ${namespace}`,
    events: '**Événements**',
    commands: '**Dernières commandes**',
    noneYet: 'Rien encore.',
    none: 'Aucun.',
    eventsNotRead: 'Ils n’ont pas pu être lus pour l’instant.',
    thread: 'Ouvrir un fil',
    look: 'Exécuter une commande qui ne fait que lire',
    reset: 'Remettre au début de l’étape',
    move: 'Aller à l’étape … en jouant les solutions d’avant',
    threadStart: ({whom}) => `${whom}, quelqu’un de l’équipe d’animation aimerait te parler.`,
    threadOpen: ({thread}) => `${thread} est ouvert pour vous deux.`,
    notHere: {message: 'Cette personne n’est pas dans cet atelier.', next: 'Elle le rejoint avec /lab start.'},
    justLeft: 'Cette personne vient de partir.',
    onlyReads: {
      message: 'Cela change quelque chose, et le bac à sable est à quelqu’un d’autre.',
      next: 'Prends ce qui ne fait que lire : get, describe, logs, events, rollout status.',
    },
  },

  windows: {
    look: ({name}) => `Regarder le bac à sable de ${name}`,
    lookAbout: 'Une ligne qui ne fait que lire : get, describe, logs, events, rollout status',
    words: 'Tes mots',
    answer: 'Répondre en privé',
    answerAbout: 'Visible en appuyant sur le bouton sous la mention dans le salon.',
    toClassAbout: 'Markdown ; affiché dans le salon des participant·es.',
  },

  status: {
    states: {
      open: '🟢 ouvert',
      paused: '⏸ en pause : rien ne s’exécute, rien n’est perdu',
      closing: '🔚 en cours de fermeture',
      closed: 'fermé',
    },
    lab: ({title, name}) => `TP : ${title} (${name})`,
    requires: {
      'network-policies':
        '⚠ Des étapes n’en sont réussies que là où les NetworkPolicies sont appliquées : `/workshop doctor` essaie si elles le sont ici.',
    },
    channels: ({participants, facilitators}) =>
      `Participant·es : ${participants} · Équipe d’animation : ${facilitators}`,
    room: ({fits}) => `le cluster a de la place pour ${fits}`,
    noRoomKnown: 'le cluster ne répond pas pour l’instant',
    atMost: ({capacity, room}) => `au plus ${capacity} ; ${room}`,
    joined: ({joined, inLine, room}) => `Dans l’atelier : ${joined} · dans la file : ${inLine} · ${room}`,
    ends: ({at, ago}) => `Fin : ${at}, ${ago}`,
    endsWhenClosed: 'Fin : quand il sera fermé',
    lastsAsWorkshop: 'Un bac à sable dure autant que l’atelier',
    lasts: ({minutes}) => `Un bac à sable dure ${minutes} minutes`,
    answers: {private: 'les réponses sont privées', public: 'les réponses sont publiques'},
    alsoOpen: ({workshops}) => `Aussi ouverts : ${workshops}`,
    openIn: ({name, channel}) => `${name} dans ${channel}`,
  },

  report: {
    removed: ({name, count}) => `**${name} est fermé.** ${removed(count)}.`,
    removedNotAll: ({name, count, failed}) => `**${name} est fermé.** ${removed(count)}, **${failed} non**.`,
    notLookedFor:
      'Le cluster n’a pas répondu quand j’ai cherché ce qui reste. Cherche le label `labrador.dev/workshop`.',
    nothingLeft: 'Il ne reste rien : ni namespace, ni label sur un nœud, ni dossier sur un hôte, ni Pod.',
    stays: ({days}) => `Le journal reste ${days} jours : \`/workshop export\` dans ce salon.`,
    unseen: ({node, reason}) => `Les dossiers de l’hôte ${node} n’ont pas pu être vus : ${reason}`,
    more: ({names, count}) => `${names} et ${count} de plus`,
    namespaces: ({count, names}) =>
      `**Namespaces restants : ${count}** : ${names} → regarde avec \`kubectl get namespace NAME -o yaml\` ce qui les retient`,
    nodeLabels: ({count, names}) =>
      `**Labels restants sur des nœuds : ${count}** : ${names} → enlève-les avec \`kubectl label node NODE KEY-\``,
    hostFolders: ({count, names}) =>
      `**Dossiers restants sur des hôtes : ${count}** : ${names} → efface-les sous /var/lib/labrador/sandboxes`,
    pods: ({count, names}) => `**Pods restants : ${count}** : ${names} → ils partent avec leurs namespaces`,
  },

  record: {
    about: ({name, entries, learners}) =>
      `**${name}** : ${entries} entrées sur ${learners} participant·es.\n\`progress.csv\` a une ligne par personne et par étape, \`commands.csv\` par commande, \`record.json\` tout.`,
    noWorkshop: {
      message: 'Il n’y a pas encore eu d’atelier dans ce salon.',
      next: 'Tape-le dans le salon d’un atelier.',
    },
  },
};
