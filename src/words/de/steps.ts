import type {Words} from '../en/en.ts';
import {plural} from '../plural.ts';

const counted = plural('de');

export const steps: Words['steps'] = {
  outOfDate: {message: 'Dieser Knopf ist veraltet: Das Lab hat sich seitdem geändert.', next: 'Tippe /lab show.'},
  showMine: 'Meinen Schritt zeigen',

  hint: {
    button: '💡 Tipp',
    another: 'Noch ein Tipp',
    situation: 'Was deine Sandbox zeigt',
    graded: ({title, number, of}) => `${title}: Tipp ${number} von ${of}`,
    none: 'Das waren alle Tipps zu diesem Schritt. Übrig bleibt die Lösung.',
  },
  solution: {
    button: 'Lösung',
    ask: ({title}) => `Die Lösung von **${title}** zeigen? Es wird vermerkt, dass du sie gesehen hast.`,
    show: 'Zeigen',
    heading: ({title}) => `Lösung: ${title}`,
  },
  reset: {
    ask: ({title}) =>
      [
        'Was in deiner Sandbox ist, wird gelöscht: Workloads, Pods, Services, ConfigMaps, Secrets, deine Labels an Nodes. Geschaffte Schritte bleiben geschafft.',
        `Danach kann **${title}** neu vorbereitet werden, oder alles bleibt leer.`,
      ].join('\n'),
    toStep: 'Zurück zum Anfang dieses Schritts',
    empty: 'Leeren',
  },

  course: {
    ask: ({title}) =>
      [
        `**${title}** beginnt in einer leeren Sandbox, und in deiner ist noch etwas: Was übrig ist, könnte Schritte bestehen oder ihnen im Weg sein.`,
        'Was du geschafft hast, bleibt geschafft. Leeren löscht Workloads, Pods, Services, ConfigMaps, Secrets, Claims, deine Labels an Nodes.',
      ].join('\n'),
    emptyFirst: 'Leeren und weitermachen',
    asItIs: 'So weitermachen',
  },

  card: {
    place: ({lab, number, of}) => `${lab} · Schritt ${number} von ${of}`,
    inCourse: ({course, lab, number, of}) => `${course} · Lab ${number} von ${of}: ${lab}`,
    said: ({choice}) => `Du hast gesagt: ${choice}. Führ es aus und sieh nach.`,
    saidRight: ({choice}) => `Genau das hast du gesagt: ${choice}.`,
    saidWrong: ({choice}) => `Du hast gesagt: ${choice}.`,
    notChecked: ({redo}) => `ließ sich nicht prüfen: ${redo}`,
    countsLater: 'zählt, sobald die Schritte davor geschafft sind',
    allDone: '🎉 **Alle Schritte sind geschafft.** /lab leave entfernt deine Sandbox.',
    lastDone: '**Geschafft.** /lab steps zeigt, was übrig ist.',
    done: '**Geschafft.** Mach mit „Weiter“ weiter.',
    labDone: ({next}) => `**Geschafft.** Das nächste Lab ist **${next}**.`,
    checked: ({at}) => `Geprüft um ${at}; es geht von selbst weiter.`,
    ended: 'Diese Karte wird nicht mehr aktualisiert.',
    goOn: 'Mit diesem Schritt weitermachen',
    check: '✓ Prüfen',
    back: '◀ Zurück',
    next: 'Weiter ▶',
    nextLab: 'Nächstes Lab ▶',
  },

  list: {
    done: ({done, of}) => `${done} von ${of} geschafft`,
    minutes: ({minutes}) => `etwa ${minutes} Minuten`,
    hints: ({count}) => `${count} ${counted(count, 'Tipp', 'Tipps')}`,
    solutionSeen: 'Lösung gesehen',
    goOn: 'Weitermachen',
    lab: ({number, title, done, of}) => `**Lab ${number}: ${title}** · ${done} von ${of} geschafft`,
  },
};
