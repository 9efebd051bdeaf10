import type {Words} from '../en/en.ts';
import {plural} from '../plural.ts';

const counted = plural('de');

export const answering: Words['answering'] = {
  staleWindow: 'Zu diesem Fenster gehört nichts mehr.',
  staleButton: {message: 'Dieser Knopf ist veraltet.', next: 'Schick den Befehl noch einmal.'},
  tooFast: ({most, seconds, waitSeconds}) => ({
    message: `Das waren mehr als ${most} in ${seconds} s.`,
    next: `Warte ${waitSeconds} s und schick es noch einmal. Nichts von dem, was du vorher geschickt hast, geht verloren.`,
  }),
  tooManyInServer: ({most, seconds, waitSeconds}) => ({
    message: `Alle zusammen haben auf diesem Server mehr als ${most} in ${seconds} s geschickt.`,
    next: `Warte ${waitSeconds} s und schick es noch einmal. Nichts von dem, was vorher kam, geht verloren.`,
  }),
  lateWindow: {message: 'Das Fenster ließ sich nicht rechtzeitig öffnen.', next: 'Versuch es noch einmal.'},
  broke: ({reference}) =>
    `Bei uns ist etwas kaputtgegangen, und nichts wurde getan. → Versuch es noch einmal; die Kennung ist ${reference}.`,

  pausedUntil: 'Der Workshop ist angehalten. Das hier läuft, sobald es weitergeht.',
  pausedInLine: ({ahead}) =>
    `Der Workshop ist angehalten. Das hier läuft, sobald es weitergeht; ${answering.ahead({ahead})}`,
  inLine: ({ahead}) => `In der Schlange: ${answering.ahead({ahead})}`,
  ahead: ({ahead}) =>
    `${ahead} deiner Befehle ${counted(ahead, 'kommt', 'kommen')} vor diesem an die Reihe. \`/cancel\` beendet alle.`,

  restarting: {
    message: 'Ich werde gerade neu gestartet und kann nicht sagen, ob das hier aufbewahrt ist.',
    next: 'Warte eine Minute, und tippe es noch einmal, wenn dann keine Antwort da ist.',
  },
  takenOver: {message: 'Ein anderer Bot hat übernommen.', next: 'Tippe es noch einmal.'},
  away: {message: 'Das kann ich gerade nicht nachsehen.', next: 'Tippe es in einer Minute noch einmal.'},
  awayAtAll: {
    message: 'Ich kann gerade nichts nachsehen, und nichts wurde getan.',
    next: 'Tippe es in einer Minute noch einmal.',
  },
  lost: {
    message: 'Meine Antwort kam nicht rechtzeitig im Chat an, und es wurde nichts getan.',
    next: 'Schick es noch einmal.',
  },
  full: {
    message: 'Der Speicher des Workshops ist gerade voll, und nichts wurde getan.',
    next: 'Tippe es in einer Minute noch einmal. Hilft das nicht, sag es der Kursleitung.',
  },
  tooLarge: ({kib, mostKib}) => ({
    message: `Das sind ${kib} KiB, und der Speicher des Workshops ist fast voll: gerade nehme ich höchstens ${mostKib} KiB an.`,
    next: 'Schick es in kleineren Teilen, oder tippe es später noch einmal; die Kursleitung weiß Bescheid.',
  }),

  forRole: ({role}) => `Das ist denen vorbehalten, die die Rolle ${role} haben.`,
  notYours: {
    editor: 'Dieser Editor gehört jemand anderem.',
    answer: 'Diese Antwort gehört jemand anderem.',
  },
  closing: 'Dieser Workshop wird gerade geschlossen, und deine Sandbox mit ihm.',
  noSandbox: {message: 'Du hast noch keine Sandbox.', next: 'Tippe /lab start: Es dauert ein paar Sekunden.'},
  notIn: {message: 'Du bist noch nicht im Workshop.', next: 'Tippe /lab start, um mitzumachen.'},
  helpPassedOn: 'Jemand von der Kursleitung ist schon dran; was du geschrieben hast, wurde weitergegeben.',

  pageIsShown: 'Die Seite wird hier gezeigt, in einer Antwort.',
  showPage: 'Seite zeigen',
  editorOpens: 'Der Editor öffnet sich mit dem YAML, wie es dann ist.',
  openEditor: 'Editor öffnen',
  editTitle: ({object}) => `${object} bearbeiten`,
  clusterAway: {message: 'Der Cluster antwortet gerade nicht.', next: 'Versuch es in einer Minute noch einmal.'},
  noObject: ({singular, name, type}) => ({
    message: `Du hast kein ${singular} namens ${name}.`,
    next: `Sieh nach, was es gibt: kubectl get ${type}`,
  }),
  tooLongForWindow: ({most}) =>
    `Das YAML ist zu lang für ein Fenster (${most.toLocaleString('de')} Zeichen), deshalb ist es hier als Datei.`,
  sendFileBack: ({command}) => `Ändere die Datei und schick sie zurück mit ${command}`,

  resetAlready: {message: 'Das ist schon geschehen.', next: 'Tippe /lab reset, um es noch einmal zu tun.'},
  ranAlready: 'Dieser Knopf hat das schon ausgeführt; die Antwort hat eine eigene Nachricht.',
  runAgain: 'Noch einmal ausführen',
  lineCut: {
    message: 'Nur das Ende dieser Zeile kam an, und wie sie beginnt, ist nicht mehr bekannt.',
    next: 'Tippe sie ganz.',
  },

  nothingKept: 'Über dich ist nichts gespeichert.',
  allThatIsKept:
    'Alles, was über dich gespeichert ist: deine Sandboxes, deine Schritte, deine Befehle und was daraus wurde. `/me forget` löscht es.',
  askToForget:
    'Alles löschen, was über dich gespeichert ist? Deine Schritte, deine Befehle und deren Antworten verschwinden aus allen Workshops. Das lässt sich nicht rückgängig machen.',
  deleteIt: 'Löschen',
  forgotten: 'Gelöscht. Über dich ist nichts mehr gespeichert.',
  stillHere: ({workshop}) => ({
    message: `Du hast eine Sandbox in ${workshop}, und dort muss bekannt sein, wem sie gehört.`,
    next: 'Tippe zuerst /lab leave, dann /me forget.',
  }),

  answersUnderWay: {
    message: 'Deine Antworten sind unterwegs.',
    next: 'Drück in 10 s noch einmal, wenn keine kommt.',
  },
  noAnswerWaits: 'Hier wartet keine Antwort auf dich.',
  answersNotTaken: {
    message: 'Der Chat hat nicht alle deine Antworten angenommen.',
    next: 'Drück den Knopf noch einmal: Keine ist verloren.',
  },
};
