import type {Words} from '../en/en.ts';

export const upkeep: Words['upkeep'] = {
  memory: {
    share: ({percent, mib}) => `${percent} % von ${mib} MiB`,
    nearlyFull: ({share, kib}) =>
      `⚠ Redis ist fast voll: ${share}. Bis wieder Platz ist, werden Antworten auf ${kib} KiB gekürzt und größere Manifeste abgelehnt; alles andere geht weiter.\n→ Lass sein \`maxmemory\` erhöhen, und den Speicher, den es haben darf. Ein Neustart ist nicht nötig.`,
    nearlyFullOf: ({share, most, kib}) =>
      `⚠ Redis ist fast voll: ${share}, das meiste davon ${most}. Bis wieder Platz ist, werden Antworten auf ${kib} KiB gekürzt und größere Manifeste abgelehnt; alles andere geht weiter.\n→ Lass sein \`maxmemory\` erhöhen, und den Speicher, den es haben darf. Ein Neustart ist nicht nötig.`,
    roomAgain: ({share}) => `✅ Redis hat wieder Platz: ${share}. Antworten und Manifeste werden ganz angenommen.`,
    notOurs: 'nicht die Schlüssel von Labrador',
    answers: ({mib}) => `Antworten, die auf einen Klick warten (${mib} MiB)`,
    commands: ({mib}) => `Befehle und Antworten, die unterwegs sind (${mib} MiB)`,
    workshops: ({mib}) => `Protokolle von Workshops (${mib} MiB)`,
    rest: ({mib}) => `andere Schlüssel von Labrador (${mib} MiB)`,
  },

  neighbour: ({other, own, command}) =>
    `ℹ Ein anderer Labrador (${other}) arbeitet auf diesem Cluster neben diesem hier (${own}). Jeder lässt die Sandboxes des anderen in Ruhe; sie teilen sich die Nodes und deren Platz.\n→ Seine Sandboxes: ${command}`,
  twin: ({own}) =>
    `⚠ Eine Kopie dieses Labradors (${own}) arbeitet auf diesem Cluster, mit einem Redis, das dieselben Daten hat. Sie teilen sich alle Sandboxes: Was einer entfernt, fehlt dem anderen. Bis einer von beiden endet, entfernt dieser hier keine Sandbox, die er nicht kennt.\n→ Einer von beiden muss beendet werden. Ein zweiter Labrador braucht ein Redis, das leer beginnt.`,

  nodes: {
    gone: ({node, count, whose}) =>
      `⚠ Der Node ${node} ist weg. Er gehörte zu ${count} ${count === 1 ? 'Sandbox' : 'Sandboxes'}: ${whose}. Was auf ihren anderen Nodes ist, läuft weiter.\n→ Kommt er unter seinem Namen nicht wieder: \`/lab leave\` und \`/lab start\` geben einer Sandbox andere Nodes.`,
    notReady: ({node, count, whose}) =>
      `⚠ Der Node ${node} antwortet nicht (NotReady). Er gehört zu ${count} ${count === 1 ? 'Sandbox' : 'Sandboxes'}: ${whose}. Was auf ihren anderen Nodes ist, läuft weiter.\n→ Bleibt es so: \`/lab leave\` und \`/lab start\` geben einer Sandbox andere Nodes.`,
    closed: ({node, count, whose}) =>
      `⚠ Der Node ${node} nimmt keine neuen Pods: Er ist gesperrt (cordon, drain) oder hat einen Taint. Er gehört zu ${count} ${count === 1 ? 'Sandbox' : 'Sandboxes'}: ${whose}. Pods, die dort gelöscht werden, kommen nicht wieder.\n→ Bleibt es so: \`/lab leave\` und \`/lab start\` geben einer Sandbox andere Nodes.`,
    there: ({node, count, whose}) =>
      `✅ Der Node ${node} ist wieder da, für ${count} ${count === 1 ? 'Sandbox' : 'Sandboxes'}: ${whose}.`,
  },

  removed: ({namespace}) => `🧹 ${namespace} entfernt: Diese Sandbox gehört niemandem mehr.`,
  stuck: ({namespace}) => `⚠ ${namespace} verschwindet nicht: Er ist seit mehr als 5 Minuten Terminating.`,
  noReason: 'Der Cluster nennt keinen Grund.',
  seeStuck: ({command}) => `Sieh mit ${command} nach, und was noch darin ist.`,

  checks: {
    names: {
      rights: 'Rechte',
      kubernetes: 'Kubernetes-Version',
      node: 'Node.js-Version',
      installations: 'andere Labradors',
      images: 'Images',
      room: 'Platz',
      storage: 'Speicher',
      ingressClass: 'IngressClass',
      nodeAgents: 'Node-Agenten',
      redis: 'Redis',
      processes: 'Prozesse',
      networkPolicies: 'NetworkPolicies',
    },
    broke: 'Es ließ sich nicht nachsehen.',
    brokeNext: 'Sieh ins Log, und versuch es noch einmal.',
    probeBefore: 'die vorher verlangte Probe kommt zuerst',
    choosingNode: 'ein Node wird ausgesucht',
    looking: 'es wird nachgesehen',
    slow: ({doing}) => `Es dauert länger als sonst: ${doing}.`,
    slowNext: 'Was dabei herauskommt, steht dann hier.',
    underWay: ({done, of}) => `⏳ ${done} von ${of} Prüfungen sind fertig`,
    about: ({name, what}) => `**${name}**: ${what}`,
    fine: 'nichts steht im Weg',
    failed: ({count}) => `${count} vor einem Kurs zu beheben`,
    warning: ({count}) => `${count} zu beachten`,
    unknown: ({count}) => `${count} unbekannt`,
    passed: ({count}) => `${count} in Ordnung`,
  },
};
