import type {Words} from '../en/en.ts';

export const redis: Words['redis'] = {
  lookYourself: ({oldest}) =>
    `Sieh selbst nach seinen Einstellungen: Version ${oldest} oder neuer, maxmemory unter dem Speicher, den es hat, maxmemory-policy noeviction, appendonly yes.`,
  notTold: ({reason}) => `Redis sagt nicht, wie es eingestellt ist: ${reason}`,
  notAllTold: 'Redis sagt nicht alles darüber, wie es eingestellt ist.',
  noAnswer: ({reason}) => `Redis antwortet nicht: ${reason}`,
  noAnswerNext: 'Starte es, oder berichtige REDIS_URL.',
  evicts: ({policy}) =>
    `Seine maxmemory-policy ist ${policy}: Ist der Speicher voll, wirft es Jobs und Teilnehmende weg, ohne ein Wort.`,
  tooOld: ({version, oldest}) => `Es ist ${version}; die älteste Version, die geht, ist ${oldest}.`,
  failedNext: ({oldest}) => `Nimm Redis ${oldest} oder neuer mit maxmemory-policy noeviction.`,
  passed: ({version, used}) =>
    `Es ist ${version}, wirft nichts weg, schreibt eine Append-only-Datei und nutzt ${used}.`,
  notAppended: {
    said: 'Es schreibt keine Append-only-Datei: Was seit dem letzten Snapshot geschah, ist verloren, wenn es endet.',
    next: 'Setz appendonly yes, außer ein Replikat übernimmt.',
  },
  unlimited: {
    said: 'Es hat kein maxmemory: Ist der Speicher voll, beendet es das System, und alle warten, bis es seine Datei gelesen hat.',
    next: 'Setz maxmemory auf drei Viertel des Speichers, den es haben darf: docs/redis-memory.md.',
  },
  full: ({used}) => `Es ist fast voll, ${used}: Lange Antworten werden gekürzt und große Manifeste abgelehnt.`,
  fullNext: 'Erhöhe sein maxmemory, und den Speicher, den es haben darf: docs/redis-memory.md.',
};
