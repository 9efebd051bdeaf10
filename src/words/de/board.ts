import type {Words} from '../en/en.ts';
import {plural} from '../plural.ts';

const counted = plural('de');

export const board: Words['board'] = {
  before: ({page}) => `◀ Seite ${page}`,
  after: ({page, of}) => `Seite ${page} von ${of} ▶`,
  continued: ' (Fortsetzung)',

  theClass: '**Die Klasse**',
  joined: ({count}) => `${count} dabei`,
  finished: ({count}) => `${count} mit dem Lab fertig`,
  stuck: ({count}) => `${count} ${counted(count, 'hängt', 'hängen')} fest`,
  inLine: ({count}) => `${count} in der Schlange für eine Sandbox`,
  lab: ({number, title, finished}) => `**Lab ${number}: ${title}** · ${finished} fertig`,
  step: ({title, on, done}) => `${title}: ${on} dabei · ${done} fertig`,

  headings: {
    help: '**Bitten um Hilfe**, die längsten zuerst',
    stuck: '**Hängen fest**, die längsten zuerst',
    loops: '**Absturzschleifen**, die längsten zuerst',
    predictions: ({number, question}) => `**Vorhersagen zu Schritt ${number}**: ${question}`,
    hints: '**Tipps und Lösungen**',
    commands: '**Letzte Befehle**',
  },
  asks: ({name, number, ago}) => `**${name}** Schritt ${number}, gefragt ${ago}`,
  isOnIt: ({name}) => `${name} kümmert sich`,
  stuckSince: ({name, number, ago}) => `**${name}** Schritt ${number}, hängt fest, Beginn ${ago}`,
  looping: ({name, number, loop}) => `**${name}** Schritt ${number}: ${loop}`,
  loop: ({pod, status, count, ago}) =>
    `${pod} ${status}, ${count} ${counted(count, 'Neustart', 'Neustarts')}, Absturzschleife, Beginn ${ago}`,
  comesTrue: ({option}) => `${option} (trifft ein)`,
  hints: ({count}) => `${count} ${counted(count, 'Tipp', 'Tipps')}`,
  sawSolutions: ({count, steps}) => `Lösung gesehen von ${counted(count, 'Schritt', 'den Schritten')} ${steps}`,
  joinedAt: ({name, ago}) => `${name}: dazugekommen ${ago}`,
  did: ({name, what}) => `${name}: ${what}`,
  done: '✓ erledigt',
  commands: ({count}) => `${count} ${counted(count, 'Befehl', 'Befehle')}`,
  failures: ({count}) => `${count} fehlgeschlagen`,

  ends: ({ago}) => `⏱ endet ${ago}`,
  paused: '⏸ **Angehalten**: Nichts läuft',
  closing: '🔚 **Wird geschlossen**: Sandboxes werden entfernt',
  closed: '**Geschlossen**',

  picture: {
    kinds: {
      passed: 'geschafft',
      shown: 'geschafft, mit Lösung',
      here: 'dabei',
      stuck: 'hängt fest',
      open: 'noch nicht',
    },
    passed: ({count}) => `${count} geschafft`,
    stuck: ({count}) => `${count} ${counted(count, 'hängt', 'hängen')} fest`,
    title: ({learners, finished}) => `${learners} Teilnehmende · ${finished} mit dem Lab fertig`,
    step: ({number, passed, here}) => `Schritt ${number}: ${passed} geschafft, ${here} dabei.`,
    stepStuck: ({number, passed, here, stuck}) =>
      `Schritt ${number}: ${passed} geschafft, ${here} dabei, davon ${counted(stuck, 'hängt', 'hängen')} ${stuck} fest.`,
    whole: ({learners, steps, finished}) =>
      `${learners} Teilnehmende, ${steps} Schritte; ${finished} mit dem Lab fertig.`,
  },
};
