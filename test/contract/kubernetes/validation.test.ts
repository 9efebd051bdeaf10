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
const rbacPath = '/apis/rbac.authorization.k8s.io/v1';

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

/** What the server says to an object that it is only asked about. */
async function answerTo(path: string, body: object): Promise<string> {
  const answer = await cluster.api(`${path}?dryRun=All`, {method: 'POST', body});
  return answer.status === 201 ? 'accepted' : `${answer.status} ${answer.body.message}`;
}

function podWith(resources: object): object {
  return podManifest('q', {containers: [{name: 'c', image: 'busybox', resources}]});
}

function workload(kind: string, spec: object): object {
  const template = {metadata: {labels: {a: 'b'}}, spec: {containers: [{name: 'c', image: 'busybox'}]}};
  const selector = {matchLabels: {a: 'b'}};
  return {apiVersion: 'apps/v1', kind, metadata: {name: 'w'}, spec: {selector, template, ...spec}};
}

const noQuantity =
  "cannot be handled as a Pod: quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

describe('a quantity', () => {
  it.each([
    [{limits: {cpu: 'abc'}}, `400 Pod in version "v1" ${noQuantity}`],
    [{requests: {memory: '12 Gi'}}, `400 Pod in version "v1" ${noQuantity}`],
    [{requests: {cpu: '1e'}}, `400 Pod in version "v1" cannot be handled as a Pod: unable to parse quantity's suffix`],
    [
      {requests: {cpu: '2'}, limits: {cpu: '1500m'}},
      '422 Pod "q" is invalid: spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1500m',
    ],
    [
      {requests: {cpu: 1.5}, limits: {cpu: 1}},
      '422 Pod "q" is invalid: spec.containers[0].resources.requests: Invalid value: "1500m": must be less than or equal to cpu limit of 1',
    ],
    [
      {requests: {cpu: '-1'}},
      '422 Pod "q" is invalid: spec.containers[0].resources.requests[cpu]: Invalid value: "-1": must be greater than or equal to 0',
    ],
    [
      {requests: {'example.com/gpu': '1'}},
      '422 Pod "q" is invalid: spec.containers[0].resources.limits: Required value: Limit must be set for non overcommitable resources',
    ],
    [{requests: {cpu: '1E', memory: '1m'}}, 'accepted'],
  ])('is checked: %o', async (resources, expected) => {
    expect(await answerTo(`${corePath}/pods`, podWith(resources))).toBe(expected);
  });

  it.each([
    ['0.5', '500m'],
    ['1000m', '1'],
    ['1024Mi', '1Gi'],
    ['1.5Gi', '1536Mi'],
    ['0.5Ki', '512'],
    ['1000', '1k'],
    ['1500e3', '1500e3'],
    ['0.0000000001', '1n'],
    ['0', '0'],
  ])('is written in one way: %s as %s', async (given, expected) => {
    const {body} = await cluster.api(`${corePath}/pods?dryRun=All`, {
      method: 'POST',
      body: podWith({limits: {memory: given}}),
    });
    expect(body.spec.containers[0].resources).toEqual({limits: {memory: expected}, requests: {memory: expected}});
  });

  it('is checked in quotas and limits, which say what is left out', async () => {
    const quota = {apiVersion: 'v1', kind: 'ResourceQuota', metadata: {name: 'q'}, spec: {hard: {pods: '-1'}}};
    expect(await answerTo(`${corePath}/resourcequotas`, quota)).toBe(
      '422 ResourceQuota "q" is invalid: spec.hard[pods]: Invalid value: "-1": must be greater than or equal to 0',
    );
    const range = (limit: object): object => ({apiVersion: 'v1', kind: 'LimitRange', spec: {limits: [limit]}});
    expect(await answerTo(`${corePath}/limitranges`, {...range({type: 'Nope'}), metadata: {name: 'q'}})).toBe(
      '422 LimitRange "q" is invalid: spec.limits[0].type: Invalid value: "Nope": must be a standard limit type or fully qualified',
    );
    const crossed = {type: 'Container', min: {cpu: '2'}, max: {cpu: '1'}};
    expect(await answerTo(`${corePath}/limitranges`, {...range(crossed), metadata: {name: 'q'}})).toContain(
      'spec.limits[0].min[cpu]: Invalid value: "2": min value 2 is greater than max value 1',
    );
    const {body} = await cluster.api(`${corePath}/limitranges?dryRun=All`, {
      method: 'POST',
      body: range({type: 'Container', max: {cpu: '1'}}),
    });
    expect(body.spec.limits[0]).toMatchObject({default: {cpu: '1'}, defaultRequest: {cpu: '1'}});
    expect(body.metadata.name).not.toBe('');
  });
});

