import type {Words} from '../en/en.ts';

export const running: Words['running'] = {
  tooLate: ({seconds}) => `Es war nach ${seconds} s nicht zu Ende und wurde abgebrochen.`,
  tryAgain: 'Versuch es noch einmal; sag es der Kursleitung, wenn es so bleibt.',
  endsByItself: 'Nimm einen Befehl, der von selbst endet.',
  leftRunning: ({seconds}) => ({
    message: `Es war nach ${seconds} s nicht zu Ende und läuft vielleicht noch im Container.`,
    next: 'Lösche den Pod, um es zu beenden, und nimm einen Befehl, der von selbst endet.',
  }),
  unavailable: {
    message: 'Der Cluster hat nicht geantwortet.',
    next: 'Warte eine Minute und schick den Befehl noch einmal.',
  },
  answerTooLarge: ({mib}) => ({
    message: `Die Antwort des Clusters ist größer als ${mib} MiB.`,
    next: 'Frag nach weniger: nach einem Objekt mit seinem Namen, oder nach einigen mit ihren Labels (-l).',
  }),

  away: {
    silent: 'Der Cluster antwortet nicht.',
    busy: 'Der Cluster kann gerade nicht antworten.',
    brokeOff: 'Der Cluster hat seine Antwort abgebrochen.',
    endedEarly: 'Die Verbindung brach ab, bevor der Befehl zu Ende war.',
    watchBroke: 'Das Beobachten brach ab.',
    noCredentials: 'Der Cluster kann nicht gefragt werden: Es fehlt, womit man sich ausweist.',
  },
  timedOut: 'Es wurde nach zu langer Zeit abgebrochen',

  outputCut: 'Die Ausgabe war länger; das ist ihr Anfang.',
  notStarted: 'Der Befehl ließ sich nicht starten.',
  wroteOn: 'Der Befehl schrieb immer weiter und wurde abgebrochen.',
  wroteOnUnread:
    'Der Befehl schrieb immer weiter, und seine Ausgabe wird nicht mehr gelesen; er läuft vielleicht noch im Container.',
  moreLogs: 'Es gibt noch mehr Logs; das sind die ersten. Frag nach einem Pod mit seinem Namen.',
  logCut: 'Das Log ist länger; das ist sein Anfang. --tail=50 zeigt sein Ende.',
  logEmpty: 'Das Log ist leer.',
  containers: ({names}) => `Die Container sind: ${names}.`,
  noPodOf: ({kind, name}) => `error: ${kind} ${name} hat keinen Pod dafür`,
  seeWhatRuns: 'Sieh nach, was läuft: kubectl get pods',
  clusterAddress: 'Die Adresse gilt für Pods; du erreichst den Cluster über diesen Chat.',
  nodesAreShown: 'Die Nodes deines Anteils siehst du trotzdem: Labrador liest sie für dich.',
  seeWhatThereIs: ({type}) => `Sieh nach, was es gibt: kubectl get ${type}`,
  seeFields: 'Sieh dir mit -o yaml an seiner Stelle an, was da ist.',
  nameField: 'Nenn eines seiner Felder.',
  hasImage: ({object}) => `${object} hat dieses Image schon`,
  hasThat: ({object}) => `${object} hat das schon`,
  overwriteVariable: 'Lass --overwrite=false weg, um sie zu ersetzen.',
  noKeys: ({name}) => `Die ConfigMap ${name} hat keinen solchen Schlüssel.`,
  overwrite: 'Häng --overwrite an, um es zu ersetzen.',
  type: ({line}) => `Tippe: ${line}`,

  isThere: 'Ändere es mit /edit oder apply -f, oder lösch es zuerst.',
  ownRightsOnly: 'Eine Role kann nur geben, was du selbst darfst: Das zeigt auth can-i --list.',
  roleFirst: 'Schreib zuerst die Role: create role NAME --verb=get,list --resource=pods',
  waitingForEnd: ({name}) => `Warte, bis pod/${name} zu Ende ist …`,
  giveSelector: 'Sag mit --selector=app=NAME, für welche Pods er ist.',
  givePort: 'Sag mit --port=80, für welchen Port er ist.',
  wouldBeRefused: ({reason}) => `Wirklich gemacht, würde es abgelehnt: ${reason}`,
  ignored: ({flag}) => `${flag} bewirkt hier nichts.`,
  runsOn: ({seconds, status}) =>
    `Es ist nicht innerhalb von ${seconds} s zu Ende gegangen; sein Zustand war zuletzt ${status}.`,
  runsOnLater: ({name}) => `Es läuft weiter: logs ${name} zeigt es, delete pod ${name} beendet es.`,
  tookAway: 'Es wurde weggenommen; lass einen Befehl laufen, der von selbst endet.',

  noPort: ({service}) => `Der Service ${service} hat keinen Port, den man aufrufen könnte.`,
  noService: {
    message: 'Es gibt noch keinen Service, den man aufrufen könnte.',
    next: 'Wende zuerst einen an: Ein Service gibt der App eine Adresse.',
  },
  pageCut: 'Die Seite ist länger; das ist ihr Anfang.',
  appSilent: ({reason}) => `Die App antwortet nicht: ${reason}.`,

  severalEdited: ({file}) => ({
    message: `${file} hat mehr als ein Objekt.`,
    next: 'Bearbeite eines nach dem anderen.',
  }),
  changedMeanwhile: ({object}) => ({
    message: `${object} wurde geändert, nachdem der Editor geöffnet war; deshalb wurde nichts geschrieben.`,
    next: `Öffne den Editor noch einmal mit /edit resource:${object}, und übernimm, was du getippt hast.`,
  }),

  emptying: 'Deine Sandbox wird geleert …',
  makingStep: 'Der Schritt wird vorbereitet …',
  isEmpty: 'Deine Sandbox ist leer.',
  making: 'Dein Namespace und seine Grenzen werden angelegt …',
  preparing: ({nodes}) => `${nodes} wird vorbereitet …`,
  folderLater: ({node, reason}) => `Der Ordner auf dem Node ${node} entsteht mit dem ersten Pod (${reason}).`,
  stillGoing: {
    message: 'Deine letzte Sandbox wird noch entfernt.',
    next: 'Versuch es in einer Minute noch einmal.',
  },
  stillGoingSince: ({reason}) => ({
    message: `Deine letzte Sandbox wird noch entfernt: ${reason}`,
    next: 'Sag es der Kursleitung: Das kann beheben, wer den Cluster betreibt.',
  }),
  removing: 'Dein Namespace und alles darin wird entfernt …',
  erasing: 'Deine Ordner auf den Nodes werden gelöscht …',
  notErased: ({node, reason}) => `Der Ordner auf dem Node ${node} ließ sich nicht löschen: ${reason}.`,
  notOurs: ({namespace}) => ({
    message: `Der Namespace ${namespace} trägt nicht die Labels dieses Workshops.`,
    next: 'Frag die Kursleitung: Nichts wurde entfernt.',
  }),
  goesByItself: ({reason}) =>
    `Der Namespace verschwindet von selbst, sobald eine API des Clusters wieder antwortet: ${reason}`,
};
