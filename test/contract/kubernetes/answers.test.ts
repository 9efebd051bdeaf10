import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {
  mergePatchType,
  podManifest,
  startCluster,
  waitUntil,
  type EmulatedCluster,
} from '#test/support/kubectl-cluster.ts';

let cluster: EmulatedCluster;
const corePath = '/api/v1/namespaces/default';
const appsPath = '/apis/apps/v1/namespaces/default';

beforeAll(async () => {
  cluster = await startCluster();
  await waitUntil(async () => {
    const {status} = await cluster.api(`${corePath}/serviceaccounts/default`);
    return status === 200 ? true : undefined;
  }, 'the default ServiceAccount');
});

afterAll(async () => {
  await cluster.close();
});

const nowhere = {nodeSelector: {no: 'such'}};

function workload(kind: string, name: string): object {
  const template = {
    metadata: {labels: {a: name}},
    spec: {...nowhere, containers: [{name: 'c', image: 'busybox'}]},
  };
  const spec = {selector: {matchLabels: {a: name}}, template};
  return {apiVersion: 'apps/v1', kind, metadata: {name}, spec};
}

describe('an answer', () => {
  it('names the kind of a list once, not with each item', async () => {
    await cluster.api(`${corePath}/configmaps`, {method: 'POST', body: {metadata: {name: 'listed', labels: {l: '1'}}}});
    for (const method of ['GET', 'DELETE']) {
      const {body} = await cluster.api(`${corePath}/configmaps?labelSelector=l%3D1`, {method});
      expect(body).toMatchObject({kind: 'ConfigMapList', apiVersion: 'v1', items: [{metadata: {name: 'listed'}}]});
      expect(Object.keys(body.items[0])).not.toContain('kind');
    }
  });

  it('has null for a time that is not known', async () => {
    const involvedObject = {kind: 'Pod', name: 'x', namespace: 'default'};
    const event = await cluster.api(`${corePath}/events`, {
      method: 'POST',
      body: {metadata: {name: 'e'}, involvedObject},
    });
    expect(event.body).toMatchObject({
      eventTime: null,
      firstTimestamp: null,
      lastTimestamp: null,
      reportingInstance: '',
    });
    expect(Object.keys(event.body)).not.toContain('related');
    const set = await cluster.api(`${appsPath}/daemonsets`, {method: 'POST', body: workload('DaemonSet', 'timeless')});
    // That of a template's metadata is left out alone.
    expect(set.body.spec.template.metadata).not.toHaveProperty('creationTimestamp');
    const status = {conditions: [{type: 'Odd', status: 'True'}]};
    const changed = await cluster.api(`${appsPath}/daemonsets/timeless/status`, {
      method: 'PATCH',
      body: {status},
      contentType: mergePatchType,
    });
    expect(changed.body.status.conditions).toEqual([{type: 'Odd', status: 'True', lastTransitionTime: null}]);
  });

  it('is the object that was deleted, for some types', async () => {
    for (const [plural, kind] of [
      ['serviceaccounts', 'ServiceAccount'],
      ['resourcequotas', 'ResourceQuota'],
      ['configmaps', 'Status'],
    ]) {
      await cluster.api(`${corePath}/${plural}`, {method: 'POST', body: {metadata: {name: 'short-lived'}}});
      expect((await cluster.api(`${corePath}/${plural}/short-lived`, {method: 'DELETE'})).body.kind).toBe(kind);
    }
  });

  it('completes Endpoints, slices of them and policies of the network', async () => {
    const endpoints = {metadata: {name: 'e'}, subsets: [{notReadyAddresses: [{ip: '10.9.9.9'}], ports: [{port: 80}]}]};
    const {body} = await cluster.api(`${corePath}/endpoints`, {method: 'POST', body: endpoints});
    expect(body.subsets[0].ports).toEqual([{port: 80, protocol: 'TCP'}]);
    expect((await cluster.kubectl('get endpoints e --no-headers')).stdout).not.toContain('<none>');

    const slices = '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices';
    const slice = {metadata: {name: 's'}, addressType: 'IPv4', endpoints: []};
    expect((await cluster.api(slices, {method: 'POST', body: slice})).body.metadata.generation).toBe(1);
    expect((await cluster.api(slices, {method: 'POST', body: {metadata: {name: 't'}}})).body.message).toBe(
      'EndpointSlice.discovery.k8s.io "t" is invalid: addressType: Required value',
    );

    const policy = {metadata: {name: 'p'}, spec: {podSelector: {}, egress: [{ports: [{port: 53}]}]}};
    const policies = '/apis/networking.k8s.io/v1/namespaces/default/networkpolicies';
    expect((await cluster.api(policies, {method: 'POST', body: policy})).body.spec).toMatchObject({
      egress: [{ports: [{port: 53, protocol: 'TCP'}]}],
      policyTypes: ['Ingress', 'Egress'],
    });
  });
});

