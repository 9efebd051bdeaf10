import {describe, expect, test} from 'vitest';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {toNodeLabelKey} from '#src/sandbox/namespace/node-labels.ts';
import {admitChange, requireConfined} from '#src/sandbox/policy/admit-change.ts';
import {requireOwnLabels} from '#src/sandbox/policy/label-change.ts';
import {admit} from '#src/sandbox/policy/policy.ts';
import {withoutLines} from '#src/sandbox/yaml/positions.ts';
import {readManifests} from '#src/sandbox/yaml/read-manifests.ts';
import {languages, type Language} from '#src/words/language.ts';
import {inLanguage} from '#src/words/words.ts';
import {unlessRefused} from '#test/support/unless-refused.ts';
import {namespace, sandboxSpec} from '#test/support/sandbox-fixture.ts';

const pod = (...lines: string[]): string =>
  ['apiVersion: v1', 'kind: Pod', 'metadata: {name: web}', 'spec:', '  containers:', ...lines].join('\n');
const container = '  - {name: web, image: nginx:1.18-alpine}';
const podThat = (line: string): string => pod(container, `  ${line}`);
const containerThat = (fields: string): string => pod(`  - {name: web, ${fields}}`);
const service = (spec: string): string =>
  ['apiVersion: v1', 'kind: Service', 'metadata: {name: web}', `spec: ${spec}`].join('\n');
