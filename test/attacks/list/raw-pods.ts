import type {JsonObject} from '../../../src/sandbox/json.ts';
import {waitUntil} from '../../support/wait-until.ts';
import type {Attempt, OtherAttack} from '../attack.ts';
import {harmlessPodSpec, mischiefs} from '../mischiefs.ts';
import {noAdmissionPolicy} from '../past-the-bot.ts';
import {ask} from '../raw-request.ts';
import type {World} from '../world.ts';

/** Nobody schedules it: that it is accepted is the effect, and nothing runs. */
const unscheduled = (spec: JsonObject): JsonObject =>
  spec['schedulerName'] === undefined ? {...spec, schedulerName: 'nobody'} : spec;

const name = 'evil-raw';

async function create(world: World, kind: {path: string; body: JsonObject}): Promise<Attempt> {
  const client = world.server.as(`system:serviceaccount:${world.mallory.namespace}:learner`);
  const request = {method: 'POST' as const, path: kind.path, body: kind.body};
  // the quota counts what was deleted for a moment longer
  return waitUntil('the quota has room', async () => {
    const attempt = await ask(client, request);
    return attempt.stoppedBy === 'quota' ? undefined : attempt;
  });
}

/** Every mischief as a Pod, sent to the API server with the rights of `learner`, past the bot. */
export const rawPods: readonly OtherAttack[] = mischiefs.map((mischief) => ({
  group: 'as the learner’s account',
  name: mischief.name,
  threat: mischief.threat,
  path: 'POST /api/v1/OWN/pods',
  attempt: async (world) => {
    const spec = unscheduled(mischief.change(harmlessPodSpec, world.scene));
    const body = {apiVersion: 'v1', kind: 'Pod', metadata: {name}, spec};
    const attempt = await create(world, {path: `/api/v1/namespaces/${world.mallory.namespace}/pods`, body});
    const created = await world.admin.find(`/api/v1/namespaces/${world.mallory.namespace}/pods/${name}`);
    const isDropped = created !== undefined && !mischief.isIn(Object(created['spec']), world.scene);
    return isDropped ? {stoppedBy: 'API server', evidence: 'the field is left out'} : attempt;
  },
  effect: async ({admin, mallory, scene}) => {
    const path = `/api/v1/namespaces/${mallory.namespace}/pods/${name}`;
    const created = await admin.find(path);
    if (created === undefined) return undefined;
    const isThere = mischief.isIn(Object(created['spec']), scene);
    await admin.remove(path);
    await waitUntil('the Pod is gone', async () => ((await admin.find(path)) === undefined ? true : undefined));
    return isThere ? 'the API server took the Pod' : undefined;
  },
  gap: noAdmissionPolicy,
}));

const services: readonly {readonly name: string; readonly spec: JsonObject}[] = [
  {name: 'a Service that takes over an address of others', spec: {externalIPs: ['10.0.0.1']}},
  {name: 'a Service that is another name for a host', spec: {type: 'ExternalName', externalName: 'metadata.internal'}},
  {name: 'a node port of one’s choice', spec: {type: 'NodePort', ports: [{port: 80, nodePort: 30_999}]}},
];

/** The same with Services. */
export const rawServices: readonly OtherAttack[] = services.map(({name: what, spec}) => ({
  group: 'as the learner’s account',
  name: what,
  threat: 'the cluster',
  path: 'POST /api/v1/OWN/services',
  attempt: async (world) => {
    const body = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {name},
      spec: {selector: {app: 'nginx'}, ports: [{port: 80}], ...spec},
    };
    return create(world, {path: `/api/v1/namespaces/${world.mallory.namespace}/services`, body});
  },
  effect: async ({admin, mallory}) => {
    const path = `/api/v1/namespaces/${mallory.namespace}/services/${name}`;
    const created = await admin.find(path);
    await admin.remove(path);
    return created === undefined ? undefined : 'the API server took the Service';
  },
  gap: noAdmissionPolicy,
}));

/** As the scheduler of a cluster would not: a quota holds whoever asks. */
export const rawQuota: readonly OtherAttack[] = [
  {
    group: 'as the learner’s account',
    name: 'a hundred Pods',
    threat: 'other learners',
    path: 'POST /api/v1/OWN/pods',
    attempt: async (world) => {
      const client = world.server.as(`system:serviceaccount:${world.mallory.namespace}:learner`);
      let last: Attempt = {stoppedBy: undefined, evidence: ''};
      for (let at = 0; at < 100 && last.stoppedBy === undefined; at += 1) {
        const spec = unscheduled(harmlessPodSpec);
        const body = {apiVersion: 'v1', kind: 'Pod', metadata: {name: `many-raw-${at}`}, spec};
        last = await ask(client, {
          method: 'POST',
          path: `/api/v1/namespaces/${world.mallory.namespace}/pods`,
          body,
        });
      }
      return last;
    },
    effect: async ({admin, mallory}) => {
      const path = `/api/v1/namespaces/${mallory.namespace}/pods`;
      const pods = await admin.list(path);
      const names = pods
        .map(({metadata}) => String(Object(metadata).name))
        .filter((one) => one.startsWith('many-raw-'));
      await Promise.all(names.map(async (one) => admin.remove(`${path}/${one}`)));
      if (names.length === 0) return 'not one of them is there: the quota was full before';
      return pods.length > 6 ? `there are ${pods.length} Pods` : undefined;
    },
  },
];
