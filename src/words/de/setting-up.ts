import type {Words} from '../en/en.ts';

export const settingUp: Words['settingUp'] = {
  greeting: 'Ich halte Kubernetes-Workshops zum Mitmachen. So geht es auf diesem Server los:',
  makeChannels:
    'Leg einen Textkanal für alle an, die mitmachen, und einen privaten für die Kursleitung, den meine Rolle sehen und in dem sie schreiben darf.',
  makeRole: ({role}) => `Leg eine Rolle **${role}** an, mit der Berechtigung „Events verwalten“ (Manage Events).`,
  giveRole: ({role}) => `Gib allen, die unterrichten, die Rolle **${role}**.`,
  openOne: 'Jemand davon tippt `/workshop open` im Kanal der Kursleitung. `/workshop doctor` sagt, was fehlt.',
  missing: 'Was noch fehlt:',
  orLetMe: 'Oder lass mich die beiden Kanäle und die Rolle anlegen: Drück den Knopf. Dann hast du die Rolle.',
  makeThem: 'Kanäle und Rolle anlegen',
  forManagers: 'Das ist denen vorbehalten, die diesen Server verwalten dürfen.',
  noServer: {
    message: 'Hier ist kein Server, der einzurichten wäre.',
    next: 'Drück den Knopf in einem Kanal des Servers.',
  },
  mayNot: {
    message: 'Ich darf hier keine Kanäle und Rollen anlegen.',
    next: 'Gib meiner Rolle so lange „Kanäle verwalten“ und „Rollen verwalten“, oder leg sie von Hand an.',
  },
  ready: ({participants, facilitators, role}) =>
    `Fertig: Wer mitmacht, tippt in ${participants}, und die Rolle **${role}** sieht die Klasse in ${facilitators}.`,
  roleIsYours: ({role}) => `Du hast jetzt die Rolle **${role}**.`,
  roleNotGiven: ({role}) =>
    `Gib allen, die unterrichten, die Rolle **${role}**: Ich darf es nicht, denn sie steht über meiner.`,
  nowOpen: ({facilitators}) =>
    `Tippe \`/workshop open\` in ${facilitators}, um anzufangen, wenn der erste Workshop dort nicht schon offen ist.`,
  rightsOf: {learners: 'Was alle dürfen, die mitmachen', facilitators: 'Was die Kursleitung darf'},
  lacksIn: ({role, channel, permissions}) => `In ${channel} fehlt ${role}: ${permissions}.`,
  notOffered: {
    said: ({role}) =>
      `Der Rolle ${role} fehlt „Events verwalten“: Discord bietet ihr /workshop nur an, wenn die Einstellungen des Servers für Integrationen es sagen.`,
    next: 'Gib es der Rolle in den Einstellungen des Servers.',
  },
  giveInChannel: 'Gib es ihnen in den Einstellungen des Kanals.',
};
