import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Person} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';

let labrador: Labrador;
let ada: Person;
const text = async (line: string): Promise<string> => (await ada.types(`/kubectl command:${line}`)).text();
const output = async (line: string): Promise<string> => (await ada.types(`/kubectl command:${line}`)).output();

async function apply(object: object, options = ''): Promise<string> {
  const file = {name: 'object.yaml', text: JSON.stringify({apiVersion: 'v1', ...object})};
  return (await ada.types(`/apply${options}`, {file})).text();
}

const quota = (name: string, spec: object, namespace?: string): object => ({
  kind: 'ResourceQuota',
  metadata: {name, ...(namespace === undefined ? {} : {namespace})},
  spec,
});

beforeAll(async () => {
  labrador = await startLabrador(await emulatedCluster());
  ada = await labrador.chat.join('ada');
  await ada.types('/lab start');
});
afterAll(async () => labrador?.close());

test('a quota in a namespace of a learner’s own holds back Pods until it is gone', async () => {
  await text('create namespace dev');
  expect(await apply(quota('small', {hard: {pods: '1', 'requests.cpu': '100m'}}, 'dev'))).toContain(
    'resourcequota/small created',
  );
  const first = await ada.types('/kubectl command:run one --image=nginx:1.18-alpine -n dev');
  await first.until(/\*\*Running\*\* · 1\/1 ready/);
  expect(await text('run two --image=nginx:1.18-alpine -n dev')).toContain(
    'Error from server (Forbidden): pods "two" is forbidden: exceeded quota: small, requested: pods=1, used: pods=1, limited: pods=1',
  );
  expect(await output('describe quota -n dev')).toBe(
    [
      'Name:         small',
      'Namespace:    dev',
      'Resource      Used  Hard',
      '--------      ----  ----',
      'pods          1     1',
      'requests.cpu  10m   100m',
    ].join('\n'),
  );
  expect(await output('get resourcequota -n dev')).toMatch(
    /^NAME +REQUEST +LIMIT +AGE *\nsmall +pods: 1\/1, requests\.cpu: 10m\/100m +\d+m?s *$/,
  );
  expect(await output('describe namespace dev')).toMatch(
    /\nResource Quotas\n {2}Name: +small\n {2}Resource +Used +Hard\n {2}-+ +--- +---\n {2}pods +1 +1\n {2}requests\.cpu +10m +100m\n\nNo LimitRange resource\.$/,
  );
  expect(await text('delete quota small -n dev')).toContain('resourcequota "small" deleted from dev namespace');
  const again = await ada.types('/kubectl command:run two --image=nginx:1.18-alpine -n dev');
  await again.until(/\*\*Running\*\* · 1\/1 ready/);
});

test('what a LimitRange gives is what containers get, until it is gone', async () => {
  const limits = (spec: object): object => ({kind: 'LimitRange', metadata: {name: 'given'}, spec});
  const ownDefault = async (): Promise<unknown> => {
    const namespace = await output("get pods -o jsonpath='{.items[0].metadata.namespace}'");
    const path = `/api/v1/namespaces/${namespace}/limitranges/sandbox`;
    return Object((await labrador.admin.as(undefined).request({path})).body).spec.limits[0].default;
  };
  const gives = {default: {cpu: '100m', memory: '64Mi'}, defaultRequest: {cpu: '50m', memory: '32Mi'}};
  expect(await apply(limits({limits: [{type: 'Container', ...gives}]}))).toContain('limitrange/given created');
  expect(await output('describe limits given')).toMatch(
    /^Name: +given\nNamespace: .*\nType +Resource +Min +Max +Default Request +Default Limit +Max Limit\/Request Ratio\n-[^\n]*\nContainer +cpu +- +- +50m +100m +-\nContainer +memory +- +- +32Mi +64Mi +-$/,
  );
  expect(await output('get limits')).toMatch(/^NAME +CREATED AT *\ngiven +\S+Z *$/);
  const resources = async (name: string): Promise<unknown> =>
    JSON.parse(await output(`get pod ${name} -o jsonpath={.spec.containers[0].resources}`));
  await text('run limited --image=nginx:1.18-alpine');
  expect(await resources('limited')).toEqual({
    limits: {cpu: '100m', memory: '64Mi', 'ephemeral-storage': '256Mi'},
    requests: {cpu: '50m', memory: '32Mi', 'ephemeral-storage': '0'},
  });
  const fewer = JSON.stringify({spec: {limits: [{type: 'Container', max: {memory: '48Mi'}}]}});
  expect(await text(`patch limits given --type merge -p '${fewer}'`)).toContain('limitrange/given patched');
  await text('run small --image=nginx:1.18-alpine');
  expect(await resources('small')).toMatchObject({limits: {cpu: '250m', memory: '48Mi'}});
  const over = JSON.stringify({
    spec: {containers: [{name: 'large', image: 'nginx:1.18-alpine', resources: {limits: {memory: '64Mi'}}}]},
  });
  expect(await text(`run large --image=nginx:1.18-alpine --overrides='${over}'`)).toContain(
    'pods "large" is forbidden: maximum memory usage per Container is 48Mi, but limit is 64Mi',
  );
  // whichever of the two the API server comes upon first, also once the sandbox was joined again
  expect(await ownDefault()).toMatchObject({memory: '48Mi'});
  await (await ada.types('/lab start')).until(/ready on/);
  expect(await ownDefault()).toMatchObject({memory: '48Mi'});
  expect(await text('delete limits given')).toContain('limitrange "given" deleted');
  expect(await ownDefault()).toMatchObject({memory: '128Mi'});
  await text('run usual --image=nginx:1.18-alpine');
  expect(await resources('usual')).toMatchObject({limits: {cpu: '250m', memory: '128Mi'}});
  await text('delete pods --all');
});

