import type {Words} from '../en/en.ts';
import {plural} from '../plural.ts';

const counted = plural('de');
const sandboxes = (count: number): string => `${count} ${counted(count, 'Sandbox', 'Sandboxes')}`;
const expired = (count: number): string => `${count} abgelaufene ${counted(count, 'Sandbox', 'Sandboxes')}`;

export const tasks: Words['tasks'] = {
  reset: {
    doing: ({count}) => `Setze ${sandboxes(count)} zurück`,
    done: ({count}) => `${sandboxes(count)} zurückgesetzt`,
  },
  'fast-forward': {
    doing: ({count}) => `Rücke ${sandboxes(count)} vor`,
    done: ({count}) => `${sandboxes(count)} vorgerückt`,
  },
  close: {
    doing: ({count}) => `Schließe ${sandboxes(count)}`,
    done: ({count}) => `${sandboxes(count)} geschlossen`,
  },
  expire: {
    doing: ({count}) => `Entferne ${expired(count)}`,
    done: ({count}) => `${expired(count)} entfernt`,
  },
  toStep: ({what, number}) => `${what}: Schritt ${number}`,
  states: {
    done: ({count}) => `${count} erledigt`,
    failed: ({count}) => `**${count} fehlgeschlagen**`,
    cancelled: ({count}) => `${count} abgebrochen`,
    toGo: ({count}) => `${count} noch offen`,
  },
  more: ({count}) => `… und ${count} weitere`,
  cancelRest: 'Den Rest abbrechen',
  broke: 'Bei uns ist etwas kaputtgegangen.',
  noSuchStep: 'Diesen Schritt gibt es im Lab nicht.',
  notPassed: ({number}) => `Mit der Lösung wurde Schritt ${number} nicht geschafft.`,
  endNotSeen: 'Das Ende war nicht zu sehen.',
  cancelling: 'Wird abgebrochen: Was noch nicht erledigt ist, bleibt, wie es ist.',
  endedAlready: 'Es ist schon zu Ende.',
};
