import type {ApiRequest} from '#src/cluster/api/api-request.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import type {Attempt, OtherAttack} from '../attack.ts';
import {mischiefs, type Mischief} from '../mischiefs.ts';
import {confinedPodSpec, createRequest, nodePortsLookAlike, pastTheBot, pathOf, podSpecIn} from '../past-the-bot.ts';
import {ask} from '../raw-request.ts';
import type {World} from '../world.ts';

const name = 'evil-raw';

const rawPod = (world: World, change: Mischief['change']): ApiRequest =>
  createRequest(pathOf(world, 'Pod'), {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {name},
    spec: change(confinedPodSpec(world), world.scene),
  });

/** Every mischief as a Pod that is else as the bot makes it, sent to the API server with the rights of `learner`. */
export const rawPods: readonly OtherAttack[] = mischiefs.map((mischief) => {
  const {attempt, gap} = pastTheBot(
    (world) => ({
      request: rawPod(world, mischief.change),
      harmless: rawPod(world, (spec) => spec),
      isIn: (stored) => mischief.isIn(podSpecIn(stored), world.scene),
    }),
    mischief.becauseInPods,
  );
  return {
    group: 'as the learner’s account',
    name: mischief.name,
    threat: mischief.threat,
    path: 'POST /api/v1/OWN/pods',
    attempt,
    // a dry run leaves nothing to look for: what it answers is what would be stored
    effect: async (_world, {stoppedBy, evidence}) => Promise.resolve(stoppedBy === undefined ? evidence : undefined),
    gap,
  };
});

const services: readonly {readonly name: string; readonly spec: JsonObject; readonly because?: string}[] = [
  {name: 'a Service that takes over an address of others', spec: {externalIPs: ['10.0.0.1']}},
  {name: 'a Service that is another name for a host', spec: {type: 'ExternalName', externalName: 'metadata.internal'}},
  {
    name: 'a node port of one’s choice',
    spec: {type: 'NodePort', ports: [{port: 80, nodePort: 30_999}]},
    because: nodePortsLookAlike,
  },
];

const rawService = (world: World, spec: JsonObject): ApiRequest =>
  createRequest(pathOf(world, 'Service'), {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {name},
    spec: {selector: {app: 'nginx'}, ports: [{port: 80}], ...spec},
  });

/** The same with Services. */
export const rawServices: readonly OtherAttack[] = services.map(({name: what, spec, because}) => {
  const {attempt, gap} = pastTheBot(
    (world) => ({
      request: rawService(world, spec),
      harmless: rawService(world, {}),
      isIn: (stored) => Object.keys(spec).every((key) => Object(stored['spec'])[key] !== undefined),
    }),
    because,
  );
  return {
    group: 'as the learner’s account',
    name: what,
    threat: 'the cluster',
    path: 'POST /api/v1/OWN/services',
    attempt,
    effect: async (_world, {stoppedBy, evidence}) => Promise.resolve(stoppedBy === undefined ? evidence : undefined),
    gap,
  };
});

/** A quota holds whoever asks. */
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
        const body = {apiVersion: 'v1', kind: 'Pod', metadata: {name: `many-raw-${at}`}, spec: confinedPodSpec(world)};
        last = await ask(client, createRequest(pathOf(world, 'Pod'), body));
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
