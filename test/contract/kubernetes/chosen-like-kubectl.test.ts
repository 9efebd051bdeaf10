import {afterAll, beforeAll, expect, test} from 'vitest';
import {startBesideKubectl, type BesideKubectl} from './beside-kubectl.ts';

let beside: BesideKubectl;

const pod = (name: string, labels: Record<string, string>): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {name, labels, annotations: {note: 'a=b c'}},
  spec: {containers: [{name: 'main', image: 'nginx:1.18-alpine'}]},
});

beforeAll(async () => {
  beside = await startBesideKubectl();
  for (const object of [pod('web', {app: 'web', tier: 'front'}), pod('other', {app: 'other'}), pod('bare', {})]) {
    const {code, stderr} = await beside.cluster.kubectl('create -f -', {input: JSON.stringify(object)});
    if (code !== 0) throw new Error(stderr);
  }
  for (const name of ['web', 'api'])
    await beside.cluster.kubectl(`create deployment ${name} --image=nginx:1.18-alpine`);
  await beside.cluster.kubectl('rollout status deployment');
});
afterAll(async () => beside?.close());

/** Lines of mappings come in any order from kubectl, and its errors on another stream. */
const comparable = (text: string): string => text.trim().split('\n').sort().join('\n');

test.each([
  'label pod web --list',
  'label pod web --list tier=back --overwrite new=x app-',
  'label pod web --list tier=back',
  'label pods web other --list',
  'label pods -l app=web --list',
  'label pod none --list',
  'label deploy --all --list',
  'annotate pod web --list',
  'annotate pods -l tier=front --list',
  'annotate deploy/web --list a=b',
  'rollout history deployment',
  'rollout history deploy -l app=api',
  'rollout status deployment',
  'rollout status deploy/web deploy/api',
  'rollout status deploy -l app=none',
  'rollout undo deployment',
  'rollout restart deploy -l app=none',
  'wait --for=create pod/web',
  'wait --for=create pod/none --timeout=1s',
  'wait pod web other --for=condition=Ready=False --timeout=0s',
  'wait deploy --all --for=condition=Available --timeout=-1s',
  'wait pod/none --for=delete',
])('%s is answered as kubectl answers it', async (line) => {
  const {stdout, stderr} = await beside.cluster.kubectl(line);
  const outcome = await beside.ours(line);
  if (outcome.kind !== 'done' && outcome.kind !== 'failed') throw new Error(JSON.stringify(outcome));
  const {text = ''} = outcome;
  const message = outcome.kind === 'failed' ? outcome.message : '';
  expect(comparable(`${text}\n${message}`)).toBe(comparable(`${stdout}\n${stderr}`));
});
