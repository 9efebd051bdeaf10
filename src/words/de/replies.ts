import type {Words} from '../en/en.ts';
import {plural} from '../plural.ts';

const counted = plural('de');

export const replies: Words['replies'] = {
  cancelled: 'Abgebrochen.',
  interrupted: 'Unterbrochen: Ob es gewirkt hat, ist unbekannt. Es wurde kein zweites Mal ausgeführt.',
  firstStep: 'Ersten Schritt zeigen',
  pageFrom: ({status, address}) => `**HTTP ${status}** von ${address}`,
  emptyPage: 'Die Seite ist leer.',
  noOutput: '(keine Ausgabe)',
  downSince: ({at, ago}) => `Dahinter ist seit ${at} kein Pod mehr bereit (${ago}).`,
  moreWarnings: ({count}) => `und ${count} weitere Warnungen, in output.txt`,
  moreNotes: ({count}) => `und ${count} weitere`,

  keepWatching: 'Weiter zusehen',
  replyEnded: 'Diese Antwort wird nicht mehr aktualisiert.',
  sandboxRemoved: 'Diese Sandbox wurde entfernt.',

  late: {
    mention: ({whom}) => `Es liegen Antworten bereit für ${whom}.`,
    show: 'Meine Antworten zeigen',
    older: ({count}) => `Ältere Antworten zeigen (${count})`,
    notKept: ({count}) => `${count} deiner Antworten ${counted(count, 'ist', 'sind')} nicht mehr aufbewahrt.`,
    more: ({count}) => `und ${count} weitere`,
    lookNow: 'Sieh nach, wie es jetzt steht, und tippe es noch einmal.',
  },
  tooLate: ({whom}) =>
    `${whom} Was du eben geschickt hast, hat mich zu spät erreicht, und nichts davon wurde getan.\n→ Schick es noch einmal.`,

  bug: ({reference}) => ({
    message: `Bei uns ist etwas kaputtgegangen. Die Kennung ist ${reference}.`,
    next: 'Versuch es noch einmal, oder sag der Kursleitung die Kennung.',
  }),
  otherVersion: {
    message:
      'Das stammt von einer anderen Version von Labrador als der, die es ausführen sollte, und wurde nicht ausgeführt.',
    next: 'Gib es noch einmal ein.',
  },
  keptNoLonger: {
    message:
      'Es wurde ausgeführt, aber die Antwort ließ sich zwei Stunden lang nicht zustellen und ist nicht mehr aufbewahrt.',
    next: 'Sieh nach, wie es jetzt steht, und tippe es noch einmal, wenn es nötig ist.',
  },
  tooManyWaiting: ({count}) => ({
    message: `${count} deiner Befehle warten schon.`,
    next: 'Warte, bis einige beantwortet sind, oder tippe /cancel.',
  }),
  fileTooLarge: ({name, kib}) => `Die Datei ${name} ist größer als ${kib} KiB.`,
  fileNotDownloaded: ({name}) => ({
    message: `Die Datei ${name} ließ sich nicht herunterladen.`,
    next: 'Schick den Befehl noch einmal.',
  }),
};