const configMap = (metadata: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a${metadata}}`;
const deployment = (spec: string): string =>
  ['apiVersion: apps/v1', 'kind: Deployment', 'metadata: {name: web}', `spec: ${spec}`].join('\n');

const required = 'requiredDuringSchedulingIgnoredDuringExecution';
const terms = `spec.affinity.nodeAffinity.${required}.nodeSelectorTerms`;
const podWithTerms = (list: string): string =>
  podThat(`affinity: {nodeAffinity: {${required}: {nodeSelectorTerms: ${list}}}}`);
const ofContainer = (field: string): string => `spec.containers[0].${field}`;

/** A manifest that a rule refuses, with the line and the field that it is about. */
const refused: readonly (readonly [string, string, number, string])[] = [
  ['a kind that is not there', 'apiVersion: v1\nkind: Namespace\nmetadata: {name: a}', 2, 'kind'],
  ['a kind in other letters', 'apiVersion: v1\nkind: Servise\nmetadata: {name: a}', 2, 'kind'],
  ['no kind', 'apiVersion: v1\nmetadata: {name: a}', 1, 'kind'],
  ['a version that is another', 'apiVersion: v1\nkind: DaemonSet\nmetadata: {name: a}', 1, 'apiVersion'],
  ['no version', 'kind: DaemonSet\nmetadata: {name: a}', 1, 'apiVersion'],
  ['no name', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {}', 3, 'metadata.name'],
  ['a name that is none', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: A_b}', 3, 'metadata.name'],
  ['a key in other letters', 'apiversion: v1\nkind: ConfigMap\nmetadata: {name: a}', 1, 'apiversion'],
  ['no Pod', 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}', 1, 'spec'],

  ['what is no namespace', configMap(', namespace: B'), 3, 'metadata.namespace'],
  ['a deletion', configMap(', deletionTimestamp: now'), 3, 'metadata.deletionTimestamp'],
  ['a finalizer', configMap(', finalizers: [b]'), 3, 'metadata.finalizers'],
  ['a name to be made', configMap(', generateName: b'), 3, 'metadata.generateName'],
  ['an owner', configMap(', ownerReferences: []'), 3, 'metadata.ownerReferences'],

  ['a field that is not known', podThat('sidecars: []'), 7, 'spec.sidecars'],
  ['a field in other letters', podThat('hostnetwork: true'), 7, 'spec.hostnetwork'],
  ['a field with a slip', podThat('nodeSelectr: {}'), 7, 'spec.nodeSelectr'],
  ['a field of an item', podThat('image: a'), 7, 'spec.image'],
  ['a field of the spec', `${pod(container)}\ncontainers: []`, 7, 'containers'],
  ['a field of the object', service('{metadata: {}}'), 4, 'spec.metadata'],
  [
    'a field of another kind',
    'apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: a}\nspec: {replicas: 2}',
    4,
    'spec.replicas',
  ],
  ['a label without matchLabels', deployment('{selector: {app: web}}'), 4, 'spec.selector.app'],
  [
    'labels of a Service under matchLabels',
    service('{selector: {matchLabels: {a: b}}}'),
    4,
    'spec.selector.matchLabels',
  ],

  ['a forbidden field', podThat('hostUsers: true'), 7, 'spec.hostUsers'],
  ['a forbidden field without a reason', podThat('overhead: {}'), 7, 'spec.overhead'],
  ['a boolean that must be another', podThat('hostNetwork: true'), 7, 'spec.hostNetwork'],
  ['what the cluster writes', podThat('nodeName: a'), 7, 'spec.nodeName'],
  ['an account', podThat('serviceAccountName: learner'), 7, 'spec.serviceAccountName'],
  ['a debugging container', podThat('ephemeralContainers: []'), 7, 'spec.ephemeralContainers'],
  ['a volume of another kind', podThat('volumes: [{name: a, nfs: {}}]'), 7, 'spec.volumes[0].nfs'],
  [
    'a token',
    containerThat('envFrom: [{secretRef: {name: default-token-x7k2p}}]'),
    6,
    ofContainer('envFrom[0].secretRef.name'),
  ],
  ['a value of a Secret', 'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata: {a: b}', 4, 'data.a'],
  ['a name of the cluster', 'apiVersion: v1\nkind: Secret\nmetadata: {name: default-token-x7k2p}', 3, 'metadata.name'],
  [
    'a privileged container',
    containerThat('securityContext: {privileged: true}'),
    6,
    ofContainer('securityContext.privileged'),
  ],
  [
    'a capability',
    containerThat('securityContext: {capabilities: {add: [A]}}'),
    6,
    ofContainer('securityContext.capabilities.add[0]'),
  ],
  [
    'a probe of another host',
    containerThat('readinessProbe: {httpGet: {host: a}}'),
    6,
    ofContainer('readinessProbe.httpGet.host'),
  ],
  [
    'a call before the end',
    containerThat('lifecycle: {preStop: {httpGet: {}}}'),
    6,
    ofContainer('lifecycle.preStop.httpGet'),
  ],
  [
    'a folder of a mount',
    pod('  - {name: web, volumeMounts: [{name: a, subPath: b}]}', '  volumes: [{name: a, hostPath: {path: /}}]'),
    6,
    ofContainer('volumeMounts[0].subPath'),
  ],
  ['a device', containerThat('volumeDevices: []'), 6, ofContainer('volumeDevices')],
  ['a folder of processes', containerThat('workingDir: /proc/1'), 6, ofContainer('workingDir')],
  [
    'Pods of other namespaces',
    podThat(`affinity: {podAffinity: {${required}: [{namespaces: [a]}]}}`),
    7,
    `spec.affinity.podAffinity.${required}[0].namespaces`,
  ],
  [
    'the namespace of a template',
    deployment('{template: {metadata: {namespace: a}}}'),
    4,
    'spec.template.metadata.namespace',
  ],
  ['many old templates', deployment('{revisionHistoryLimit: 51}'), 4, 'spec.revisionHistoryLimit'],
  ['an address from outside', service('{externalIPs: []}'), 4, 'spec.externalIPs'],

  [
    'a number that is too large',
    containerThat('livenessProbe: {terminationGracePeriodSeconds: 900}'),
    6,
    ofContainer('livenessProbe.terminationGracePeriodSeconds'),
  ],
  ['a number below 0', podThat('activeDeadlineSeconds: -1'), 7, 'spec.activeDeadlineSeconds'],
  ['text for a number', podThat('activeDeadlineSeconds: soon'), 7, 'spec.activeDeadlineSeconds'],
  ['a number in quotes', podThat('activeDeadlineSeconds: "60"'), 7, 'spec.activeDeadlineSeconds'],
  ['text for a boolean', podThat('shareProcessNamespace: "yes"'), 7, 'spec.shareProcessNamespace'],
  ['a number for text', podThat('hostname: 1'), 7, 'spec.hostname'],
  ['a mapping for text', podThat('hostname: {a: b}'), 7, 'spec.hostname'],
  ['a list for text', podThat('hostname: [a]'), 7, 'spec.hostname'],
  ['text for a list', podThat('volumes: none'), 7, 'spec.volumes'],
  ['a sentence for a list', containerThat(`command: 'echo "a"'`), 6, ofContainer('command')],
  ['a forgotten colon for a list', podThat('volumes: name=a'), 7, 'spec.volumes'],
  ['a mapping for a list', podThat('volumes: {a: b}'), 7, 'spec.volumes'],
  ['a number for a list', podThat('volumes: 1'), 7, 'spec.volumes'],
  ['text for a mapping', podThat('nodeSelector: a'), 7, 'spec.nodeSelector'],
  ['a list for a mapping', podThat('nodeSelector: [a]'), 7, 'spec.nodeSelector'],
  ['text for fields', podThat('securityContext: a'), 7, 'spec.securityContext'],
  [
    'a list for an amount',
    containerThat('resources: {limits: {memory: []}}'),
    6,
    ofContainer('resources.limits.memory'),
  ],
  ['nothing for an item', pod('  -'), 6, 'spec.containers[0]'],
  ['many containers', podThat(`initContainers: [${'{name: a}, '.repeat(9)}]`), 7, 'spec.initContainers'],
  ['a word that is not allowed', podThat('restartPolicy: Sometimes'), 7, 'spec.restartPolicy'],
  ['a word with a slip', podThat('restartPolicy: Alway'), 7, 'spec.restartPolicy'],
  ['another image', pod('  - {name: web, image: evil}'), 6, ofContainer('image')],

  [
    'an amount that is none',
    containerThat('resources: {limits: {memory: lots}}'),
    6,
    ofContainer('resources.limits.memory'),
  ],
  [
    'an amount in a wrong unit',
    containerThat('resources: {limits: {memory: 64MB}}'),
    6,
    ofContainer('resources.limits.memory'),
  ],
  [
    'an amount in no unit',
    containerThat('resources: {limits: {memory: 64 x}}'),
    6,
    ofContainer('resources.limits.memory'),
  ],
  [
    'thousandths of a byte',
    containerThat('resources: {limits: {memory: 64m}}'),
    6,
    ofContainer('resources.limits.memory'),
  ],
  [
    'an amount of cores that is none',
    containerThat('resources: {limits: {cpu: lots}}'),
    6,
    ofContainer('resources.limits.cpu'),
  ],
  ['a limit of nothing', containerThat('resources: {limits: {cpu: 0}}'), 6, ofContainer('resources.limits.cpu')],

  ['a folder of the node', podThat('volumes: [{name: a, hostPath: {path: /etc}}]'), 7, 'spec.volumes[0].hostPath.path'],
  ['no folder of the node', podThat('volumes: [{name: a, hostPath: {}}]'), 7, 'spec.volumes[0].hostPath.path'],
  [
    'a mount without a volume',
    containerThat('volumeMounts: [{name: a, mountPath: /a}]'),
    6,
    ofContainer('volumeMounts[0].name'),
  ],
  ['a label of nodes', podThat('nodeSelector: {labrador.dev/a: b}'), 7, 'spec.nodeSelector[labrador.dev/a]'],
  ['no terms', podWithTerms('[]'), 7, terms],
  ['a term of nothing', podWithTerms('[{}]'), 7, `${terms}[0]`],
  [
    'a term without a key',
    podWithTerms('[{matchExpressions: [{operator: Exists}]}]'),
    7,
    `${terms}[0].matchExpressions[0]`,
  ],
  ['a term with a node', podWithTerms('[{matchFields: []}]'), 7, `${terms}[0].matchFields`],

  ['a Service of another type', service('{type: ExternalName}'), 4, 'spec.type'],
];

/** Text that is no YAML, with the line that is wrong. */
const unreadable: readonly (readonly [string, string, number | undefined])[] = [
  ['nothing', '', undefined],
  ['too many objects', 'a: 1\n---\n'.repeat(21), undefined],
  ['too many documents', '---\n'.repeat(102), undefined],
  ['too much', `a: ${'x'.repeat(70_000)}`, undefined],
  ['what is too deep', `a: ${'{b: '.repeat(40)}1${'}'.repeat(40)}`, 1],
  ['a tab', 'a:\n\tb: 1', 2],
  ['a line that is too far in', 'a: b\n  c: d', 2],
  ['a line between two others', 'a:\n  b: 1\n c: 2', 3],
  ['a missing space', 'kind:Pod', 1],
  ['an equals sign', 'kind=Pod', 1],
  ['a wide colon', 'kind\uff1a Pod', 1],
  ['a dash without a space', 'a:\n-b\nc: 1', 2],
  ['a typographic quote', 'a: \u201cb\u201d', 1],
  ['a long dash', 'a:\n- \u2014b', 2],
  ['a command', 'kubectl get pods', 1],
  ['an open bracket', 'a: [1', 1],
  ['an open brace', '{a: 1', 1],
  ['an open quote', 'a: "b', 1],
  ['a quote that is open on an earlier line', 'a: "b\nc: 1', 1],
  ['a closing brace', 'a: }', 1],
  ['a colon in a value', 'a: b: c', 1],
  ['a key without a value', 'a\nb: 1', 1],
  ['a sign that begins nothing', 'a: @b', 1],
  ['a key that is there twice', 'a: 1\na: 2', 2],
  ['a key that is no text', '~: 1', 1],
  ['a key that is none', '__proto__: 1', 1],
  ['a value that is none', 'a: .nan', 1],
  ['an anchor', 'a: &b 1', 1],
  ['a tag', 'a: !b 1', 1],
  ['a list', '- a', 1],
  ['a word', 'word', 1],
  ['a List without items', 'kind: List', 1],
  ['braces as a key', '{a: 1}: 2', 1],
  ['a directive', '%YAML 1.1\n---\na: 1', 1],
];

const spec = sandboxSpec();
const plainConfigMap: JsonObject = {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'a', uid: 'x'}};
const changed = (changes: JsonObject) => (): unknown =>
  admitChange(plainConfigMap, {object: {...plainConfigMap, ...changes}, positions: withoutLines('kubectl')}, spec);
const labelled = (set: Readonly<Record<string, string>>) => (): unknown =>
  requireOwnLabels('pods', {}, {set, remove: []});
const manyLabels = Object.fromEntries(Array.from({length: 99}, (_, at) => [`k${at}`, 'v']));
const withoutFolders = {...spec, lab: {...spec.lab, hostPathLeaves: []}};

/** What is about more than a line, or about none. */
const besides: readonly (readonly [string, () => unknown])[] = [
  [
    'an object that is too large',
    () => judge(`${configMap('')}\ndata: {${Array.from({length: 6_000}, (_, at) => `k${at}: v,`).join('')}}`),
  ],
  [
    'any folder, in a lab without',
    () => judge(podThat('volumes: [{name: a, hostPath: {path: /etc}}]'), withoutFolders),
  ],
  ['an object that becomes another', changed({metadata: {name: 'b'}})],
  [
    'an object that nobody changes',
    () => admitChange({...plainConfigMap, kind: 'Node'}, {object: {}, positions: withoutLines('kubectl')}, spec),
  ],
  [
    'an object that is more than both of its halves',
    () =>
      requireConfined({apiVersion: 'v1', kind: 'Pod', metadata: {name: 'a', uid: 'x'}, spec: {containers: []}}, spec),
  ],
  ['a label that is not theirs', labelled({'istio.io/y': 'z'})],
  ['too many labels', labelled(manyLabels)],
  ["a node's label of the cluster", () => toNodeLabelKey(namespace, 'kubernetes.io/os')],
  ["a node's label that is too long", () => toNodeLabelKey(namespace, `${'a'.repeat(60)}.${'b'.repeat(160)}.io/c`)],
  ["a node's label that is none", () => toNodeLabelKey(namespace, '-')],
];

/** What is admitted, and not as it was written; with what that is said of. */
const noted: readonly (readonly [string, string, string])[] = [
  ['a mark of its encoding', `\ufeff${configMap('')}`, 'web.yaml'],
  ['a block of code', `\`\`\`yaml\n${configMap('')}\n\`\`\``, 'web.yaml'],
  ['a command around it', `cat <<EOF | kubectl apply -f -\n${configMap('')}\nEOF`, 'web.yaml'],
  ['the end of a command', `${configMap('')}\nEOF`, 'web.yaml'],
  ['wide spaces', configMap('').replace(': ', ':\u00a0'), 'web.yaml'],
  ['a line of dashes', `----\n${configMap('')}`, 'web.yaml'],
  ['what the cluster writes', configMap(', creationTimestamp: now'), 'ConfigMap a'],
  ['the usual namespace', configMap(', namespace: default'), 'ConfigMap a'],
  ['a port of nodes', service('{ports: [{port: 80, nodePort: 30080}]}'), 'Service web'],
  ['a load balancer', service('{type: LoadBalancer}'), 'Service web'],
  [
    'the root of the node',
    pod(
      '  - {name: web, image: nginx:1.18-alpine, volumeMounts: [{name: a, mountPath: /a}]}',
      '  volumes: [{name: a, hostPath: {path: /}}]',
    ),
    'Pod web',
  ],
];

