import type {Words} from '../en/en.ts';

export const workshopCommands: Words['commands']['workshop'] = {
  about: 'Für die Kursleitung: einen Workshop öffnen, im Blick behalten und steuern',
  open: {
    about: 'Einen Workshop in zwei Kanälen öffnen',
    lab: 'Was gelehrt wird',
    channel: 'Wo Teilnehmende tippen und die Pods von allen sehen',
    facilitators: 'Wo die Kursleitung die Klasse sieht; ohne Angabe dieser Kanal',
    name: 'Wie du ihn nennst',
    capacity: 'Wie viele zugleich eine Sandbox haben; alle weiteren warten in der Schlange',
    minutes: 'Nach wie vielen Minuten er sich selbst schließt; ohne Angabe nie',
    sandboxMinutes: 'Wie viele Minuten eine Sandbox bleibt; ohne Angabe so lange wie der Workshop',
    replies: 'Wer die Antworten auf kubectl-Befehle sieht; ohne Angabe, wer gefragt hat',
    private: 'privat',
    public: 'öffentlich',
    notify: 'Ob die Rolle der Kursleitung benachrichtigt wird, wenn jemand Hilfe braucht; sonst nicht',
    language: 'Sprache der Kanäle; ohne Angabe die des Servers. Antworten kommen in der eigenen Sprache',
  },
  status: 'Wie er eingerichtet und wie voll er ist',
  doctor: {
    about: 'Chat, Cluster und Redis vor einem Kurs prüfen',
    learners: 'Für wie viele Platz sein soll',
  },
  learner: {
    about: 'Wo jemand steht, was getan wurde und was du tun kannst',
    who: 'Wen',
  },
  broadcast: {
    about: 'Allen etwas sagen',
    text: 'Was; ohne Angabe öffnet sich ein Fenster für mehrere Zeilen',
    window: 'Allen etwas sagen',
  },
  hint: {
    about: 'Allen einen Tipp zu dem Schritt geben, bei dem sie sind',
    to: 'Wem',
    all: 'allen',
    stuck: 'wer feststeckt',
    text: 'Deine eigenen Worte statt derer des Labs',
    window: 'Ob sich ein Fenster für deine eigenen Worte öffnet, über mehrere Zeilen',
    windowForAll: 'Ein Tipp für alle',
    windowForStuck: 'Ein Tipp für alle, die feststecken',
  },
  pause: 'Nichts läuft; was getippt wird, bleibt aufbewahrt',
  resume: 'Nach einer Pause weitermachen',
  fastForward: {
    about: 'Alle, die zurückliegen, zu einem Schritt bringen, indem die Lösungen abgespielt werden',
    step: 'Die Nummer des Schritts',
    noStep: ({steps}) => ({message: `Das Lab hat ${steps} Schritte.`, next: 'Gib einen davon an.'}),
  },
  reset: {
    about: 'Sandboxes auf den Anfang des Schritts zurücksetzen, bei dem sie gerade sind',
    who: 'Wessen; ohne Angabe die von allen',
  },
  extend: {
    about: 'Mehr Zeit oder mehr Plätze geben',
    minutes: 'Wie viele Minuten mehr',
    capacity: 'Wie viele von jetzt an eine Sandbox haben können',
  },
  export: 'Das Protokoll als CSV und JSON bekommen',
  close: 'Alle Sandboxes entfernen und ihn schließen',
  notUnderstood: 'das ist nicht zu verstehen',
  completeIt: 'Tippe es noch einmal und lass den Chat es vervollständigen.',
};
