import type {Said} from '../said.ts';

/** What comes of operations in a sandbox, beside kubectl's own words. */
export const running = {
  tooLate: ({seconds}: {seconds: number}): string => `It did not end within ${seconds} s and was stopped.`,
  tryAgain: 'Try again; tell a facilitator if it stays so.',
  endsByItself: 'Run a command that ends by itself.',
  leftRunning: ({seconds}: {seconds: number}): Said => ({
    message: `It did not end within ${seconds} s, and may still run in the container.`,
    next: 'Delete the Pod to end it, and run a command that ends by itself.',
  }),
  askedAgain: 'The cluster does not answer just now; it is asked again until it does. `/cancel` ends that.',
  unavailable: {message: 'The cluster did not answer.', next: 'Wait a minute and send the command again.'},
  answerTooLarge: ({mib}: {mib: number}): Said => ({
    message: `The cluster's answer is larger than ${mib} MiB.`,
    next: 'Ask for less: for one object by its name, or for some by their labels (-l).',
  }),

  /** How the cluster's answer stayed away, as the reason of something else. */
  away: {
    silent: 'The cluster does not answer.',
    busy: 'The cluster can not answer just now.',
    brokeOff: 'The cluster broke off its answer.',
    endedEarly: 'The connection broke before the command ended.',
    watchBroke: 'The watch broke off.',
    noCredentials: 'The cluster can not be asked: there is nothing to prove who asks.',
  },
  timedOut: 'The operation was aborted due to timeout',

  outputCut: 'The output was longer; this is its beginning.',
  notStarted: 'The command could not be started.',
  wroteOn: 'The command wrote on and on, and was stopped.',
  wroteOnUnread: 'The command wrote on and on, and its output is not read any more; it may still run in the container.',
  waits: 'Your next command ends the waiting, and so does `/cancel`.',
  isAhead: 'Your next commands wait for it; `/cancel` ends it.',
  endedInTheWay: 'It would only have waited on, so I ended it, as your next command was in line.',
  leftInTheWay:
    'It would only have waited on, so I stopped reading, as your next command was in line; it may still run in the container.',
  copied: ({file, to}: {file: string; to: string}): string => `Copied ${file} to ${to}.`,
  noTar: ({line}: {line: string | undefined}): string => {
    const work = 'kubectl cp has tar do the work in the container.';
    return line === undefined ? work : `${work} To copy a text out without it: ${line}`;
  },
  copyRefused: {
    folder: ({line}: {line: string}): Said => ({
      message: 'kubectl would copy the folder and all that is in it; here it is one file at a time.',
      next: `See what is in it: ${line}`,
    }),
    link: ({line}: {line: string}): string => `kubectl cp follows no links. To have what it leads to: ${line}`,
    special: 'That is neither a file nor a folder: kubectl would copy nothing of it.',
    binary: {
      message: 'kubectl would copy it; here it is texts alone, and that is none.',
      next: 'Look at a part of it in the container, such as with exec NAME -- od -c FILE.',
    },
    tooLarge: ({most, line}: {most: number; line: string}): Said => ({
      message: `kubectl would copy it whatever its size; here it is texts of up to ${most} characters.`,
      next: `See its end: ${line}`,
    }),
    unread: 'What tar sent is no archive.',
    secret: ({line}: {line: string}): string => `To see it without a copy: ${line}`,
    noInput: 'This cluster is too old for anything to be sent into a container: Kubernetes 1.30 and newer take it.',
  },
  moreLogs: 'There are more logs; these are the first. Ask for one Pod by its name.',
  logCut: 'The log is longer; this is its beginning. --tail=50 shows its end.',
  nothingDiffers: 'Nothing differs: applying it would change nothing.',
  logEmpty: 'The log is empty.',
  followed: {
    now: 'following; your next command ends it, and so does /cancel:',
    ended: 'It has ended: nothing more is written.',
    longest: ({seconds}: {seconds: number}): string =>
      `I followed it for ${seconds} s, the longest that is possible here. Type it again to go on.`,
    madeWay: 'I stopped following, as your next command was in line. Type it again to go on.',
    tooMuch: 'More is written than can be followed here. See its end with --tail=50.',
    brokeOff: 'The cluster broke off. Type it again to go on.',
  },
  followFewer: 'Follow fewer: one Pod by its name, or one container with -c.',
  followedCut: 'There was more; this is its end.',
  containers: ({names}: {names: string}): string => `Its containers are: ${names}.`,
  noPodOf: ({kind, name}: {kind: string; name: string}): string =>
    `error: the ${kind} ${name} has no Pod to do that in`,
  seeWhatRuns: 'See what runs: kubectl get pods',
  clusterAddress: 'The address is the one that Pods have; you reach the cluster through this chat.',
  nodesAreShown: 'You see the nodes of your slice all the same: Labrador reads them for you.',
  seeWhatThereIs: ({type}: {type: string}): string => `See what there is: kubectl get ${type}`,
  seeFields: 'Look at what is there with -o yaml in place of it.',
  nameField: 'Name one of its fields.',
  hasImage: ({object}: {object: string}): string => `${object} has that image already`,
  hasThat: ({object}: {object: string}): string => `${object} has that already`,
  overwriteVariable: 'Leave out --overwrite=false to replace it.',
  noKeys: ({name}: {name: string}): string => `The ConfigMap ${name} has no such key.`,
  overwrite: 'Add --overwrite to replace it.',
  type: ({line}: {line: string}): string => `Type: ${line}`,

  isThere: 'Change it with /edit or apply -f, or delete it first.',
  ownRightsOnly: 'A Role can give only what you may do yourself: see auth can-i --list.',
  roleFirst: 'Write its Role first: create role NAME --verb=get,list --resource=pods',
  waitingForEnd: ({name}: {name: string}): string => `Waiting until pod/${name} has ended …`,
  giveSelector: 'Say which Pods it is for, with --selector=app=NAME.',
  givePort: 'Say which port it is for, with --port=80.',
  wouldBeRefused: ({reason}: {reason: string}): string => `Made for real, it would be refused: ${reason}`,
  timeToEnd: ({flags}: {flags: string}): string => `Pods have the time to end that they ask for: ${flags} did nothing.`,
  cardShows: ({flags}: {flags: string}): string => `The card shows what goes: ${flags} did nothing.`,
  ignored: ({flag}: {flag: string}): string => `${flag} has no effect here.`,
  runsOn: ({seconds, status}: {seconds: number; status: string}): string =>
    `It did not end within ${seconds} s; its last status was ${status}.`,
  runsOnLater: ({name}: {name: string}): string =>
    `It goes on: see it with logs ${name}, end it with delete pod ${name}.`,
  runsOnBehind: ({name}: {name: string}): string =>
    `I stopped waiting, as your next command was in line. It goes on: see it with logs ${name}, end it with delete pod ${name}.`,
  tookAwayInTheWay: 'It would only have waited on, so I took it away, as your next command was in line.',
  tookAway: 'It was taken away; run a command that ends by itself.',

  noPort: ({service}: {service: string}): string => `The Service ${service} has no port to browse to.`,
  noService: {
    message: 'There is no Service to browse to yet.',
    next: 'Apply one first: a Service gives the app an address.',
  },
  noIngress: {
    message: 'There is no Ingress to browse by yet.',
    next: 'Apply one first: it says which Service a host and its paths go to.',
  },
  noRoute: ({address, addresses}: {address: string; addresses: string}): Said => ({
    message: `404: no Ingress has a rule for ${address}.`,
    next: addresses === '' ? 'See them: kubectl describe ingress' : `There are rules for ${addresses}`,
  }),
  noServiceBackend: ({ingress}: {ingress: string}): Said => ({
    message: `503: the Ingress ${ingress} sends it to no Service.`,
    next: `See it: kubectl describe ingress ${ingress}`,
  }),
  noBackend: ({ingress, service}: {ingress: string; service: string}): Said => ({
    message: `503: the Ingress ${ingress} sends it to the Service ${service}, and there is none of that name.`,
    next: 'See their names: kubectl get services',
  }),
  noBackendPort: (said: {ingress: string; service: string; port: string; ports: string}): Said => ({
    message: `503: the Ingress ${said.ingress} sends it to the port ${said.port} of the Service ${said.service}, which has no such port.`,
    next: `Its ports: ${said.ports}`,
  }),
  byIngress: ({ingress, service, port}: {ingress: string; service: string; port: string}): string =>
    `By the Ingress ${ingress} to the Service ${service}, port ${port}.`,
  pageCut: 'The page is longer; this is its beginning.',
  appSilent: ({reason}: {reason: string}): string => `The app does not answer: ${reason}.`,

  severalEdited: ({file}: {file: string}): Said => ({
    message: `${file} has more than one object.`,
    next: 'Edit one at a time.',
  }),
  changedMeanwhile: ({object}: {object: string}): Said => ({
    message: `${object} was changed after the editor was opened, so nothing was written.`,
    next: `Open the editor again with /edit resource:${object}, and take over what you typed.`,
  }),

  emptying: 'Emptying your sandbox …',
  makingStep: 'Making the step ready …',
  isEmpty: 'Your sandbox is empty.',
  making: 'Making your namespace and its limits …',
  preparing: ({nodes}: {nodes: string}): string => `Preparing ${nodes} …`,
  folderLater: ({node, reason}: {node: string; reason: string}): string =>
    `The host folder on ${node} is made with the first Pod (${reason}).`,
  stillGoing: {message: 'Your last sandbox is still being removed.', next: 'Try again in a minute.'},
  stillGoingSince: ({reason}: {reason: string}): Said => ({
    message: `Your last sandbox is still being removed: ${reason}`,
    next: "Tell a facilitator: it is the cluster's operator who can mend that.",
  }),
  removing: 'Removing your namespace and all that is in it …',
  erasing: 'Erasing your host folders …',
  notErased: ({node, reason}: {node: string; reason: string}): string =>
    `The host folder on ${node} could not be erased: ${reason}.`,
  notOurs: ({namespace}: {namespace: string}): Said => ({
    message: `The namespace ${namespace} does not carry this workshop's labels.`,
    next: 'Ask a facilitator: nothing was removed.',
  }),
  goesByItself: ({reason}: {reason: string}): string =>
    `The namespace goes by itself once an API of the cluster answers again: ${reason}`,
};