function judge(yaml: string, of = spec): string[] {
  return readManifests({name: 'web.yaml', yaml}).flatMap(({object, positions, mended}) => [
    ...mended,
    ...admit(object, of, positions).notes,
  ]);
}

interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly next: string;
}

function refusalIn(language: Language, act: () => unknown): Refusal {
  const refusals: Refusal[] = [];
  inLanguage(language, () => unlessRefused(act, ({code, message, next = ''}) => refusals.push({code, message, next})));
  const [refusal] = refusals;
  if (refusal === undefined) throw new Error('it was not refused');
  return refusal;
}

/** How each language says where something is wrong. */
const lineIn: Readonly<Record<Language, (line: number) => string>> = {
  en: (line) => `web.yaml line ${line}: `,
  de: (line) => `web.yaml Zeile ${line}: `,
  fr: (line) => `web.yaml ligne ${line}\u00a0: `,
};
const ofIn: Readonly<Record<Language, (what: string) => string>> = {
  en: (what) => `${what}: `,
  de: (what) => `${what}: `,
  fr: (what) => `${what}\u00a0: `,
};

const sentencesOf = ({message, next}: Refusal): string[] => [message, next].filter((said) => said !== '');

/** What is left of a sentence after what it begins with. */
function after(begin: string, text: string): string {
  expect(text.slice(0, begin.length)).toBe(begin);
  return text.slice(begin.length);
}

