import type {Said} from '../said.ts';

/** Why a field is not there or a value is bounded: read after the field and a colon. Clusters' own policies say it too. */
const because = {
  sharesNode: 'the node is shared with other learners',
  needsNoToken: 'Pods here get no token',
  accountIsYours: 'it is the account that you yourself work as',
  namedByNewField: 'it is the old name of serviceAccountName',
  grantsOwnRights: 'a Role can hold only what you may do yourself',
  ofCluster: 'it is of the whole cluster, and a Role is of your namespace',
  equalLearners: 'all learners are equal',
  managedPlacement: 'your Pods keep to the nodes of your sandbox',
  keyMayBeActedOn: 'the cluster or an add-on of it may act on the key',
  endsSoon: 'a sandbox must be able to end its Pods soon',
  clusterMarksDeletion: 'only the cluster marks an object as being deleted',
  finalizerStays: 'an object with a finalizer could not be cleaned up',
  needsName: 'an object that is applied needs a `name`',
  controllersOwn: 'controllers write it for what they own',
  goesWithOwner: 'the Pods of a template go where its owner is',
  keepsTemplates: 'the cluster keeps that many old templates',
  chosenByCluster: 'the cluster chooses it',
  opensCluster: 'it would open a way past your sandbox',
  otherNamespaces: 'Pods of other namespaces are not yours to look for',
  ownsNode: 'a privileged container owns the node',
  onlyUsual: 'a container may add only capabilities that it has anyway when it says nothing',
  nodeWouldCall: 'the node would call that host for you',
  nodeWouldFollow: 'the node would follow where the answer leads it',
  mountLeadsOut: 'a mount below a folder of the node could lead out of it',
  asksClusterDns: 'names are looked up by the DNS of the cluster',
  volumesOfLab: 'only the volumes of the lab are here',
  debugsOutside: 'a debugging container would be outside these rules',
  fewVolumes:
    'only emptyDir, hostPath, configMap, secret, persistentVolumeClaim, downwardAPI and projected volumes are here',
  newVolumes: 'a claim gets a new volume of its own, which the cluster makes',
  classOfCluster: 'volumes are made by the default class of the cluster',
  onlyUse: 'only what Pods themselves use can be measured here',
  onlyAverages: 'an average is what an autoscaler of Pods is measured by',
  reachesNobodyElse: 'Pods of a sandbox reach nobody outside it',
  sendsToServices: 'an Ingress of a sandbox sends to Services alone',
  holdsSandbox: 'the sandbox itself is held by what would be counted',
};