describe('names and labels', () => {
  const label = "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-'";

  it.each([
    ['/api/v1/namespaces', 'Namespace', 'a.b', 'must not contain dots'],
    ['/api/v1/namespaces', 'Namespace', 'a_b', label],
    ['/api/v1/namespaces', 'Namespace', 'x'.repeat(64), 'must be no more than 63 characters'],
    [`${corePath}/services`, 'Service', 'A', label],
    [`${corePath}/configmaps`, 'ConfigMap', 'a:b', 'a lowercase RFC 1123 subdomain must consist of'],
    [`${rbacPath}/clusterroles`, 'ClusterRole', 'a/b', "may not contain '/'"],
  ])('%s takes names by its own rule: %s %s', async (path, kind, name, why) => {
    const apiVersion = path.startsWith(rbacPath) ? 'rbac.authorization.k8s.io/v1' : 'v1';
    const answer = await answerTo(path, {
      apiVersion,
      kind,
      metadata: {name},
      ...(kind === 'Service' ? {spec: {ports: [{port: 80}]}} : {}),
    });
    expect(answer).toContain(`metadata.name: Invalid value: "${name}": ${why}`);
  });

  it.each([
    [{labels: {'a b': 'c'}}, 'metadata.labels: Invalid value: "a b": name part must consist of'],
    [{labels: {'/x': 'c'}}, 'metadata.labels: Invalid value: "/x": prefix part must be non-empty'],
    [{annotations: {'A B': 'c'}}, 'metadata.annotations: Invalid value: "A B": name part must consist of'],
    [{finalizers: ['x']}, 'metadata.finalizers[0]: Invalid value: "x": name is neither a standard finalizer name'],
    [{ownerReferences: [{}]}, 'metadata.ownerReferences[0].kind: Required value: must not be empty'],
    [{resourceVersion: '1'}, '500 resourceVersion should not be set on objects to be created'],
  ])('are checked: %o', async (metadata, expected) => {
    const body = {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'm', ...metadata}};
    expect(await answerTo(`${corePath}/configmaps`, body)).toContain(expected);
  });

  it('stay what they are: no write changes a uid or begins a deletion', async () => {
    const path = `${corePath}/configmaps/fixed`;
    const body = {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'fixed'}};
    await cluster.api(`${corePath}/configmaps`, {method: 'POST', body});
    const patch = async (metadata: object): Promise<string> =>
      (await cluster.api(path, {method: 'PATCH', contentType: mergePatchType, body: {metadata}})).body.message;
    expect(await patch({uid: 'x'})).toBe(
      'ConfigMap "fixed" is invalid: metadata.uid: Invalid value: "x": field is immutable',
    );
    expect(await patch({deletionTimestamp: '2020-01-01T00:00:00Z'})).toContain(
      'metadata.deletionTimestamp: Invalid value: "2020-01-01T00:00:00Z": field is immutable',
    );
    expect((await cluster.api(path)).status).toBe(200);
  });
});

