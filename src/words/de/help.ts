import type {Words} from '../en/en.ts';

export const help: Words['help'] = {
  asks: ({name, who, ago}) => `**${name}** ${who} bittet um Hilfe, gefragt ${ago}`,
  offered: ({name, who, ago}) => `**${name}** ${who} wurde ${ago} Hilfe angeboten`,
  step: ({number, of, title}) => `Schritt ${number}/${of} ${title}`,
  done: 'Erledigt.',
  doneAlready: 'Es war schon erledigt.',
  takenPrivately: ({name}) => `${name} kümmert sich, über private Antworten.`,
  takenIn: ({name, thread}) => `${name} kümmert sich, in ${thread}.`,
  buttons: {
    take: 'Übernehmen',
    done: 'Erledigt',
    doneInThread: 'Erledigt: Thread schließen',
    answer: 'Privat antworten',
    show: 'Antwort zeigen',
  },

  threadName: ({name}) => `Hilfe für ${name}`,
  greeting: ({whom, name}) =>
    `${whom}, ${name} ist hier, um dir zu helfen. Nur ihr beide seht das, und wer Threads verwaltet.`,
  takesCare: ({name}) => `👤 ${name} kümmert sich um dich. Die Antwort kommt als Erwähnung in diesem Kanal.`,
  isWithYou: ({name, thread}) => `👤 ${name} ist bei dir in ${thread}.`,
  threadOpen: ({thread, name}) => `${thread} ist für ${name} und dich offen.`,
  noThread:
    '⚠ Der Chat gibt gerade keinen Thread her, antworte also privat: Es kommt eine Erwähnung mit einem Knopf an.',
  answered: ({whom}) => `${whom}, die Kursleitung hat dir geantwortet.`,
  letter: ({name, text}) => `**${name}** schreibt:\n${text}`,
  sent: 'Gesendet: Zu sehen ist es nach einem Druck auf den Knopf unter der Erwähnung im Kanal.',

  noMore: 'Hier wird nicht mehr um Hilfe gebeten.',
  taken: ({name}) => `${name} kümmert sich schon darum.`,
  left: 'Diese Person hat den Workshop verlassen.',
  notSent: {
    message: 'Der Chat hat es nicht angenommen.',
    next: 'Schreib es noch einmal; /workshop doctor sagt, was ich dort darf.',
  },
  doneMyself: 'Erledigt: Ich brauche keine Hilfe mehr',
};
