import type {Words} from '../en/en.ts';

export const operations: Words['operations'] = {
  and: ({most, last}) => `${most} und ${last}`,
  or: ({most, last}) => `${most} oder ${last}`,

  serviceName: ({name}) => ({
    message: `${name} kann nicht der Name eines Service sein.`,
    next: 'Sieh ihre Namen nach: kubectl get services',
  }),
  serviceOrHost: {
    message: 'Eine Seite ruft man über einen Service oder über einen Host auf, nicht über beides.',
    next: 'Tippe: /browse host:HOST',
  },
  hostName: ({given}) => ({
    message: `${given} kann kein Host sein.`,
    next: 'Tippe einen aus deinem Ingress, zum Beispiel: /browse host:web.example.com path:/',
  }),
  pagePath: ({most}) => ({
    message: `Ein Pfad ist eine einzige Zeile von höchstens ${most} Zeichen.`,
    next: 'Tippe: /browse path:/index.html',
  }),

  notEdited: ({kind}) => `Objekte der Art ${kind} lassen sich hier nicht bearbeiten.`,
  oneToEdit: {
    message: 'Nenne ein einziges Objekt zum Bearbeiten, mit Typ und Namen.',
    next: 'Tippe: /edit resource:daemonset/NAME',
  },

  outputIsLonger: 'Die Ausgabe ist länger; das hier ist ihr Anfang.',
  outputIsCut: ({kib}) =>
    `Auf ${kib} KiB gekürzt: Der Speicher des Workshops ist fast voll. Frag die Kursleitung, oder tippe es später noch einmal.`,

  lookAtPods: 'Sieh dir die Pods an: kubectl get pods',
  longestWait: ({seconds}) =>
    `Gewartet wurde ${seconds} s, länger geht es hier nicht. Sieh dir die Pods an: kubectl get pods`,
  madeWay:
    'Ich warte nicht weiter, weil dein nächster Befehl an der Reihe war. Tippe es noch einmal, um weiterzuwarten.',
};
