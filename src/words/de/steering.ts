import type {Words} from '../en/en.ts';
import {plural} from '../plural.ts';

const counted = plural('de');

export const steering: Words['steering'] = {
  noWorkshop: {
    message: 'Hier ist kein Workshop offen.',
    next: 'Tippe es im Kanal deines Workshops. Die Kursleitung öffnet einen mit /workshop open.',
  },
  notLive: 'Dieser Workshop wird gerade geschlossen oder ist schon geschlossen.',
  nobodyJoins: 'Dieser Workshop wird gerade geschlossen: Niemand kann mehr dazukommen.',
  restarting: {
    message: 'Ich werde gerade neu gestartet, und nichts wurde getan.',
    next: 'Tippe es in einer Minute noch einmal.',
  },

  open: {
    noLab: ({lab, labs}) => ({message: `Es gibt kein Lab ${lab}.`, next: `Es gibt: ${labs}.`}),
    notAnnounced: ({channel}) =>
      `⚠ Der Chat hat die Ankündigung in ${channel} nicht angenommen: Sag es der Klasse selbst. \`/workshop doctor\` sagt, was ich dort darf.`,
    notHeard: ({role}) =>
      `⚠ Die Rolle ${role} wird nicht benachrichtigt, wenn jemand Hilfe will: Nicht alle dürfen sie erwähnen, und mir fehlt im Kanal der Kursleitung dieses Workshops „@everyone erwähnen“.\n→ Lass die Rolle in ihren Einstellungen von allen erwähnen, oder gib mir dort diese Berechtigung.`,
    sameChannel: {
      message: 'Teilnehmende und Kursleitung brauchen je einen Kanal.',
      next: 'Tippe es im Kanal der Kursleitung, oder nenn ihn mit facilitators:.',
    },
    noTextChannel: {
      message: 'Das ist kein Textkanal, den ich sehen kann.',
      next: 'Lass mich den Kanal sehen, oder nimm einen anderen.',
    },
    lacking: ({channel, permissions}) => ({
      message: `In #${channel} fehlt mir ${permissions}.`,
      next: 'Gib es meiner Rolle in den Einstellungen des Kanals, und tippe das hier noch einmal.',
    }),
    taken: ({channel, workshop}) => ({
      message: `#${channel} gehört zum Workshop ${workshop}.`,
      next: 'Schließ zuerst den, oder nimm einen anderen Kanal.',
    }),
  },

  close: {
    ask: ({name, count, days}) =>
      `**${name}** schließen? ${count} ${counted(count, 'Sandbox wird', 'Sandboxes werden')} mit allem Inhalt entfernt. Das Protokoll bleibt ${days} Tage: \`/workshop export\`.`,
    button: 'Schließen',
    begun: 'Wird geschlossen. Der Bericht folgt im Kanal der Kursleitung.',
    toClass:
      '🔚 Der Workshop wird geschlossen. Sandboxes werden entfernt; was du geschafft hast, bleibt. Danke fürs Mitmachen!',
  },

  extend: {
    nothing: {message: 'Sag, was verlängert werden soll.', next: 'Gib minutes: oder capacity: an, oder beides.'},
    noEnd: 'Dieser Workshop hat kein Ende: Er ist offen, bis er geschlossen wird.',
    toClass: ({minutes, at, ago}) => `⏱ Der Workshop geht ${minutes} Minuten länger: Er endet um ${at} (${ago}).`,
  },
  lifetimes: {
    toClass: ({at, ago}) => `⏱ Der Workshop endet ${ago}, um ${at}. Dann werden die Sandboxes entfernt.`,
    toFacilitators: ({ago}) =>
      `⏱ Der Workshop schließt ${ago}, mit allen seinen Sandboxes. \`/workshop extend\` gibt ihm mehr Zeit.`,
    sandbox: ({whom, minutes}) => `${whom} ⏱ deine Sandbox wird in ${minutes} Minuten entfernt.`,
  },

  pause: {
    already: 'Er ist schon angehalten.',
    toClass:
      '⏸ Der Workshop ist angehalten. Was du tippst, wird aufbewahrt und läuft der Reihe nach, sobald es weitergeht.',
    done: 'Angehalten: Nichts Neues läuft. `/workshop resume` macht weiter.',
  },
  resume: {not: 'Er ist nicht angehalten.', toClass: '▶ Der Workshop geht weiter.', done: 'Es geht weiter.'},

  broadcast: {
    notTaken: 'Der Chat hat es nicht angenommen. Prüf, was ich dort darf.',
    done: ({channel}) => `Gesagt in ${channel}.`,
  },
  hint: {
    nobodyStuck: 'Gerade hängt niemand fest.',
    toClass: 'Für den Schritt, an dem du bist, gibt es einen Tipp.',
    button: 'Meinen Tipp zeigen',
    saidToAll: 'Allen gesagt.',
    saidToStuck: ({count}) =>
      counted(count, `Der ${count} Person gesagt, die festhängt.`, `Den ${count} gesagt, die festhängen.`),
  },
  fastForward: {
    nobodyBehind: ({number}) => `Alle sind schon bei Schritt ${number} oder weiter.`,
    all: ({number, title}) =>
      `⏩ Die Kursleitung bringt alle, die noch nicht dort sind, zu Schritt ${number}: **${title}**. Die Lösungen der Schritte davor werden abgespielt.`,
    yours: ({number, title}) =>
      `⏩ Die Kursleitung bringt deine Sandbox zu Schritt ${number}: **${title}**. Die Lösungen der Schritte davor werden abgespielt.`,
    begun: ({count, number}) =>
      `${count} ${counted(count, 'rückt', 'rücken')} zu Schritt ${number} vor; wie weit es ist, steht im Kanal der Kursleitung.`,
  },
  reset: {
    nobody: 'Niemand hat eine Sandbox.',
    all: '🔄 Die Kursleitung setzt alle Sandboxes auf den Anfang des Schritts zurück, an dem du bist.',
    yours: '🔄 Die Kursleitung setzt deine Sandbox auf den Anfang des Schritts zurück, an dem du bist.',
    begun: ({count}) =>
      `${count} ${counted(count, 'wird', 'werden')} zurückgesetzt; wie weit es ist, steht im Kanal der Kursleitung.`,
  },
  busy: {
    message: 'Die Kursleitung arbeitet schon in diesen Sandboxes.',
    next: 'Warte das Ende ab, oder brich es im Kanal der Kursleitung ab.',
  },
  sandboxGone: ({whom}) => `${whom} deine Sandbox ist weg. Tippe \`/lab start\` für eine neue.`,
};
