/** How a class begins in a server that the bot was invited into. */
export const settingUp = {
  greeting: 'I hold hands-on Kubernetes workshops. To begin in this server:',
  makeChannels:
    'Make a text channel for participants, and a private one for facilitators that my role may view and write in.',
  makeRole: ({role}: {role: string}): string => `Make a role **${role}**, with the permission Manage Events.`,
  giveRole: ({role}: {role: string}): string => `Give the role **${role}** to whoever teaches.`,
  openOne: 'One of them types `/workshop open` in the facilitators’ channel. `/workshop doctor` says what is missing.',
  missing: 'What is missing:',
  orLetMe: 'Or let me make the two channels and the role: press the button. You have the role then.',
  makeThem: 'Make channels and role',
  forManagers: 'This is for those who may manage this server.',
  noServer: {message: 'There is no server here to set up.', next: 'Press the button in the server’s own channel.'},
  mayNot: {
    message: 'I may not make channels and roles here.',
    next: 'Give my role Manage Channels and Manage Roles for as long as this takes, or make them by hand.',
  },
  ready: ({participants, facilitators, role}: {participants: string; facilitators: string; role: string}): string =>
    `Ready: participants type in ${participants}, and the role **${role}** sees the class in ${facilitators}.`,
  roleIsYours: ({role}: {role: string}): string => `You have the role **${role}** now.`,
  roleNotGiven: ({role}: {role: string}): string =>
    `Give the role **${role}** to whoever teaches: I may not give it myself, for it stands above mine.`,
  nowOpen: ({facilitators}: {facilitators: string}): string =>
    `Type \`/workshop open\` in ${facilitators} to begin, if the first workshop is not open there already.`,
  rightsOf: {learners: 'What learners may', facilitators: 'What facilitators may'},
  lacksIn: ({role, channel, permissions}: {role: string; channel: string; permissions: string}): string =>
    `In ${channel} ${role} lacks ${permissions}.`,
  notOffered: {
    said: ({role}: {role: string}): string =>
      `The role ${role} lacks Manage Events: Discord offers it /workshop only if the server’s settings for integrations say so.`,
    next: 'Give it to the role in the server’s settings.',
  },
  giveInChannel: 'Give it to them in the channel’s settings.',
};
