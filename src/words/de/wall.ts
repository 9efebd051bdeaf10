import type {Words} from '../en/en.ts';
import {plural} from '../plural.ts';

const counted = plural('de');

export const wall: Words['wall'] = {
  heading: '**Die Pods von allen**',
  from: ({number}) => `ab ${number}`,
  nobody: 'Noch macht niemand mit. Tippe `/lab start`.',
  finishedLab: 'Lab geschafft',
  step: ({number, of}) => `Schritt ${number}/${of}`,
  lab: ({number, of, title}) => `Lab ${number}/${of}: ${title}`,
  finishedStep: ({number}) => `Schritt ${number} geschafft`,
  noPods: 'keine Pods',
  pods: ({count}) => `${count} ${counted(count, 'Pod', 'Pods')}`,
  crashLoop: ({ago}) => `**Absturzschleife** ${ago}`,
  more: ({count}) => `und ${count} weitere`,
  appUp: 'App läuft',
  appDown: 'App ausgefallen',

  announcement: ({title, summary, minutes}) =>
    `📣 **${title}**: Der Workshop ist offen. ${summary}\nEr dauert etwa ${minutes} Minuten. Drück den Knopf oder tippe \`/lab start\`, um mitzumachen.`,
  join: 'Mitmachen',

  place: {
    sandbox: {
      first: 'Du bist als Nächstes dran mit einer Sandbox: Gerade sind alle Plätze vergeben.',
      later: ({place}) => `Du bist Nummer ${place} in der Schlange für eine Sandbox: Gerade sind alle Plätze vergeben.`,
      next: 'Sie wird für dich angelegt, sobald jemand geht, und du bekommst Bescheid.',
      leave: 'Schlange verlassen',
      gone: 'Du stehst nicht in der Schlange für eine Sandbox. Tippe `/lab start`, um mitzumachen.',
    },
    help: {
      first: 'Du bist als Nächstes dran mit Hilfe.',
      later: ({place}) => `Du bist Nummer ${place} in der Schlange für Hilfe.`,
      next: 'Die Kursleitung sieht deinen Schritt, deine Pods und was du zuletzt getan hast. Mach solange weiter.',
      leave: 'Ich habe es selbst gefunden',
      gone: 'Du stehst nicht in der Schlange für Hilfe. Tippe `/help-me`, um zu fragen.',
    },
    ended: 'Diese Nachricht wird nicht mehr aktualisiert. Dein Platz bleibt dir.',
    show: 'Meinen Platz zeigen',
    lineClosed: '🔚 Der Workshop wird geschlossen, und mit ihm diese Schlange.',
  },
};
