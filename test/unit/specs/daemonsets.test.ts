import {globSync, readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {parse, stringify} from 'yaml';
import {labPolicySchema} from '#src/sandbox/lab-policy.ts';
import {admit} from '#src/sandbox/policy/policy.ts';
import {readManifests} from '#src/sandbox/yaml/read-manifests.ts';
import {sandboxNamespace, sandboxSpecSchema} from '#src/sandbox/sandbox.ts';
import {toLearnerObject} from '#src/sandbox/policy/write-back.ts';

const folder = 'specs/daemonsets';
const lab = labPolicySchema.parse(parse(readFileSync(`${folder}/lab.yaml`, 'utf8')));
const files = globSync('{specs,solution}/**/*.yaml', {cwd: folder}).sort();

function sandboxOn(...nodes: string[]) {
  const namespace = sandboxNamespace('spring', '1001');
  return sandboxSpecSchema.parse({namespace, workshop: 'spring', learner: {id: '1001', name: 'Ada'}, nodes, lab});
}

function manifestsOf(file: string) {
  return readManifests({name: file, yaml: readFileSync(`${folder}/${file}`, 'utf8')});
}

test('the lab has the files that its text speaks of', () => {
  expect(files).toEqual([
    'solution/daemonset-update-on-delete.yaml',
    'specs/nginx/daemonset.yaml',
    'specs/nginx/services.yaml',
    'specs/nginx/update-bad/daemonset-bad-command.yaml',
    'specs/nginx/update-good/daemonset-init-container.yaml',
    'specs/nginx/update-subset/daemonset-node-selector.yaml',
    'specs/sleep-with-hostPath.yaml',
  ]);
});

describe.each(files)('%s', (file) => {
  test('becomes what a sandbox of one node may have', async () => {
    const admitted = manifestsOf(file).map(({object, positions}) => admit(object, sandboxOn('node-1'), positions));
    const text = stringify(admitted.map(({object, notes}) => ({notes, object})));
    await expect(text).toMatchFileSnapshot(`golden/daemonsets/${file}`);
  });

  test.each([[['node-1']], [['node-1', 'node-2', 'node-3']]])('is the same admitted twice on %j', (nodes) => {
    for (const {object, positions} of manifestsOf(file)) {
      const once = admit(object, sandboxOn(...nodes), positions);
      expect(admit(once.object, sandboxOn(...nodes), positions)).toEqual({object: once.object, notes: []});
    }
  });

  test('is shown to the learner in a form that can be applied', () => {
    const spec = sandboxOn('node-1', 'node-2');
    for (const {object, positions} of manifestsOf(file)) {
      const admitted = admit(object, spec, positions).object;
      expect(admit(toLearnerObject(admitted, spec), spec, positions)).toEqual({object: admitted, notes: []});
    }
  });
});

// What becomes of a Service is no secret: its type and its ports stay changed.
describe.each(files.filter((file) => !file.endsWith('services.yaml')))('%s', (file) => {
  test('is shown to the learner as it was written', () => {
    const spec = sandboxOn('node-1', 'node-2');
    for (const {object, positions} of manifestsOf(file)) {
      const metadata = {...Object(object['metadata']), namespace: spec.namespace};
      expect(toLearnerObject(admit(object, spec, positions).object, spec)).toEqual({...object, metadata});
    }
  });
});

test('what the lab asks for fits into its rules for Pods on a node', () => {
  expect(lab).toMatchObject({
    lab: 'daemonsets',
    nodesPerSandbox: 1,
    podsPerNode: 6,
    images: ['nginx:1.18-alpine', 'busybox:1.36'],
    hostPathLeaves: ['/volumes/nginx-logs'],
    keepsLoadBalancer: false,
  });
});
