import {plural} from '../plural.ts';

const counted = plural('en');

/** What facilitators see of a workshop and of its learners. */
export const facilitating = {
  learner: {
    stuckSince: ({ago}: {ago: string}): string => `⚠ stuck since ${ago}`,
    finished: '✅ finished the lab',
    step: ({number, of, title}: {number: number; of: number; title: string}): string => `step ${number}/${of} ${title}`,
    podsIn: ({namespace}: {namespace: string}): string => `**Pods** in ${namespace}`,
    events: '**Events**',
    commands: '**Last commands**',
    noneYet: 'None yet.',
    none: 'None.',
    eventsNotRead: 'They could not be read just now.',
    thread: 'Open a thread',
    look: 'Run a command that only reads',
    reset: 'Reset to the start of the step',
    move: 'Move to step … by playing the solutions before it',
    threadStart: ({whom}: {whom: string}): string => `${whom}, a facilitator would like to talk to you.`,
    threadOpen: ({thread}: {thread: string}): string => `${thread} is open for the two of you.`,
    notHere: {message: 'They are not in this workshop.', next: 'They join by /lab start.'},
    justLeft: 'They have just left.',
    onlyReads: {
      message: 'This changes something, and the sandbox is theirs.',
      next: 'Use what only reads: get, describe, logs, events, rollout status.',
    },
  },

  windows: {
    look: ({name}: {name: string}): string => `Look into the sandbox of ${name}`,
    lookAbout: 'A line that only reads: get, describe, logs, events, rollout status',
    words: 'Your words',
    answer: 'Answer privately',
    answerAbout: 'They see it when they press a button below their mention in the channel.',
    toClassAbout: 'Markdown; they stand in the participants’ channel.',
  },

  status: {
    states: {
      open: '🟢 open',
      paused: '⏸ paused: nothing runs, nothing is lost',
      closing: '🔚 closing',
      closed: 'closed',
    },
    lab: ({title, name}: {title: string; name: string}): string => `Lab: ${title} (${name})`,
    requires: {
      'network-policies':
        '⚠ Steps of it can only be passed where NetworkPolicies are enforced: `/workshop doctor` tries whether they are here.',
    },
    channels: ({participants, facilitators}: {participants: string; facilitators: string}): string =>
      `Participants: ${participants} · Facilitators: ${facilitators}`,
    room: ({fits}: {fits: number}): string => `the cluster has room for ${fits}`,
    noRoomKnown: 'the cluster does not answer just now',
    atMost: ({capacity, room}: {capacity: number; room: string}): string => `at most ${capacity}; ${room}`,
    joined: ({joined, inLine, room}: {joined: number; inLine: number; room: string}): string =>
      `Joined: ${joined} · in line: ${inLine} · ${room}`,
    ends: ({at, ago}: {at: string; ago: string}): string => `Ends: ${at}, ${ago}`,
    endsWhenClosed: 'Ends: when it is closed',
    lastsAsWorkshop: 'A sandbox lasts as long as the workshop',
    lasts: ({minutes}: {minutes: number}): string => `A sandbox lasts ${minutes} minutes`,
    answers: {private: 'answers are private', public: 'answers are public'},
    alsoOpen: ({workshops}: {workshops: string}): string => `Also open: ${workshops}`,
    openIn: ({name, channel}: {name: string; channel: string}): string => `${name} in ${channel}`,
  },

  report: {
    removed: ({name, count}: {name: string; count: number}): string =>
      `**${name} is closed.** ${count} ${counted(count, 'sandbox', 'sandboxes')} removed.`,
    removedNotAll: ({name, count, failed}: {name: string; count: number; failed: number}): string =>
      `**${name} is closed.** ${count} ${counted(count, 'sandbox', 'sandboxes')} removed, **${failed} not**.`,
    notLookedFor:
      'The cluster did not answer when I looked for what is left. Look for the label `labrador.dev/workshop`.',
    nothingLeft: 'Nothing is left behind: no namespace, no label on a node, no host folder, no Pod.',
    stays: ({days}: {days: number}): string =>
      `The record stays for ${days} days: \`/workshop export\` in this channel.`,
    unseen: ({node, reason}: {node: string; reason: string}): string =>
      `The host folders of ${node} could not be seen: ${reason}`,
    more: ({names, count}: {names: string; count: number}): string => `${names} and ${count} more`,
    namespaces: ({count, names}: {count: number; names: string}): string =>
      `**Namespaces left: ${count}**: ${names} → see \`kubectl get namespace NAME -o yaml\` for what holds them`,
    nodeLabels: ({count, names}: {count: number; names: string}): string =>
      `**Labels on nodes left: ${count}**: ${names} → remove them by \`kubectl label node NODE KEY-\``,
    hostFolders: ({count, names}: {count: number; names: string}): string =>
      `**Host folders left: ${count}**: ${names} → erase them below /var/lib/labrador/sandboxes`,
    pods: ({count, names}: {count: number; names: string}): string =>
      `**Pods left: ${count}**: ${names} → they go with their namespaces`,
  },

  record: {
    about: ({name, entries, learners}: {name: string; entries: number; learners: number}): string =>
      `**${name}**: ${entries} entries about ${learners} learners.\n\`progress.csv\` has a line for each learner and step, \`commands.csv\` for each command, \`record.json\` everything.`,
    noWorkshop: {message: 'This channel has had no workshop.', next: 'Type it in the channel of one.'},
  },
};