test('what holds the sandbox is nobody’s to see, to touch or to count', async () => {
  expect(await text('get quota,limits')).toContain('No resources found');
  for (const type of ['resourcequotas', 'limitranges']) {
    for (const verb of ['get', 'delete', 'annotate a=b', 'label a=b']) {
      const [name, ...rest] = verb.split(' ');
      expect(await text([name, type, 'sandbox', ...rest].join(' '))).toContain(`${type} "sandbox" not found`);
    }
  }
  expect(await apply(quota('sandbox', {hard: {pods: '999'}}))).toMatch(/sandbox is not allowed here[^]*another name/);
  expect(await apply(quota('evil', {hard: {'count/networkpolicies.networking.k8s.io': '0'}}))).toContain(
    'spec.hard[count/networkpolicies.networking.k8s.io] is not allowed here: the sandbox itself is held by what would be counted',
  );
  expect(await text('create quota evil --hard=resourcequotas=0')).toContain('is not allowed here');
  const nothing = {limits: [{type: 'Container', default: {'ephemeral-storage': '0'}}]};
  const limits = (spec: object): object => ({kind: 'LimitRange', metadata: {name: 'evil'}, spec});
  expect(await apply(limits(nothing))).toContain('it would limit nothing');
  expect(await apply(limits({limits: [{type: 'Container', max: {memory: '1Gi'}}]}))).toContain(
    'spec.limits[0].max.memory 1Gi is more than a container may have here, which is 256Mi',
  );
  expect(await output('auth can-i create resourcequotas')).toBe('yes');
  expect(await output('auth can-i create quota -n kube-system')).not.toBe('yes');
});

test('a quota of all that there is keeps nobody from starting again, leaving or coming back', async () => {
  const line = 'create quota none --hard=pods=0,services=0,secrets=0,configmaps=0,count/deployments.apps=0';
  expect(await text(line)).toContain('resourcequota/none created');
  expect(await text('create deployment web --image=nginx:1.18-alpine')).toContain('exceeded quota: none');
  await ada.types('/lab start');
  expect(await text('get quota')).toContain('none');
  await text('create namespace staging');
  expect(await apply(quota('none', {hard: {pods: '0'}}, 'staging'))).toContain('resourcequota/none created');
  await (await ada.types('/lab leave')).until(/namespace "staging" deleted[^]*namespace "labrador-/);
  await (await ada.types('/lab start')).until(/ready on/);
  expect(await text('get quota')).toContain('No resources found');
  expect(await text('create deployment web --image=nginx:1.18-alpine')).toContain('deployment.apps/web created');
});

test('a quota of whoever runs the cluster is seen, and is no learner’s', async () => {
  const admin = labrador.admin.as(undefined);
  const namespace = await output("get pods -o jsonpath='{.items[0].metadata.namespace}'");
  const body = quota('theirs', {hard: {pods: '40'}});
  const path = `/api/v1/namespaces/${namespace}/resourcequotas`;
  await admin.request({method: 'POST', path, body: {apiVersion: 'v1', ...body}});
  expect(await output('get quota')).toContain('theirs');
  for (const line of ['delete quota theirs', 'label quota theirs a=b', 'annotate quota theirs a=b']) {
    expect(await text(line)).toContain('resourcequotas "theirs" is forbidden: whoever runs the cluster has written it');
  }
  expect(await apply(body)).toContain('whoever runs the cluster has written it');
  expect(await text('delete quota --all')).toContain('No resources found');
  await text('create quota mine --hard=pods=9');
  const question = await (await ada.types('/lab reset')).message();
  await (await (await ada.presses(question, 'Empty it')).answered()).until(/resourcequota "mine" deleted/);
  expect(await output('get quota')).toMatch(/^NAME.*\ntheirs .*$/);
});