describe('workloads', () => {
  const unsupportedParts = 'spec.template.spec.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in';

  it.each([
    [
      'Deployment',
      {selector: undefined, template: undefined},
      'spec.selector: Required value, spec.template.metadata.labels: Invalid value: null: `selector` does not match template `labels`, spec.template.spec.containers: Required value',
    ],
    [
      'ReplicaSet',
      {selector: {matchExpressions: [{key: 'a', operator: 'In'}]}},
      "spec.selector.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn', spec.selector: Invalid value: {\"matchExpressions\":[",
    ],
    [
      'DaemonSet',
      {selector: {matchExpressions: [{key: 'a', operator: 'Odd'}]}},
      'spec.selector.matchExpressions[0].operator: Invalid value: "Odd": not a valid selector operator',
    ],
    [
      'DaemonSet',
      {updateStrategy: {rollingUpdate: {maxUnavailable: 0}}},
      'spec.updateStrategy.rollingUpdate.maxUnavailable: Required value: cannot be 0 when maxSurge is 0',
    ],
    ['DaemonSet', {updateStrategy: {rollingUpdate: {maxUnavailable: '200%'}}}, 'must not be greater than 100%'],
    ['DaemonSet', {minReadySeconds: -1}, 'spec.minReadySeconds: Invalid value: -1: must be greater than or equal to 0'],
    [
      'Deployment',
      {
        template: {
          metadata: {labels: {a: 'b'}},
          spec: {activeDeadlineSeconds: 5, containers: [{name: 'c', image: 'i'}]},
        },
      },
      `${unsupportedParts} ReplicaSet is not Supported`,
    ],
  ])('are refused with the reasons of a real server: %s %o', async (kind, spec, expected) => {
    expect(await answerTo(`${appsPath}/${kind.toLowerCase()}s`, workload(kind, spec))).toContain(expected);
  });

  it('update a DaemonSet by taking a Pod away first, or by making another first', async () => {
    const answer = async (rollingUpdate: object) =>
      await cluster.api(`${appsPath}/daemonsets?dryRun=All&fieldValidation=Strict`, {
        method: 'POST',
        body: workload('DaemonSet', {updateStrategy: {rollingUpdate}}),
      });
    const {body} = await answer({});
    expect(body.spec.updateStrategy.rollingUpdate).toEqual({maxUnavailable: 1, maxSurge: 0});
    expect((await answer({maxUnavailable: 0, maxSurge: 1})).status).toBe(201);
    expect((await answer({maxSurge: 1})).body.message).toContain(
      'spec.updateStrategy.rollingUpdate.maxSurge: Invalid value: 1: may not be set when maxUnavailable is non-zero',
    );
  });

  it('count the changes that matter to them', async () => {
    const nowhere = {
      template: {
        metadata: {labels: {a: 'b'}},
        spec: {nodeSelector: {no: 'such'}, containers: [{name: 'c', image: 'i'}]},
      },
    };
    await cluster.api(`${appsPath}/deployments`, {method: 'POST', body: workload('Deployment', {replicas: 0})});
    await cluster.api(`${appsPath}/daemonsets`, {method: 'POST', body: workload('DaemonSet', nowhere)});
    const patch = async (plural: string, body: object) =>
      (await cluster.api(`${appsPath}/${plural}/w`, {method: 'PATCH', contentType: mergePatchType, body})).body
        .metadata;
    const annotated = {metadata: {annotations: {x: 'y'}}};
    expect((await patch('deployments', annotated)).generation).toBe(2);
    expect((await patch('deployments', {metadata: {labels: {x: 'y'}}})).generation).toBe(2);
    expect((await patch('deployments', {spec: {revisionHistoryLimit: 4}})).generation).toBe(3);
    expect(await patch('daemonsets', annotated)).toMatchObject({
      generation: 1,
      annotations: {'deprecated.daemonset.template.generation': '1', x: 'y'},
    });
    const changed = {spec: {template: {metadata: {annotations: {q: 'r'}}}}};
    expect(await patch('daemonsets', changed)).toMatchObject({
      generation: 2,
      annotations: {'deprecated.daemonset.template.generation': '2'},
    });
  });
});

