import type {Words} from '../en/en.ts';

export const channels: Words['channels'] = {
  permissions: {
    view: {name: 'Kanal anzeigen', purpose: 'um den Kanal zu finden'},
    send: {name: 'Nachrichten senden', purpose: 'für alles, was ich schreibe'},
    attach: {name: 'Dateien anhängen', purpose: 'für genaue Ausgaben und das Bild der Klasse'},
    history: {name: 'Nachrichtenverlauf anzeigen', purpose: 'um meine Nachrichten nach einem Neustart zu ändern'},
    pin: {name: 'Nachrichten anpinnen', purpose: 'um die Übersicht anzupinnen'},
    createThreads: {name: 'Private Threads erstellen', purpose: 'um einen Thread für Hilfe zu öffnen'},
    useCommands: {name: 'Anwendungsbefehle verwenden', purpose: 'um Befehle zu tippen'},
    sendInThreads: {
      name: 'Nachrichten in Threads senden',
      purpose: 'um Leute in einen Thread für Hilfe zu holen und zu sagen, wie es steht',
    },
  },

  check: {
    names: {
      participants: 'Kanal der Teilnehmenden',
      facilitators: 'Kanal der Kursleitung',
      threads: 'Threads',
      role: 'Kursleitung',
    },
    notSeen: 'Ich kann ihn nicht sehen.',
    notSeenNext: 'Gib meiner Rolle dort „Kanal anzeigen“, oder öffne den Workshop in einem anderen.',
    notTold: 'Der Chat hat nicht gesagt, was ich darf.',
    notToldNext: 'Versuch es in einer Minute noch einmal.',
    allowed: ({channel}) => `#${channel}: Ich darf, was ich muss.`,
    lacking: ({channel, permissions}) => `#${channel}: Mir fehlt ${permissions}.`,
    lackingNext: 'Gib es meiner Rolle in den Einstellungen des Kanals.',
    threads: 'Ich darf private Threads für Hilfe öffnen.',
    noThreads: ({permissions}) => `Mir fehlt ${permissions}: Hilfe gibt es über private Antworten.`,
    noThreadsNext: 'Gib es meiner Rolle, um Threads zu haben.',
    role: ({role}) => `Es gibt eine Rolle ${role}.`,
    noRole: ({role}) => `Es gibt keine Rolle ${role}: Niemand gehört zur Kursleitung.`,
    noRoleNext: 'Leg sie an, oder setz FACILITATORS_ROLE auf eine, die es gibt.',
  },

  notWhole: '⚠ Dem Workshop fehlt etwas.',
  lackingIn: ({channel, permissions}) => `In ${channel} fehlt mir ${permissions}.`,
  whoGives: 'Wer diesen Server verwaltet, kann es in den Einstellungen des Kanals oder der Rolle geben.',

  cantWrite: ({channel}) =>
    `⚠ Ich kann in ${channel} nicht schreiben. Ich brauche dort „Kanal anzeigen“, „Nachrichten senden“, „Dateien anhängen“ und „Nachrichtenverlauf anzeigen“. Ich versuche es jede Minute noch einmal.`,
  cantPin: ({channel}) =>
    `⚠ Ich kann meine Nachricht in ${channel} nicht anpinnen: Ich brauche „Nachrichten anpinnen“. Oder pinne sie von Hand an.`,

  renamed: ({before, now, workshop}) =>
    `#${before} heißt jetzt #${now}: Der Workshop **${workshop}** geht dort weiter.`,
  deleted: {
    participants: ({workshop}) =>
      `⚠ Der Kanal der Teilnehmenden von **${workshop}** wurde gelöscht. Die Sandboxes laufen weiter.\n→ Schließ diesen Workshop und öffne einen in einem anderen Kanal; was in den Sandboxes ist, zieht nicht mit um.`,
    facilitators: ({workshop}) =>
      `⚠ Der Kanal der Kursleitung von **${workshop}** wurde gelöscht. Die Sandboxes laufen weiter.\n→ Kursleitung: Tippe hier /workshop close, und öffne einen mit einem anderen Kanal.`,
  },
  role: {
    renamed: ({before, now}) =>
      `Die Rolle **${before}** heißt jetzt **${now}**. Wer sie hat, gehört wie bisher zur Kursleitung.`,
    deleted: ({name}) => `⚠ Die Rolle **${name}** wurde gelöscht: Niemand gehört mehr zur Kursleitung.`,
    next: ({role}) =>
      `Leg wieder eine Rolle ${role} an. Wer den Bot betreibt, kann mit FACILITATORS_ROLE eine andere nennen.`,
  },
};
