/** What the bot may do in a workshop's channels, and what of it is missing. */
export const channels = {
  /** As people find them in Discord's settings, and what each is for. */
  permissions: {
    view: {name: 'View Channel', purpose: 'to find the channel'},
    send: {name: 'Send Messages', purpose: 'for all that I post'},
    attach: {name: 'Attach Files', purpose: 'for exact output and the picture of the class'},
    history: {name: 'Read Message History', purpose: 'to edit my messages after a restart'},
    pin: {name: 'Pin Messages', purpose: 'to pin the board'},
    createThreads: {name: 'Create Private Threads', purpose: 'to open a help thread'},
    useCommands: {name: 'Use Application Commands', purpose: 'to type commands'},
    sendInThreads: {
      name: 'Send Messages in Threads',
      purpose: 'to bring people into a help thread and say how the learner stands',
    },
  },

  check: {
    names: {
      participants: 'Channel of participants',
      facilitators: 'Channel of facilitators',
      threads: 'Threads',
      role: 'Facilitators',
    },
    notSeen: 'I can’t see it.',
    notSeenNext: 'Give my role View Channel there, or open the workshop in another.',
    notTold: 'The chat has not told what I may do.',
    notToldNext: 'Try again in a minute.',
    allowed: ({channel}: {channel: string}): string => `#${channel}: I may do what I need to.`,
    lacking: ({channel, permissions}: {channel: string; permissions: string}): string =>
      `#${channel}: I lack ${permissions}.`,
    lackingNext: 'Give them to my role in the channel’s settings.',
    threads: 'I may open private threads for help.',
    noThreads: ({permissions}: {permissions: string}): string =>
      `I lack ${permissions}: help is given by private answers.`,
    noThreadsNext: 'Give them to my role to have threads.',
    role: ({role}: {role: string}): string => `There is a role ${role}.`,
    noRole: ({role}: {role: string}): string => `There is no role ${role}: nobody is a facilitator.`,
    noRoleNext: 'Make it, or set FACILITATORS_ROLE to one that there is.',
  },

  notWhole: '⚠ The workshop is not whole.',
  lackingIn: ({channel, permissions}: {channel: string; permissions: string}): string =>
    `In ${channel} I lack ${permissions}.`,
  whoGives: 'Who manages this server can give it in the settings of the channel or of the role.',

  cantWrite: ({channel}: {channel: string}): string =>
    `⚠ I can’t write in ${channel}. I need View Channel, Send Messages, Attach Files and Read Message History there. I try again every minute.`,
  cantPin: ({channel}: {channel: string}): string =>
    `⚠ I can’t pin my message in ${channel}: I need Pin Messages. Or pin it by hand.`,

  renamed: ({before, now, workshop}: {before: string; now: string; workshop: string}): string =>
    `#${before} is called #${now} now: the workshop **${workshop}** goes on there.`,
  deleted: {
    participants: ({workshop}: {workshop: string}): string =>
      `⚠ The participants’ channel of **${workshop}** was deleted. Sandboxes go on.\n→ Close this workshop and open one in another channel; what is in the sandboxes is not moved.`,
    facilitators: ({workshop}: {workshop: string}): string =>
      `⚠ The facilitators’ channel of **${workshop}** was deleted. Sandboxes go on.\n→ Facilitators: type /workshop close here, and open one with another channel.`,
  },
  role: {
    renamed: ({before, now}: {before: string; now: string}): string =>
      `The role **${before}** is called **${now}** now. Who has it is a facilitator as before.`,
    deleted: ({name}: {name: string}): string =>
      `⚠ The role **${name}** was deleted: nobody is a facilitator any more.`,
    next: ({role}: {role: string}): string =>
      `Make a role ${role} again. Who runs the bot can name another one by FACILITATORS_ROLE.`,
  },
};
