import type {Words} from '../en/en.ts';

export const checks: Words['checks'] = {
  clusterAway: {
    reason: 'der Cluster lässt sich gerade nicht lesen',
    redo: 'Warte, bis der Cluster wieder antwortet, und prüfe dann noch einmal.',
  },
  broken: ({message}) => `die Prüfung selbst ist kaputt: ${message}`,
  tellOfBroken: 'Sag es der Kursleitung: Der Fehler liegt im Lab.',
  unseen: {
    reason: 'es ist vielleicht geschehen, als niemand zusah',
    redo: 'Mach diesen Schritt noch einmal.',
  },
  noObject: ({list, name}) => `unter ${list} gibt es kein ${name}`,
  noField: ({field}) => `es gibt kein ${field}`,
  nothing: 'es gibt keins',
};