describe('other types', () => {
  it('leaves an immutable ConfigMap as it is', async () => {
    const path = '/api/v1/namespaces/default/configmaps';
    const body = {metadata: {name: 'unchanging'}, immutable: true, data: {a: 'b'}};
    await cluster.api(path, {method: 'POST', body});
    const patch = async (change: object) =>
      cluster.api(`${path}/unchanging`, {method: 'PATCH', contentType: mergePatchType, body: change});
    const why = 'Forbidden: field is immutable when `immutable` is set';
    expect((await patch({data: {a: 'c'}})).body.message).toBe(`ConfigMap "unchanging" is invalid: data: ${why}`);
    expect((await patch({immutable: false})).body.message).toBe(`ConfigMap "unchanging" is invalid: immutable: ${why}`);
    expect((await patch({metadata: {labels: {x: 'y'}}})).status).toBe(200);
  });

  const event = (involvedObject: object): object => ({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {name: 'e'},
    involvedObject,
  });

  it('tell events where they happened', async () => {
    expect(await answerTo(`${corePath}/events`, event({kind: 'Pod', name: 'x', namespace: 'other'}))).toBe(
      '422 Event "e" is invalid: involvedObject.namespace: Invalid value: "other": does not match event.namespace',
    );
    expect(await answerTo(`${corePath}/events`, event({kind: 'Node', name: 'x'}))).toBe('accepted');
  });

  it('want what a revision, a role or a binding is for', async () => {
    const revision = {apiVersion: 'apps/v1', kind: 'ControllerRevision', metadata: {name: 'r'}, revision: -1};
    expect(await answerTo(`${appsPath}/controllerrevisions`, revision)).toBe(
      '422 ControllerRevision.apps "r" is invalid: [data: Required value: data is mandatory, revision: Invalid value: -1: must be greater than or equal to 0]',
    );
    expect(await answerTo(`${rbacPath}/clusterrolebindings`, {metadata: {name: 'b'}})).toContain(
      'is invalid: [roleRef.kind: Unsupported value: "": supported values: "ClusterRole", roleRef.name: Required value]',
    );
    expect(
      await answerTo(`${rbacPath}/namespaces/default/rolebindings`, {
        metadata: {name: 'b'},
        roleRef: {kind: 'ClusterRole', name: 'view'},
        subjects: [{}, {kind: 'User', name: 'x', apiGroup: 'odd'}],
      }),
    ).toContain(
      'is invalid: [subjects[0].name: Required value, subjects[0].kind: Unsupported value: "": supported values: "ServiceAccount", "User", "Group", subjects[1].apiGroup: Unsupported value: "odd": supported values: "rbac.authorization.k8s.io"]',
    );
    expect(await answerTo(`${rbacPath}/clusterroles`, {metadata: {name: 'A:b'}})).toBe('accepted');
    expect(await answerTo(`${rbacPath}/clusterroles`, {metadata: {name: 'r'}, rules: [{verbs: ['get']}]})).toContain(
      'rules[0].apiGroups: Required value: resource rules must supply at least one api group',
    );
  });

  it('keep data under names of files', async () => {
    const body = {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'c'}, data: {'a b': 'x', '..': 'y'}};
    const answer = await answerTo(`${corePath}/configmaps`, body);
    expect(answer).toContain('data[a b]: Invalid value: "a b": a valid config key must consist of');
    expect(answer).toContain(`data[..]: Invalid value: "..": must not be '..'`);
  });
});

describe('requests', () => {
  it.each([
    [
      'text/html',
      406,
      '406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, application/vnd.kubernetes.protobuf, application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch',
    ],
    [
      'application/json;as=Nope;v=v1;g=meta.k8s.io',
      406,
      'only the following media types are accepted: application/json, application/yaml, application/vnd.kubernetes.protobuf',
    ],
    ['application/yaml', 501, 'this emulated cluster does not support answers in application/yaml'],
  ])('that accept %s alone are answered %i', async (accept, status, message) => {
    for (const path of [`${corePath}/pods`, '/api/v1']) {
      expect((await cluster.api(path, {accept})).body).toMatchObject({code: status, message});
    }
  });

  it('tell parts that Kubernetes has not from those that are missing here', async () => {
    expect((await cluster.api(`${appsPath}/daemonsets/none/scale`)).status).toBe(404);
    expect((await cluster.api(`${corePath}/pods/none/portforward`)).status).toBe(501);
  });

  it('for a Pod without a node are answered without one', async () => {
    await cluster.api(`${corePath}/pods`, {method: 'POST', body: podManifest('nowhere', {nodeSelector: {no: 'such'}})});
    const pod = `${corePath}/pods/nowhere`;
    expect((await cluster.api(`${pod}/log`)).status).toBe(204);
    expect((await cluster.api(`${pod}/log?tailLines=-1`)).body.message).toBe(
      'PodLogOptions "nowhere" is invalid: tailLines: Invalid value: -1: must be greater than or equal to 0',
    );
    expect((await cluster.api(`${pod}/proxy/`)).body).toMatchObject({code: 400, message: 'address not allowed'});
    expect((await cluster.api(`${pod}/exec?command=ls`, {method: 'POST'})).body.message).toBe(
      'pod nowhere does not have a host assigned',
    );
    expect((await cluster.kubectl('exec nowhere -- ls')).stderr).toContain('pod nowhere does not have a host assigned');
  });

  it.each([
    ['a=b=c', "found '=', expected: ',' or 'end of string'"],
    ['a in', "unable to parse requirement: found '' expected: '('"],
    ['a b', "unable to parse requirement: found 'b', expected: '=', '!=', '==', 'in', notin'"],
    ['=a', "found '=', expected: !, identifier, or 'end of string'"],
    ['a=b,', "found '', expected: identifier after ','"],
    ['a > x', "unable to parse requirement: for 'Gt', 'Lt' operators, the value must be an integer"],
  ])('say where a selector cannot be read: %s', async (selector, expected) => {
    const answer = await cluster.api(`${corePath}/pods?labelSelector=${encodeURIComponent(selector)}`);
    expect(answer.body).toMatchObject({code: 400, message: expected});
  });
});
