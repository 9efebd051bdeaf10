import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {podManifest, startCluster, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';

const rbacPath = '/apis/rbac.authorization.k8s.io/v1';
const learner = 'system:serviceaccount:box:learner';
const provisioner = 'system:serviceaccount:labrador:provisioner';
const outsider = 'system:serviceaccount:labrador:outsider';

let cluster: EmulatedCluster;

async function create(path: string, body: object, as?: string): Promise<{status: number; message: string}> {
  const answer = await cluster.api(path, {method: 'POST', body, ...(as === undefined ? {} : {as})});
  return {status: answer.status, message: answer.body.message ?? ''};
}

function binding(name: string, role: {kind: string; name: string}, account: string): object {
  const [, , namespace, accountName] = account.split(':');
  return {
    metadata: {name},
    roleRef: {apiGroup: 'rbac.authorization.k8s.io', ...role},
    subjects: [{kind: 'ServiceAccount', namespace, name: accountName}],
  };
}

beforeAll(async () => {
  cluster = await startCluster();
  for (const name of ['box', 'labrador', 'other']) await create('/api/v1/namespaces', {metadata: {name}});
  await create('/api/v1/namespaces/box/serviceaccounts', {metadata: {name: 'learner'}});
  await create('/api/v1/namespaces/labrador/serviceaccounts', {metadata: {name: 'provisioner'}});
  await create(`${rbacPath}/clusterroles`, {
    metadata: {name: 'learner'},
    rules: [
      {apiGroups: [''], resources: ['pods', 'pods/log'], verbs: ['*']},
      {apiGroups: [''], resources: ['configmaps'], resourceNames: ['mine'], verbs: ['get']},
    ],
  });
  await create(`${rbacPath}/clusterroles`, {
    metadata: {name: 'provisioner'},
    rules: [
      {apiGroups: ['rbac.authorization.k8s.io'], resources: ['rolebindings'], verbs: ['create']},
      {
        apiGroups: ['rbac.authorization.k8s.io'],
        resources: ['clusterroles'],
        resourceNames: ['learner'],
        verbs: ['bind'],
      },
    ],
  });
  await create(
    `${rbacPath}/clusterrolebindings`,
    binding('provisioner', {kind: 'ClusterRole', name: 'provisioner'}, provisioner),
  );
  await create(
    `${rbacPath}/namespaces/box/rolebindings`,
    binding('learner', {kind: 'ClusterRole', name: 'learner'}, learner),
  );
});

afterAll(async () => {
  await cluster.close();
});

describe('role-based access', () => {
  it('lets a learner act in the own namespace alone', async () => {
    expect((await cluster.api('/api/v1/namespaces/box/pods', {as: learner})).status).toBe(200);
    const elsewhere = await cluster.api('/api/v1/namespaces/other/pods', {as: learner});
    expect(elsewhere.body).toMatchObject({
      code: 403,
      reason: 'Forbidden',
      message: `pods is forbidden: User "${learner}" cannot list resource "pods" in API group "" in the namespace "other"`,
    });
    const everywhere = await cluster.api('/api/v1/nodes', {as: learner});
    expect(everywhere.body.message).toBe(
      `nodes is forbidden: User "${learner}" cannot list resource "nodes" in API group "" at the cluster scope`,
    );
  });

  it('tells subresources and named objects apart', async () => {
    await create('/api/v1/namespaces/box/pods', podManifest('p'), learner);
    const exec = await cluster.api('/api/v1/namespaces/box/pods/p/exec', {method: 'POST', as: learner});
    expect(exec.body.message).toContain('cannot create resource "pods/exec" in API group ""');
    expect((await cluster.api('/api/v1/namespaces/box/configmaps/mine', {as: learner})).status).toBe(404);
    expect((await cluster.api('/api/v1/namespaces/box/configmaps/other', {as: learner})).status).toBe(403);
  });

  it('lets nobody grant more than they hold or may bind', async () => {
    const path = `${rbacPath}/namespaces/other/rolebindings`;
    const allowed = await create(path, binding('fine', {kind: 'ClusterRole', name: 'learner'}, learner), provisioner);
    expect(allowed.status).toBe(201);
    const refused = await create(
      path,
      binding('bad', {kind: 'ClusterRole', name: 'cluster-admin'}, learner),
      provisioner,
    );
    expect(refused.status).toBe(403);
    expect(refused.message).toContain('is attempting to grant RBAC permissions not currently held');
  });

  it('lets only those impersonate who may', async () => {
    await create('/api/v1/namespaces/labrador/serviceaccounts', {metadata: {name: 'worker'}});
    await create(`${rbacPath}/namespaces/box/roles`, {
      metadata: {name: 'impersonator'},
      rules: [{apiGroups: [''], resources: ['serviceaccounts'], resourceNames: ['learner'], verbs: ['impersonate']}],
    });
    const worker = 'system:serviceaccount:labrador:worker';
    await create(
      `${rbacPath}/namespaces/box/rolebindings`,
      binding('worker', {kind: 'Role', name: 'impersonator'}, worker),
    );
    const issued = await cluster.api('/api/v1/namespaces/labrador/serviceaccounts/worker/token', {
      method: 'POST',
      body: {spec: {expirationSeconds: 600}},
    });
    const {token} = issued.body.status;
    expect((await cluster.api('/api/v1/namespaces/box/pods', {token})).status).toBe(403);
    expect((await cluster.api('/api/v1/namespaces/box/pods', {token, as: learner})).status).toBe(200);
    const other = await cluster.api('/api/v1/namespaces/box/pods', {token, as: outsider});
    expect(other.body.message).toBe(
      `serviceaccounts "outsider" is forbidden: User "${worker}" cannot impersonate resource "serviceaccounts" in API group "" in the namespace "labrador"`,
    );
    expect((await cluster.api('/api/v1/namespaces/box/pods', {token: 'wrong'})).status).toBe(401);
  });

  it('says who somebody is, and all that they may do', async () => {
    const who = await cluster.kubectl(`auth whoami --as=${learner}`);
    expect(who.stdout).toContain('[system:serviceaccounts system:serviceaccounts:box system:authenticated]');
    const all = await cluster.kubectl(`auth can-i --list -n box --as=${learner}`);
    expect(all.stdout).toMatch(/^configmaps +\[\] +\[mine\] +\[get\]$/m);
    expect(all.stdout).toMatch(/^selfsubjectreviews\.authentication\.k8s\.io +\[\] +\[\] +\[create\]$/m);
  });

  it('answers kubectl auth can-i', async () => {
    const yes = await cluster.kubectl(`auth can-i create pods -n box --as=${learner}`);
    expect(yes.stdout).toBe('yes\n');
    const no = await cluster.kubectl(`auth can-i create pods -n other --as=${outsider}`);
    expect(no.stdout).toBe('no\n');
  });

  it('refuses what a web page sends', async () => {
    const response = await fetch(`${cluster.url}/api/v1/pods`, {headers: {origin: 'https://example.com'}});
    expect(response.status).toBe(403);
  });

  it('is had at another address when it listens there, and by no other name', async () => {
    const elsewhere = await startCluster({address: '127.0.0.2'});
    try {
      expect((await elsewhere.kubectl('get namespaces -o name')).stdout).toContain('namespace/default\n');
      const response = await fetch(elsewhere.url, {headers: {origin: 'http://127.0.0.3'}});
      expect(response.status).toBe(403);
    } finally {
      await elsewhere.close();
    }
  });
});