const others = languages.filter((one) => one !== 'en');

describe.each(others)('in %s', (language) => {
  test.each(refused)('%s is refused in other words, with file, line and field', (_, yaml, line, field) => {
    const english = refusalIn('en', () => judge(yaml));
    const own = refusalIn(language, () => judge(yaml));
    const said = after(`${lineIn.en(line)}${field} `, english.message);
    expect(after(`${lineIn[language](line)}${field} `, own.message)).not.toBe(said);
    expect(own.next).not.toBe(english.next);
    expect(own.code).toBe(english.code);
  });

  test.each(unreadable)('%s is refused in other words, with file and line', (_, yaml, line) => {
    const read = (): unknown => readManifests({name: 'web.yaml', yaml});
    const english = refusalIn('en', read);
    const own = refusalIn(language, read);
    const begin = (one: Language): string => (line === undefined ? '' : lineIn[one](line));
    expect(after(begin(language), own.message)).not.toBe(after(begin('en'), english.message));
    expect(own.message).toContain('web.yaml');
    expect(own.next).not.toBe(english.next);
    expect(own.code).toBe(english.code);
  });

  test.each(besides)('%s is refused in other words', (_, act) => {
    const english = refusalIn('en', act);
    const own = refusalIn(language, act);
    expect(sentencesOf(own)).toHaveLength(sentencesOf(english).length);
    expect(sentencesOf(own).filter((said) => sentencesOf(english).includes(said))).toEqual([]);
    expect(own.code).toBe(english.code);
  });

  test.each(noted)('what becomes of %s is told in other words, with what it is about', (_, yaml, what) => {
    const [english = '', ...more] = judge(yaml);
    const [own = ''] = inLanguage(language, () => judge(yaml));
    expect(more).toEqual([]);
    expect(after(ofIn[language](what), own)).not.toBe(after(ofIn.en(what), english));
  });
});
