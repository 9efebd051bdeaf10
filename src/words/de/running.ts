import type {Words} from '../en/en.ts';

export const running: Words['running'] = {
  tooLate: ({seconds}) => `Es war nach ${seconds} s nicht zu Ende und wurde abgebrochen.`,
  tryAgain: 'Versuch es noch einmal; sag es der Kursleitung, wenn es so bleibt.',
  endsByItself: 'Nimm einen Befehl, der von selbst endet.',
  leftRunning: ({seconds}) => ({
    message: `Es war nach ${seconds} s nicht zu Ende und läuft vielleicht noch im Container.`,
    next: 'Lösche den Pod, um es zu beenden, und nimm einen Befehl, der von selbst endet.',
  }),
  askedAgain: 'Der Cluster antwortet gerade nicht; er wird gefragt, bis er es tut. `/cancel` beendet das.',
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
  waits: 'Dein nächster Befehl beendet das Warten, und `/cancel` auch.',
  isAhead: 'Deine nächsten Befehle warten darauf; `/cancel` beendet es.',
  endedInTheWay: 'Es hätte nur weiter gewartet; ich habe es beendet, weil dein nächster Befehl an der Reihe war.',
  leftInTheWay:
    'Es hätte nur weiter gewartet; ich lese nicht mehr mit, weil dein nächster Befehl an der Reihe war. Es läuft vielleicht noch im Container.',
  copied: ({file, to}) => `${file} ist nach ${to} kopiert.`,
  noTar: ({line}) => {
    const work = 'kubectl cp lässt im Container tar die Arbeit tun.';
    return line === undefined ? work : `${work} Einen Text kopierst du ohne tar heraus mit: ${line}`;
  },
  copyRefused: {
    folder: ({line}) => ({
      message: 'kubectl würde den Ordner mit allem darin kopieren; hier geht eine Datei auf einmal.',
      next: `Ansehen, was darin ist: ${line}`,
    }),
    link: ({line}) => `kubectl cp folgt keinen Links. Das, wohin er führt, bekommst du mit: ${line}`,
    special: 'Das ist weder Datei noch Ordner: kubectl würde nichts davon kopieren.',
    binary: {
      message: 'kubectl würde sie kopieren; hier gehen nur Texte, und das ist keiner.',
      next: 'Sieh dir im Container einen Teil davon an, etwa mit exec NAME -- od -c FILE.',
    },
    tooLarge: ({most, line}) => ({
      message: `kubectl würde sie in jeder Größe kopieren; hier gehen Texte mit bis zu ${most} Zeichen.`,
      next: `Ihr Ende ansehen: ${line}`,
    }),
    unread: 'Was tar geschickt hat, ist kein Archiv.',
    secret: ({line}) => `Ohne Kopie ansehen: ${line}`,
    noInput: 'Dieser Cluster ist zu alt, um etwas in einen Container zu schicken: Das geht ab Kubernetes 1.30.',
  },
  moreLogs: 'Es gibt noch mehr Logs; das sind die ersten. Frag nach einem Pod mit seinem Namen.',
  logCut: 'Das Log ist länger; das ist sein Anfang. --tail=50 zeigt sein Ende.',
  nothingDiffers: 'Es gibt keinen Unterschied: angewendet würde sich nichts ändern.',
  logEmpty: 'Das Log ist leer.',
  followed: {
    now: 'wird verfolgt; dein nächster Befehl beendet es, und /cancel auch:',
    ended: 'Es ist zu Ende: mehr wird nicht geschrieben.',
    longest: ({seconds}) =>
      `Ich habe es ${seconds} s lang verfolgt, länger geht es hier nicht. Tipp es noch einmal, um weiterzumachen.`,
    madeWay:
      'Ich habe aufgehört zu verfolgen, weil dein nächster Befehl an der Reihe war. Tipp es noch einmal, um weiterzumachen.',
    tooMuch: 'Es wird mehr geschrieben, als hier verfolgt werden kann. --tail=50 zeigt das Ende.',
    brokeOff: 'Der Cluster hat abgebrochen. Tipp es noch einmal, um weiterzumachen.',
  },
  followFewer: 'Verfolge weniger: einen Pod mit seinem Namen, oder einen Container mit -c.',
  followedCut: 'Es gab mehr; das ist das Ende.',
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
  timeToEnd: ({flags}) => `Pods bekommen zum Beenden die Zeit, die sie verlangen: ${flags} hat nichts bewirkt.`,
  cardShows: ({flags}) => `Die Karte zeigt, was verschwindet: ${flags} hat nichts bewirkt.`,
  ignored: ({flag}) => `${flag} bewirkt hier nichts.`,
  runsOn: ({seconds, status}) =>
    `Es ist nicht innerhalb von ${seconds} s zu Ende gegangen; sein Zustand war zuletzt ${status}.`,
  runsOnLater: ({name}) => `Es läuft weiter: logs ${name} zeigt es, delete pod ${name} beendet es.`,
  runsOnBehind: ({name}) =>
    `Ich warte nicht weiter, weil dein nächster Befehl an der Reihe war. Es läuft weiter: logs ${name} zeigt es, delete pod ${name} beendet es.`,
  tookAwayInTheWay:
    'Es hätte nur weiter gewartet; ich habe es weggenommen, weil dein nächster Befehl an der Reihe war.',
  tookAway: 'Es wurde weggenommen; lass einen Befehl laufen, der von selbst endet.',

  noPort: ({service}) => `Der Service ${service} hat keinen Port, den man aufrufen könnte.`,
  noService: {
    message: 'Es gibt noch keinen Service, den man aufrufen könnte.',
    next: 'Wende zuerst einen an: Ein Service gibt der App eine Adresse.',
  },
  noIngress: {
    message: 'Es gibt noch keinen Ingress, über den es gehen könnte.',
    next: 'Wende zuerst einen an: Er sagt, zu welchem Service ein Host und seine Pfade führen.',
  },
  noRoute: ({address, addresses}) => ({
    message: `404: Kein Ingress hat eine Regel für ${address}.`,
    next: addresses === '' ? 'Sieh sie dir an: kubectl describe ingress' : `Regeln gibt es für ${addresses}`,
  }),
  noServiceBackend: ({ingress}) => ({
    message: `503: Der Ingress ${ingress} leitet das an keinen Service weiter.`,
    next: `Sieh ihn dir an: kubectl describe ingress ${ingress}`,
  }),
  noBackend: ({ingress, service}) => ({
    message: `503: Der Ingress ${ingress} leitet das an den Service ${service} weiter, und keiner heißt so.`,
    next: 'Sieh ihre Namen nach: kubectl get services',
  }),
  noBackendPort: ({ingress, service, port, ports}) => ({
    message: `503: Der Ingress ${ingress} leitet das an den Port ${port} des Service ${service} weiter, der keinen solchen Port hat.`,
    next: `Seine Ports: ${ports}`,
  }),
  byIngress: ({ingress, service, port}) => `Über den Ingress ${ingress} zum Service ${service}, Port ${port}.`,
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
