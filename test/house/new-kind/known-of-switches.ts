import {rights} from '#src/cluster/installation/rights/rights.ts';
import {expressionProblem} from '#src/lab/expression.ts';
import {formatEditTarget, parseEditTarget} from '#src/operations/kubectl/edit-target.ts';
import {suggestKubectl} from '#src/operations/kubectl/autocomplete-kubectl.ts';
import {parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import {UserError} from '#src/operations/user-error.ts';
import {admissionManifests} from '#src/sandbox/cluster-policies/admission-manifests.ts';
import {admit} from '#src/sandbox/policy/policy.ts';
import {withoutLines} from '#src/sandbox/yaml/positions.ts';
import {sandboxManifests} from '#src/sandbox/namespace/sandbox-manifests.ts';
import {sandboxSpec} from '#test/support/sandbox-fixture.ts';

const lines = [
  'get switches',
  'describe sw lamp',
  'events --for switch/lamp',
  'delete switch lamp',
  'logs sw/lamp',
  'exec switch/lamp -- ls',
  'label switch lamp room=hall',
  'rollout undo switch/lamp',
  'scale switches.example.com/lamp --replicas=2',
  'set image switch/lamp main=nginx',
  `patch switch lamp -p '{"spec":{}}'`,
  'annotate switch lamp a=b',
  'wait switch/lamp --for=delete',
];
const offering = ['logs', 'exec', 'rollout undo', 'scale', 'set image', 'patch', 'annotate', 'wait', 'events --for'];
const manifest = {
  apiVersion: 'example.com/v1',
  kind: 'Switch',
  metadata: {name: 'lamp'},
  spec: {template: {spec: {containers: [{name: 'main', image: 'nginx:1.18-alpine'}]}}},
};

/** What Labrador does with the type `switches`, which it does not have: a scratch copy of it does. */
export function knownOfSwitches() {
  const sandbox = sandboxSpec();
  const names = (type: string): string[] => (type === 'switches' ? ['lamp'] : []);
  const manifests = JSON.stringify([
    ...sandboxManifests(sandbox),
    ...admissionManifests({major: 1, minor: 32}).manifests,
  ]);
  const verbsOf = (grants: (typeof rights)['learner']['grants']): string[] =>
    grants.flatMap(({rules}) => rules.flatMap(({resources, verbs}) => (resources.includes('switches') ? verbs : [])));
  return {
    refused: lines.flatMap((line) => problemOf(() => parseKubectl(line, {files: new Map()}))),
    offered: offering.filter((verb) =>
      suggestKubectl(`${verb} sw`, {files: new Map(), names}).includes(`${verb} switch/lamp`),
    ),
    editable: formatEditTarget(parseEditTarget('switch lamp')),
    applied: problemOf(() => admit(manifest, sandbox, withoutLines('lamp.yaml'))),
    learnerMay: verbsOf(rights.learner.grants),
    watcherMay: verbsOf(rights.watcher.grants),
    isCounted: manifests.includes('"count/switches.example.com":"7"'),
    isAdmitted: manifests.includes('"apiGroups":["example.com"]') && manifests.includes('"resources":["switches"]'),
    expression: expressionProblem('switches.named("lamp").status.isOn', 'bool'),
  };
}

function problemOf(act: () => unknown): string[] {
  try {
    act();
    return [];
  } catch (error) {
    if (error instanceof UserError) return [error.message];
    throw error;
  }
}