describe('a request', () => {
  it('for a status changes labels too, but for those of a Deployment', async () => {
    const body = {metadata: {labels: {new: 'label'}}};
    for (const [kind, labels] of [
      ['ReplicaSet', {new: 'label'}],
      ['Deployment', undefined],
    ] as const) {
      const plural = `${kind.toLowerCase()}s`;
      await cluster.api(`${appsPath}/${plural}`, {method: 'POST', body: workload(kind, 'labelled')});
      const path = `${appsPath}/${plural}/labelled/status`;
      const answer = await cluster.api(path, {method: 'PATCH', body, contentType: mergePatchType});
      expect(answer.body.metadata.labels).toEqual(labels);
    }
  });

  it('to apply leaves alone what it does not name', async () => {
    const roleRef = {apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view'};
    const path = '/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings';
    await cluster.api(path, {method: 'POST', body: {metadata: {name: 'b'}, roleRef, subjects: []}});
    const applied = {apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', metadata: {labels: {a: 'b'}}};
    const answer = await cluster.api(`${path}/b?fieldManager=other`, {
      method: 'PATCH',
      body: applied,
      contentType: 'application/apply-patch+yaml',
    });
    expect(answer.body).toMatchObject({metadata: {labels: {a: 'b'}}, roleRef});
  });

  it('for a version that is none or yet to come is refused', async () => {
    for (const query of ['resourceVersion=soon', 'watch=true&resourceVersion=soon']) {
      expect((await cluster.api(`${corePath}/pods?${query}`)).body).toMatchObject({
        code: 500,
        message: 'resourceVersion: Invalid value: "soon": strconv.ParseUint: parsing "soon": invalid syntax',
      });
    }
    const future = await cluster.api(`${corePath}/pods?resourceVersion=999999999`);
    expect(future.body.message).toMatch(/^Timeout: Too large resource version: 999999999, current: \d+$/);
  });

  it('for one object reads it, and watches it by the old path alone', async () => {
    await cluster.api(`${corePath}/configmaps`, {method: 'POST', body: {metadata: {name: 'seen'}}});
    expect((await cluster.api(`${corePath}/configmaps/seen?watch=true`)).body.metadata.name).toBe('seen');
    const watched = await cluster.api('/api/v1/watch/namespaces/default/configmaps/seen?timeoutSeconds=1');
    expect(watched.body).toMatchObject({type: 'ADDED', object: {metadata: {name: 'seen'}}});
  });

  it('for a token or an access review has to make sense', async () => {
    const spec = {expirationSeconds: 1};
    const short = await cluster.api(`${corePath}/serviceaccounts/default/token`, {method: 'POST', body: {spec}});
    expect(short.body.message).toBe(
      'TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: 1: may not specify a duration less than 10 minutes',
    );
    const reviews = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
    const review = await cluster.api(reviews, {method: 'POST', body: {spec: {}}});
    expect(review.body).toMatchObject({code: 422, details: {causes: [{field: 'spec'}]}});
  });

  it('that patches a quantity wrongly is told so', async () => {
    await cluster.kubectl('create quota q --hard=pods=1');
    const patched = await cluster.kubectl('patch quota q -p {"spec":{"hard":{"pods":"many"}}}');
    expect(patched.stderr).toContain(
      'The request is invalid: patch: Invalid value: "map[spec:map[hard:map[pods:many]]]": quantities must match',
    );
  });

  it.each([
    [[{key: 'k', operator: 'Is'}], 'matchExpressions[0].operator: Invalid value: "Is": not a valid selector operator'],
    [
      [{key: 'k', operator: 'In'}],
      "matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
    ],
    [
      [{key: 'k', operator: 'Exists', values: ['v']}],
      "matchExpressions[0].values: Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
    ],
  ])('for a Pod with the affinity %j is refused', async (matchExpressions, expected) => {
    const nodeAffinity = {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions}]}};
    const body = podManifest('picky', {affinity: {nodeAffinity}});
    const answer = await cluster.api(`${corePath}/pods`, {method: 'POST', body});
    expect(answer.body.message).toBe(
      `Pod "picky" is invalid: spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].${expected}`,
    );
  });
});
