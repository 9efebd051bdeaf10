/** What goes on by itself, as facilitators are told. */
export const upkeep = {
  memory: {
    share: ({percent, mib}: {percent: number; mib: number}): string => `${percent} % of ${mib} MiB`,
    nearlyFull: ({share, kib}: {share: string; kib: number}): string =>
      `⚠ Redis is nearly full: ${share}. Until it has room, answers are cut to ${kib} KiB and manifests of more are refused; all else goes on.\n→ Have its \`maxmemory\` raised, with the memory that it may have. It needs no restart.`,
    nearlyFullOf: ({share, most, kib}: {share: string; most: string; kib: number}): string =>
      `⚠ Redis is nearly full: ${share}, most of it ${most}. Until it has room, answers are cut to ${kib} KiB and manifests of more are refused; all else goes on.\n→ Have its \`maxmemory\` raised, with the memory that it may have. It needs no restart.`,
    roomAgain: ({share}: {share: string}): string =>
      `✅ Redis has room again: ${share}. Answers and manifests are taken whole.`,
    notOurs: 'not Labrador’s keys',
    answers: ({mib}: {mib: number}): string => `answers that wait for a click (${mib} MiB)`,
    commands: ({mib}: {mib: number}): string => `commands and answers on their way (${mib} MiB)`,
    workshops: ({mib}: {mib: number}): string => `records of workshops (${mib} MiB)`,
    rest: ({mib}: {mib: number}): string => `other keys of Labrador’s (${mib} MiB)`,
  },

  neighbour: ({other, own, command}: {other: string; own: string; command: string}): string =>
    `ℹ Another Labrador (${other}) is at work on this cluster beside this one (${own}). Each leaves the other’s sandboxes alone; they share the nodes and their room.\n→ Its sandboxes: ${command}`,
  twin: ({own}: {own: string}): string =>
    `⚠ A copy of this Labrador (${own}) is at work on this cluster, with a Redis that has the same data. They share all sandboxes: what one removes is gone for the other. Until one of them ends, this one removes no sandbox that it does not know.\n→ Have one of them stopped. A second Labrador needs a Redis that begins empty.`,

  /** What became of a node that sandboxes own. */
  nodes: {
    gone: ({node, count, whose}: {node: string; count: number; whose: string}): string =>
      `⚠ The node ${node} is gone. It was of ${count} ${count === 1 ? 'sandbox' : 'sandboxes'}: ${whose}. What is on their other nodes goes on.\n→ If it does not come back under its name: \`/lab leave\` and \`/lab start\` give a sandbox other nodes.`,
    notReady: ({node, count, whose}: {node: string; count: number; whose: string}): string =>
      `⚠ The node ${node} does not answer (NotReady). It is of ${count} ${count === 1 ? 'sandbox' : 'sandboxes'}: ${whose}. What is on their other nodes goes on.\n→ If it stays so: \`/lab leave\` and \`/lab start\` give a sandbox other nodes.`,
    closed: ({node, count, whose}: {node: string; count: number; whose: string}): string =>
      `⚠ The node ${node} takes no new Pods: it is cordoned, drained or tainted. It is of ${count} ${count === 1 ? 'sandbox' : 'sandboxes'}: ${whose}. Pods that are deleted there do not come back.\n→ If it stays so: \`/lab leave\` and \`/lab start\` give a sandbox other nodes.`,
    there: ({node, count, whose}: {node: string; count: number; whose: string}): string =>
      `✅ The node ${node} is back, for ${count} ${count === 1 ? 'sandbox' : 'sandboxes'}: ${whose}.`,
  },

  removed: ({namespace}: {namespace: string}): string => `🧹 Removed ${namespace}: nobody has this sandbox any more.`,
  stuck: ({namespace}: {namespace: string}): string =>
    `⚠ ${namespace} does not go: it is Terminating for more than 5 minutes.`,
  noReason: 'The cluster says no reason.',
  seeStuck: ({command}: {command: string}): string => `See ${command} and what is left in it.`,

  /** What `/workshop doctor` looks at, and how far it is. */
  checks: {
    names: {
      rights: 'rights',
      kubernetes: 'Kubernetes version',
      node: 'Node.js version',
      installations: 'other Labradors',
      images: 'images',
      room: 'room',
      storage: 'storage',
      ingressClass: 'IngressClass',
      nodeAgents: 'node agents',
      redis: 'Redis',
      processes: 'processes',
      networkPolicies: 'NetworkPolicies',
    },
    broke: 'It could not be looked at.',
    brokeNext: 'See the log, and try again.',
    probeBefore: 'the probe that was asked for before comes first',
    choosingNode: 'a node is being chosen',
    looking: 'it is being looked at',
    slow: ({doing}: {doing: string}): string => `It takes longer than usual: ${doing}.`,
    slowNext: 'What it comes to will be shown here.',
    underWay: ({done, of}: {done: number; of: number}): string => `⏳ ${done} of ${of} checks are done`,
    about: ({name, what}: {name: string; what: string}): string => `**${name}**: ${what}`,
    fine: 'nothing stands in the way',
    failed: ({count}: {count: number}): string => `${count} to be mended before a class`,
    warning: ({count}: {count: number}): string => `${count} to know about`,
    unknown: ({count}: {count: number}): string => `${count} unknown`,
    passed: ({count}: {count: number}): string => `${count} passed`,
  },
};