/** What is wrong with a value is read after the field that it stands in. */
export const policy = {
  because,
  theObject: 'the object',
  notAllowed: 'is not allowed here',
  notAllowedSince: ({reason}: {reason: string}): string => `is not allowed here: ${reason}`,
  valueNotAllowed: ({value}: {value: string}): string => `${value} is not allowed here`,
  valueNotAllowedSince: ({value, reason}: {value: string; reason: string}): string =>
    `${value} is not allowed here: ${reason}`,
  removeIt: 'Remove it.',
  didYouMean: ({meant}: {meant: string}): string => `Did you mean ${meant}?`,
  allowed: ({values}: {values: string}): string => `Allowed: ${values}.`,
  isMissing: 'is missing',

  mustBe: {
    wholeNumber: 'must be a whole number',
    trueOrFalse: 'must be true or false',
    numberOrText: 'must be a number or text',
    list: 'must be a list',
    fields: 'must be a mapping of fields',
    item: 'must be an item',
    text: 'must be text',
    mapping: 'must be a mapping',
    apiVersion: ({apiVersion, kind}: {apiVersion: string; kind: string}): string =>
      `must be ${apiVersion} for a ${kind}`,
  },
  between: ({most}: {most: number}): string => `must be between 0 and ${most}`,
  betweenSince: ({most, reason}: {most: number; reason: string}): string => `must be between 0 and ${most}: ${reason}`,
  changeNumber: 'Change the number.',
  writeBoolean: 'Write true or false, without quotes.',
  mostItems: ({most}: {most: number}): string => `may have no more than ${most} items`,
  leaveOutSome: 'Leave some of them out.',
  writeItem: 'Write something after the -, or take the line away.',
  ownKey: 'Remove it, or use a key of your own, such as note or example.com/note.',
  spelled: ({right}: {right: string}) => ({
    problem: `is written ${right}`,
    next: `Write ${right}: with capital and small letters like that.`,
  }),
  unknownField: 'is not a field that I know',
  underMatchLabels: 'Write it under matchLabels.',
  nameAndValue: ({name}: {name: string}): string => `Write - name: ${name}, and its value: in the line below.`,
  noManifest: {
    problem: 'has neither apiVersion nor kind, so it is no manifest of Kubernetes',
    next: 'A manifest begins with `apiVersion:` and `kind:`.',
  },
  checkIndentation: 'Remove it, or check the indentation.',
  aKind: ({kind}: {kind: string}): string => `a ${kind}`,
  forOtherKinds: ({kinds}: {kinds: string}): string => `Remove it: it is for ${kinds}.`,
  belongsAtTop: 'It belongs at the top, beside kind: write it without indentation.',
  belongsInItem: ({path}: {path: string}): string =>
    `It belongs in an item of ${path}: write it there, indented below that.`,
  belongsIn: ({path}: {path: string}): string => `It belongs in ${path}: write it there, indented below that.`,

  mistyped: {
    labelsOfSelector: 'Write the labels under selector itself, without matchLabels: a Service has them there.',
    oneNotMapping: 'Write one value after the colon; this is a mapping.',
    oneNotList: 'Write one value after the colon; this is a list.',
    quoted: ({value}: {value: string}): string => `Put the value in quotes: "${value}".`,
    inQuotes: 'Put the value in quotes.',
    empty: 'Write a value after the colon, or "" for an empty one.',
    block: 'Write | after the colon: what is indented below it is one text then.',
    oneLevelLess: ({key, field}: {key: string; field: string}): string =>
      `Write what stands under ${key} under ${field} itself, without ${key}.`,
    noExpressions: ({field}: {field: string}): string =>
      `Write labels under ${field}, each with its one value: matchExpressions is not for it.`,
    unquoted: ({value}: {value: string}): string => `Write ${value} without quotes.`,
    wholeNumber: 'Write a whole number.',
    bullets: ({bullet}: {bullet: string}): string => `Write - in place of ${bullet} in front of each item.`,
    dashes: 'Write - and a space in front of the first line of each item.',
    itemLines: 'Write each item in a line of its own, with - and a space in front.',
    itemsQuoted: ({list}: {list: string}): string => `Write each item in quotes: ${list}.`,
    itemsInBrackets: 'Write each item in quotes in brackets.',
    keysWithoutDash: 'Write its keys without - in front of them.',
    keysBelow: 'Write its keys in lines of their own below it, indented, each with a colon and a space.',
  },

  giveName: 'Give the object a name.',
  writeOwnName: 'Write a name of your own in its place.',
  cannotBe: ({name}: {name: string}) => ({
    problem: `cannot be ${name}`,
    next: 'Names have lower-case letters, digits, dots and hyphens.',
  }),
  largerThan: ({kib}: {kib: number}) => ({
    problem: `is larger than ${kib} KiB`,
    next: 'Leave out what the lab does not need.',
  }),
  anotherName: 'Give it another name: the cluster keeps names like this for its own.',
  notBase64: {
    problem: 'is not base64',
    next: 'Write it in plain text under stringData instead of data, or encode it first.',
  },
  writeEach: 'Write the name of each, such as pods and deployments.',
  bindsRole: {
    why: 'only Roles of your own can be bound here',
    next: 'Write a Role with the rights that are meant, and kind: Role with its name under roleRef.',
  },
  bindsAccount: {
    why: 'only ServiceAccounts of your own sandbox can be given rights here',
    next: 'Write kind: ServiceAccount, its name, and namespace: default or that of a namespace of yours.',
  },
  writeKind: 'Write `kind:`, such as DaemonSet.',
  writeApiVersion: ({apiVersion}: {apiVersion: string}): string => `Write apiVersion: ${apiVersion}.`,
  writeSelector: ({labels}: {labels: string}): string =>
    `Write selector: {matchLabels: ${labels}} below spec: it is no longer made of the labels of the template.`,
  writeWhole: 'Write the whole object.',
  mountWhole: 'Mount the folder itself, without it, or use an emptyDir.',
  metricType: ({type}: {type: string}) => ({
    problem: `${type} is not allowed here: only what Pods themselves use can be measured here`,
    next: 'Write type: Resource, and below it resource: with a name (cpu or memory) and a target.',
  }),
  noVolume: {problem: 'names no volume of this Pod', next: 'List the volume under `volumes`.'},
  noFolders: 'This lab has no folders of the node.',
  noNodeKey: ({reason}: {reason: string}): string => `is not a key to select nodes by: ${reason}`,
  needsTerm: {problem: 'needs a term', next: 'Say which node labels it is about.'},
  needsExpressions: {problem: 'needs matchExpressions', next: 'Say which node labels it is about.'},
  needsKey: {problem: 'needs a key', next: 'Say which node label it is about.'},
  noImage: ({image, images}: {image: string; images: string}) => ({
    problem: `${image} is not an image of this lab`,
    next: `Allowed: ${images}.`,
  }),
  noNamespace: ({namespace}: {namespace: string}) => ({
    problem: `${namespace} cannot be the name of a namespace`,
    next: 'Remove the line: everything goes to your own namespace.',
  }),
  onceInNamespaces: ({namespaces}: {namespaces: string}) => ({
    problem: `is there more than once, for the namespaces ${namespaces}, and here all go to your own`,
    next: 'Apply one of them, or give each a name of its own.',
  }),
  amount: {
    unknown: ({value}: {value: string}): string => `${value} is not an amount that Kubernetes knows`,
    thousandths: ({value, number}: {value: string; number: string}): string =>
      `${value} is ${number} thousandths of a byte`,
    beyondContainer: ({value, most}: {value: string; most: string}) => ({
      problem: `${value} is more than a container may have here, which is ${most}`,
      next: `Write ${most} or less.`,
    }),
    limitsNothing: ({value}: {value: string}) => ({
      problem: `${value} is not allowed here: it would limit nothing`,
      next: 'Leave it out, or write such as 64Mi.',
    }),
    writeBytes: 'Write such as 64Mi.',
    writeCores: 'Write such as 100m, a tenth of a core.',
    write: ({amount}: {amount: string}): string => `Write ${amount}.`,
    writeOr: ({amount}: {amount: string}): string => `Write ${amount}, or such as 64Mi.`,
  },

  /** What stands for a file where nobody wrote one. */
  source: {
    line: 'your line',
    change: 'the change',
    earlier: 'together with earlier changes',
    inCluster: 'the object in the cluster',
    patch: 'with your patch',
    revision: ({revision}: {revision: number}): string => `revision ${revision}`,
    image: ({object}: {object: string}): string => `${object} with that image`,
    env: ({object}: {object: string}): string => `${object} with those variables`,
    resources: ({object}: {object: string}): string => `${object} with those resources`,
  },
  outOfSandbox: {problem: 'would not stay within the sandbox', next: 'Delete the object and apply it anew.'},
  noVolumesByHand: {
    problem: 'PersistentVolume is not allowed here: it would be a folder or a disk that is not yours',
    next: 'Apply a PersistentVolumeClaim alone, without volumeName and selector: the cluster makes the volume for it.',
  },
  notChangeable: 'is nothing that can be changed here',
  notDeletable: 'is nothing that you can delete',
  noObjectName: 'cannot be the name of an object',
  sameObject: ({field}: {field: string}) => ({
    problem: 'cannot be changed: it says which object this is',
    next: `Leave ${field} as it was.`,
  }),

  namespaces: {
    onlyOne: 'in this lab your sandbox is the one namespace that you have',
    reserved: 'the cluster and Labrador keep names like this for their own',
    leaveOut: 'Leave the Namespace out: everything goes to the namespace that you have.',
  },

  tooMany: ({most, kind, singular}: {most: number; kind: string; singular: string}): Said => ({
    message: `A namespace has room for ${most} objects of kind ${kind}, and you have made as many.`,
    next: `Delete one that you no longer need: kubectl delete ${singular} NAME`,
  }),

  networkPolicies: {
    tooIntricate: ({most}: {most: number}): Said => ({
      message: `Together, the podSelectors of your NetworkPolicies are more than a sandbox can follow: their conditions, multiplied, may come to ${most}.`,
      next: 'Write fewer labels in a podSelector, or delete a policy that you no longer need.',
    }),
  },

  note: {
    podSecurity: ({fields}: {fields: string}): string =>
      `left out ${fields}: how strict a namespace is follows from the lab`,
    leftOut: ({fields}: {fields: string}): string => `left out what the cluster writes itself: ${fields}`,
    notHere: ({fields, reason}: {fields: string; reason: string}): string => `left out ${fields}: ${reason}`,
    lowered: ({field, most, reason}: {field: string; most: number; reason: string | undefined}): string =>
      `${field} is ${most}, the most that there is${reason === undefined ? '' : `: ${reason}`}`,
    olderField: ({field, today}: {field: string; today: string}): string =>
      `${field} is the old name of ${today}, and taken as that`,
    ofCluster: ({objects}: {objects: string}): string =>
      `left out ${objects}: such objects are of the whole cluster, and yours is a sandbox in it`,
    olderKind: ({kind, today}: {kind: string; today: string}): string =>
      `taken as a ${today}, which took the place of a ${kind}`,
    goneVersion: ({apiVersion, goneSince, today}: {apiVersion: string; goneSince: string; today: string}): string =>
      `${apiVersion} is gone since Kubernetes ${goneSince}; taken as ${today}`,
    takenAs: ({apiVersion, today}: {apiVersion: string; today: string}): string => `${apiVersion} is taken as ${today}`,
    ownNamespace: ({namespace}: {namespace: string}): string => `goes to your own namespace, not to ${namespace}`,
    readOnly: ({path}: {path: string}): string => `the host's / is mounted read-only at ${path}`,
    nodePort: ({port}: {port: string}): string => `the cluster picks the node port, not ${port}`,
    serviceAddress: ({address}: {address: string}): string => `the cluster picks the address, not ${address}`,
    noToken: ({account}: {account: string}): string =>
      `runs as ${account}, without a token: see what that may with auth can-i VERB TYPE --as=system:serviceaccount:default:${account}`,
    clusterIp: 'becomes a ClusterIP, since sandboxes have no load balancers',
    ownClass: 'its class is labrador: ask by its hosts with /browse host:HOST',
    foreignClass: ({written}: {written: string}): string =>
      `its class is labrador, not ${written}: ask by its hosts with /browse host:HOST`,
    forControllers: ({keys}: {keys: string}): string =>
      `left out what is for an ingress controller, which there is none of here: ${keys}`,
  },

  label: {
    foreign: ({key}: {key: string}) => ({
      message: `The label ${key} is not yours to set: the cluster or an add-on of it may act on it.`,
      next: 'Use a key of your own, such as disk=fast.',
    }),
    tooMany: ({count, most}: {count: number; most: number}) => ({
      message: `That would be ${count} labels of yours, and ${most} are the most.`,
      next: 'Remove one that you no longer need, with a - behind its key.',
    }),
    ofCluster: ({key}: {key: string}) => ({
      message: `The label ${key} is the cluster's own and cannot be changed from a sandbox.`,
      next: 'Use a key of your own, such as disk=fast.',
    }),
    tooLong: ({key, most}: {key: string; most: number}) => ({
      message: `The label key ${key} is too long here.`,
      next: `Keep what is before the slash to ${most} characters.`,
    }),
    noKey: ({key}: {key: string}) => ({
      message: `${key} is not a label key.`,
      next: 'A key is a name such as disk or example.com/disk: letters, digits, and inside - _ and dots.',
    }),
  },
};
