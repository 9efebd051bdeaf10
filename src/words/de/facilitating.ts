import type {Words} from '../en/en.ts';
import {plural} from '../plural.ts';

const counted = plural('de');

export const facilitating: Words['facilitating'] = {
  learner: {
    stuckSince: ({ago}) => `⚠ hängt fest, Beginn ${ago}`,
    finished: '✅ mit dem Lab fertig',
    step: ({number, of, title}) => `Schritt ${number}/${of} ${title}`,
    podsIn: ({namespace}) => `**Pods** in ${namespace}`,
    events: '**Ereignisse**',
    commands: '**Letzte Befehle**',
    noneYet: 'Noch keine.',
    none: 'Keine.',
    eventsNotRead: 'Sie ließen sich gerade nicht lesen.',
    thread: 'Thread öffnen',
    look: 'Befehl ausführen, der nur liest',
    reset: 'Zurück zum Anfang des Schritts',
    move: 'Zu Schritt … gehen, die Lösungen davor abspielen',
    threadStart: ({whom}) => `${whom}, die Kursleitung möchte mit dir sprechen.`,
    threadOpen: ({thread}) => `${thread} ist für euch beide offen.`,
    notHere: {message: 'Diese Person ist nicht in diesem Workshop.', next: 'Mit /lab start macht sie mit.'},
    justLeft: 'Diese Person ist gerade gegangen.',
    onlyReads: {
      message: 'Das ändert etwas, und die Sandbox gehört jemand anderem.',
      next: 'Nimm, was nur liest: get, describe, logs, events, rollout status.',
    },
  },

  windows: {
    look: ({name}) => `In die Sandbox sehen: ${name}`,
    lookAbout: 'Eine Zeile, die nur liest: get, describe, logs, events, rollout status',
    words: 'Deine Worte',
    answer: 'Privat antworten',
    answerAbout: 'Zu sehen nach einem Druck auf den Knopf unter der Erwähnung im Kanal.',
    toClassAbout: 'Markdown; es steht im Kanal der Teilnehmenden.',
  },

  status: {
    states: {
      open: '🟢 offen',
      paused: '⏸ angehalten: Nichts läuft, nichts geht verloren',
      closing: '🔚 wird geschlossen',
      closed: 'geschlossen',
    },
    lab: ({title, name}) => `Lab: ${title} (${name})`,
    requires: {
      'network-policies':
        '⚠ Schritte davon lassen sich nur bestehen, wo NetworkPolicies durchgesetzt werden: `/workshop doctor` probiert, ob das hier so ist.',
    },
    channels: ({participants, facilitators}) => `Teilnehmende: ${participants} · Kursleitung: ${facilitators}`,
    room: ({fits}) => `im Cluster ist Platz für ${fits}`,
    noRoomKnown: 'der Cluster antwortet gerade nicht',
    atMost: ({capacity, room}) => `höchstens ${capacity}; ${room}`,
    joined: ({joined, inLine, room}) => `Dabei: ${joined} · in der Schlange: ${inLine} · ${room}`,
    ends: ({at, ago}) => `Ende: ${at}, ${ago}`,
    endsWhenClosed: 'Ende: wenn er geschlossen wird',
    lastsAsWorkshop: 'Eine Sandbox hält so lange wie der Workshop',
    lasts: ({minutes}) => `Eine Sandbox hält ${minutes} Minuten`,
    answers: {private: 'Antworten sind privat', public: 'Antworten sind öffentlich'},
    alsoOpen: ({workshops}) => `Ebenfalls offen: ${workshops}`,
    openIn: ({name, channel}) => `${name} in ${channel}`,
  },

  report: {
    removed: ({name, count}) =>
      `**${name} ist geschlossen.** ${count} ${counted(count, 'Sandbox', 'Sandboxes')} entfernt.`,
    removedNotAll: ({name, count, failed}) =>
      `**${name} ist geschlossen.** ${count} ${counted(count, 'Sandbox', 'Sandboxes')} entfernt, **${failed} nicht**.`,
    notLookedFor:
      'Der Cluster hat nicht geantwortet, als ich nachsah, was übrig ist. Such nach dem Label `labrador.dev/workshop`.',
    nothingLeft: 'Nichts ist übrig: kein Namespace, kein Label an einem Node, kein Ordner auf einem Host, kein Pod.',
    stays: ({days}) => `Das Protokoll bleibt ${days} Tage: \`/workshop export\` in diesem Kanal.`,
    unseen: ({node, reason}) => `Die Ordner auf dem Host ${node} waren nicht zu sehen: ${reason}`,
    more: ({names, count}) => `${names} und ${count} weitere`,
    namespaces: ({count, names}) =>
      `**Namespaces übrig: ${count}**: ${names} → sieh mit \`kubectl get namespace NAME -o yaml\` nach, was sie hält`,
    nodeLabels: ({count, names}) =>
      `**Labels an Nodes übrig: ${count}**: ${names} → entferne sie mit \`kubectl label node NODE KEY-\``,
    hostFolders: ({count, names}) =>
      `**Ordner auf Hosts übrig: ${count}**: ${names} → lösche sie unter /var/lib/labrador/sandboxes`,
    pods: ({count, names}) => `**Pods übrig: ${count}**: ${names} → sie gehen mit ihren Namespaces`,
  },

  record: {
    about: ({name, entries, learners}) =>
      `**${name}**: ${entries} Einträge über ${learners} Teilnehmende.\n\`progress.csv\` hat eine Zeile für jede Person und jeden Schritt, \`commands.csv\` für jeden Befehl, \`record.json\` alles.`,
    noWorkshop: {
      message: 'In diesem Kanal gab es noch keinen Workshop.',
      next: 'Tippe es im Kanal eines Workshops.',
    },
  },
};
