import {plural} from '../plural.ts';

const counted = plural('en');

/** What the doctor finds out about a cluster before a class. */
export const doctor = {
  late: 'The cluster did not answer in time.',
  notAsked: ({reason}: {reason: string}): string => `The cluster could not be asked: ${reason}`,
  noNode: 'No node is ready and takes Pods.',

  apiServer: ({version}: {version: string}): string => `The API server is ${version}.`,
  oldApiServer: ({version, oldest}: {version: string; oldest: string}): string =>
    `The API server is ${version}; the oldest that works is v${oldest}.`,
  updateCluster: 'Update the cluster.',
  runtime: ({version}: {version: string}): string => `Node.js is ${version}.`,
  oldRuntime: ({version, oldest}: {version: string; oldest: number}): string =>
    `Node.js is ${version}; the oldest that works is v${oldest}.`,
  startNewer: 'Start it with npm start, which brings a newer one.',

  processes: {
    passed: ({bots, workers, version}: {bots: number; workers: number; version: string}): string =>
      `${bots} ${counted(bots, 'bot', 'bots')} and ${workers} ${counted(workers, 'worker', 'workers')} of version ${version} have all that they need.`,
    notReady: ({role, missing}: {role: 'bot' | 'worker'; missing: string}): string =>
      role === 'bot' ? `This bot is not ready: ${missing}` : `A worker is not ready: ${missing}`,
    notReadyNext: 'See its /readyz?verbose, and docs/monitoring.md.',
    noWorker: 'No worker is at work: commands wait in line.',
    noWorkerNext: 'Start one: npm start worker',
    versions: ({versions}: {versions: string}): string => `Processes are of different versions: ${versions}.`,
    versionsNext: 'Bring all of them to the same: docs/operators.md.',
  },

  ingressClass: {
    passed: 'Learners’ Ingresses have a class that no controller follows.',
    none: 'There is no IngressClass labrador, which learners’ Ingresses have: whoever makes one could take up their hosts.',
    install: ({how}: {how: string}): string => `Install it: ${how}`,
    foreign: ({controller}: {controller: string}): string =>
      `The IngressClass labrador, which learners’ Ingresses have, is that of the controller ${controller}: it would take up the hosts that they write.`,
    removeIt: ({how}: {how: string}): string => `Remove it (kubectl delete ingressclass labrador), then: ${how}`,
  },

  storage: {
    passed: ({class: of}: {class: string}): string => `Claims get a volume of the StorageClass ${of}.`,
    none: 'No default StorageClass makes volumes here, and this lab’s Pods claim some: they would not come.',
    noneNext:
      'Install a provisioner and make its StorageClass the default (kubectl annotate storageclass NAME storageclass.kubernetes.io/is-default-class=true), or open another lab.',
  },

  saysNoImages: ({node}: {node: string}): string => `${node} does not say which images it has.`,
  lacksImages: ({node, images}: {node: string; images: string}): string => `${node} does not have ${images}.`,
  namesNot: ({node, images, count}: {node: string; images: string; count: number}): string =>
    `${node} does not name ${images} among its ${count} largest images.`,
  runThem: 'Run a Pod with each of them on each node before the class, so that nobody waits for a download.',
  haveImages: ({count, images}: {count: number; images: string}): string => `All ${count} nodes have ${images}.`,

  alone: ({installation}: {installation: string}): string => `This one (${installation}) is alone on the cluster.`,
  notAlone: ({installation, others, count}: {installation: string; others: string; count: number}): string =>
    `Beside this one (${installation}) there ${counted(count, 'is', 'are')} ${others}: they share the nodes’ room, and leave each other’s sandboxes alone.`,

  agents: ({count}: {count: number}): string => `A node agent runs on all ${count} nodes.`,
  noAgentNeeded: 'None is needed: this lab has no folders on nodes.',
  noAgent: 'no node agent runs there',
  agentNotRunning: ({pod, reason}: {pod: string; reason: string}): string => `the Pod ${pod} does not run (${reason})`,
  justMade: 'just made',
  seeNodes: 'See what the nodes say: kubectl describe nodes',
  seeAgents: ({namespace, how}: {namespace: string; how: string}): string =>
    `See what keeps it away (kubectl -n ${namespace} get pods,events), or ${how}`,

  installRights: ({how}: {how: string}): string => `Install the rights of this version: ${how}`,
  seeRoles: 'Look at the roles yourself: kubectl auth can-i --list --as=…',
  fewerRights: 'Use a kubeconfig that may no more: npm run cluster:install -- --kubeconfig FILE',
  fewerRightsOfPod: 'Take from the ServiceAccount labrador what the chart does not give it.',
  rights: 'Each identity may do what it is for and no more.',
  rightsNoSandbox:
    "Each identity may do what it is for and no more. Learners' rights were not asked for: there is no sandbox.",

  mayNot: ({who, right}: {who: string; right: string}): string => `${who} may not ${right}.`,
  mayNeedlessly: ({who, right}: {who: string; right: string}): string =>
    `${who} may ${right}, which nothing here needs.`,
  rightsUnknown: ({who, reason}: {who: string; reason: string}): string =>
    `What ${who} may do could not be asked: ${reason}`,
  ownUser: "The bot's own user",
  aLearner: 'A learner',
  right: {
    all: 'do everything in the whole cluster',
    everywhere: ({right}: {right: string}): string => `${right} in the whole cluster`,
    inNamespace: ({right, namespace}: {right: string; namespace: string}): string => `${right} in ${namespace}`,
  },

  room: {
    fit: ({fitting, learners}: {fitting: number; learners: number}): string =>
      `${fitting} learners fit; ${learners} are expected.`,
    each: ({pods, nodes}: {pods: number; nodes: number}): string =>
      `Each has ${pods} ${counted(pods, 'Pod', 'Pods')} on each of ${nodes} ${counted(nodes, 'node', 'nodes')}.`,
    notReady: ({node}: {node: string}): string => `${node}: none, it is not ready.`,
    takesNone: ({node}: {node: string}): string => `${node}: none, it takes no Pods (cordoned or tainted).`,
    holds: ({node, learners, pods}: {node: string; learners: number; pods: number}): string =>
      `${node}: ${learners} ${counted(learners, 'learner', 'learners')}, it takes ${pods} ${counted(pods, 'Pod', 'Pods')}.`,
    holdsBeside: ({node, learners, pods, others}: {node: string; learners: number; pods: number; others: number}) =>
      `${node}: ${learners} ${counted(learners, 'learner', 'learners')}, it takes ${pods} ${counted(pods, 'Pod', 'Pods')}, ${others} of them taken by others.`,
    needs: ({nodes, usable}: {nodes: number; usable: number}): string =>
      `A sandbox needs ${nodes} ${counted(nodes, 'node that takes', 'nodes that take')} Pods; there ${counted(usable, 'is', 'are')} ${usable}. Add nodes.`,
    add: "Add nodes, or let each take more Pods (the kubelet's maxPods).",
    bringBack: "Bring back the nodes that are away, add nodes, or let each take more Pods (the kubelet's maxPods).",
  },

  network: {
    making: 'two sandboxes with a server and a client each are being made',
    asking: 'one sandbox asks for the page of the other',
    enforced: "They are enforced: a sandbox's Pod does not reach another sandbox's.",
    unreached: ({reason}: {reason: string}): string =>
      `Even in its own sandbox a Pod does not reach the other: ${reason}`,
    atTimes: "A sandbox's Pod reached another sandbox's at times, and at times not.",
    notEnforced:
      "They are not enforced: a sandbox's Pod reaches another sandbox's. So learners' Pods reach each other, and all that the nodes reach.",
    usePlugin:
      'Use a network plugin that enforces NetworkPolicies, such as Calico or Cilium. Without one, teach only people whom you trust on that network.',
    notEnforcedForLab:
      "They are not enforced: a sandbox's Pod reaches another sandbox's. This lab is about what they hold up, so steps of it cannot be passed here.",
    usePluginForLab:
      'Use a network plugin that enforces NetworkPolicies, such as Calico or Cilium, or open another lab.',
    findOutForLab:
      'Find out from its documentation whether the network plugin enforces NetworkPolicies. If not, open another lab: steps of this one cannot be passed then.',
    findOut: 'Find out from its documentation whether the network plugin enforces NetworkPolicies.',
    noSandbox: ({reason}: {reason: string}): string => `A sandbox could not be made: ${reason}.`,
    noPods: ({reason}: {reason: string}): string => `Its Pods could not be made: ${reason}.`,
    notRemoved: ({namespace, reason}: {namespace: string; reason: string}): string =>
      `namespace/${namespace} could not be removed: ${reason}.`,
    notInTime: 'it was not done in time',
    notReady: ({pod, reason}: {pod: string; reason: string}): string =>
      `The probe's Pod ${pod} did not become ready: ${reason}`,
    justMade: 'it was just made',
    noAnswer: ({seconds}: {seconds: number}): string => `no answer within ${seconds} s`,
    wgetEnded: ({code}: {code: string}): string => `wget ended with exit code ${code}`,
  },
};
