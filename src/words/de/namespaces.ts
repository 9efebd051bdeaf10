import type {Words} from '../en/en.ts';

export const namespaces: Words['namespaces'] = {
  noName: ({name}) => ({
    message: `${name} kann kein Name eines Namespace sein.`,
    next: 'Namen haben Kleinbuchstaben, Ziffern und Bindestriche, bis zu 63.',
  }),
  ofCluster: ({flag}) =>
    `Die Namespaces des Clusters selbst bekommst du nicht zu sehen, deshalb wird ${flag} mit ihnen nicht angenommen.`,
  notYours: ({name}) => ({
    message: `Der Namespace ${name} ist keiner von deinen.`,
    next: 'Tippe: kubectl get namespaces',
  }),
  onlyOne: {
    message: 'In diesem Lab ist deine Sandbox der einzige Namespace, den du hast.',
    next: 'Lass den Namespace weg: Alles, was du tust, geschieht in ihm.',
  },
  most: ({most}) => ({
    message: `Eine Sandbox hat Platz für ${most} eigene Namespaces, und so viele hast du angelegt.`,
    next: 'Schreib delete namespace NAME, um Platz zu machen.',
  }),
  noRoom: ({uses}) => ({
    message: `Deine Namespaces teilen sich den Platz deiner Sandbox, und dein erster braucht mehr, als ihm bliebe: ${uses}.`,
    next: 'Lösch dort zuerst etwas; tippe: kubectl get all -n default',
  }),
  staysThere: '/lab reset leert deine Sandbox, /lab leave entfernt sie.',
  nameInDns: ({host, write}) => `${host} führt ins Leere: Im Cluster heißt dieser Namespace anders. Schreib ${write}.`,
  nameAndAll: {
    message: 'Einen Namen gibt es in einem Namespace, deshalb geht -A nicht mit ihm zusammen.',
    next: 'Schreib -n NAMESPACE statt -A.',
  },
  onlyListed: {
    message: 'Alle Namespaces werden aufgelistet, wie sie gerade sind: -A geht hier nicht mit --watch zusammen.',
    next: 'Schreib -n NAMESPACE statt -A.',
  },
};
