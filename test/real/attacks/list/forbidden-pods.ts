import {patchTypes} from '#src/cluster/api/api-request.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import type {Administrator} from '../administrator.ts';
import type {Attack, Attempt, ChatAttack, PastTheBot} from '../attack.ts';
import {byFile, byWindow, changeWays, types} from '../chat-ways.ts';
import {deploymentWith, harmlessPodSpec, mischiefs, objectWith, type Mischief} from '../mischiefs.ts';
import {confined, confinedPodSpec, createRequest, pastTheBot, patchTarget, pathOf, podSpecIn} from '../past-the-bot.ts';
import {withoutAdmissionPolicies} from '../without-admission-policies.ts';
import {kubectl, type World} from '../world.ts';

const kinds = ['Pod', 'DaemonSet', 'Deployment', 'ReplicaSet'];

/** What is rewritten or left out and not refused is said in a note. */
const rewritten =
  /^ℹ .*: (?:the host's \/ is mounted read-only at \/evil|left out .+|.+ is \d+, the most that there is: .+)$/;

/** As an object looks that was read from a cluster: what the cluster has written into it is left out. */
const asIfRead = (object: JsonObject): JsonObject => ({
  ...object,
  metadata: {...Object(object['metadata']), uid: '11111111-1111-4111-8111-111111111111', resourceVersion: '1'},
});

/** Where in the sandbox it is found. */
const find =
  ({isIn}: Mischief): Attack['effect'] =>
  async ({admin, mallory, scene}) => {
    const found = (await admin.podSpecs(mallory.namespace)).filter(({spec}) => isIn(spec, scene));
    return found.length === 0 ? undefined : `it is there: ${found.map(({where}) => where).join(', ')}`;
  };

const whoStopped = (attempt: Attempt): Attempt =>
  attempt.stoppedBy === undefined && rewritten.test(attempt.evidence) ? {...attempt, stoppedBy: 'policy'} : attempt;

interface Way {
  readonly path: string;
  readonly send: (world: World) => Promise<Attempt>;
  readonly past: PastTheBot;
}

const chatAttack = (mischief: Mischief, {path, send, past}: Way): ChatAttack => ({
  group: 'through the chat',
  name: mischief.name,
  threat: mischief.threat,
  path,
  attempt: async (world) => whoStopped(await send(world)),
  effect: find(mischief),
  past,
});

const harmless: Pick<Mischief, 'change'> = {change: (spec) => spec};

const createdPastTheBot = (kind: string, name: string, mischief: Mischief): PastTheBot =>
  pastTheBot(
    (world) => ({
      request: createRequest(pathOf(world, kind), objectWith(kind, name, confined(world, mischief), world.scene)),
      harmless: createRequest(
        pathOf(world, kind),
        objectWith(kind, 'harmless', confined(world, harmless), world.scene),
      ),
      isIn: (stored) => mischief.isIn(podSpecIn(stored), world.scene),
    }),
    kind === 'Pod' ? mischief.becauseInPods : undefined,
  );

const attacksWith = (mischief: Mischief, index: number): readonly ChatAttack[] => {
  const change =
    ({scene}: World) =>
    (spec: JsonObject): JsonObject =>
      mischief.change(spec, scene);
  const name = `evil-${index}`;
  const deployment = ({scene}: World): JsonObject => objectWith('Deployment', name, mischief, scene);
  const ways: readonly Way[] = [
    ...kinds.map((kind) => ({
      path: `${byFile.path}: ${kind}`,
      send: async ({mallory, scene}: World) => byFile.send(mallory, [objectWith(kind, name, mischief, scene)]),
      past: createdPastTheBot(kind, name, mischief),
    })),
    {
      path: `${byFile.path}: as if read from the cluster`,
      send: async (world) => byFile.send(world.mallory, [asIfRead(deployment(world))]),
      past: createdPastTheBot('Deployment', name, mischief),
    },
    {
      path: byWindow.path,
      send: async (world) => byWindow.send(world.mallory, [deployment(world)]),
      past: createdPastTheBot('Deployment', name, mischief),
    },
    ...changeWays(harmlessPodSpec).map(({path, send}) => ({
      path,
      send: async (world: World) => send(world.mallory, change(world)),
      past: pastTheBot((world) => ({
        request: patchTarget(world, {spec: {template: {spec: change(world)(confinedPodSpec(world))}}}),
        harmless: patchTarget(world, {spec: {template: {spec: confinedPodSpec(world)}}}),
        isIn: (stored) => mischief.isIn(podSpecIn(stored), world.scene),
      })),
    })),
  ];
  return ways.map((way) => chatAttack(mischief, way));
};

/** Every mischief, by every way on which a Pod's spec comes to the cluster. */
export const forbiddenPods: readonly ChatAttack[] = mischiefs.flatMap(attacksWith);

const otherImages = ['alpine:3', 'evil.example/nginx:1.18-alpine', 'nginx:latest', 'nginx', 'ngіnx:1.18-alpine'];

/** Images have a verb of their own. */
export const otherImagesSet: readonly ChatAttack[] = otherImages.flatMap((reference) =>
  ['main', '*'].map((container) => ({
    group: 'through the chat' as const,
    name: `another image: ${reference}`,
    threat: 'the node',
    path: `kubectl set image ${container}=…`,
    attempt: async ({mallory}) => types(mallory, kubectl(`set image deployment/target '${container}=${reference}'`)),
    effect: async ({admin, mallory}) => {
      const all = JSON.stringify(await admin.podSpecs(mallory.namespace));
      return all.includes(`"image":"${reference}"`) ? 'the image is there' : undefined;
    },
    past: pastTheBot((world) => ({
      request: patchTarget(world, {spec: {template: {spec: {containers: [{name: 'main', image: reference}]}}}}),
      isIn: (stored) => JSON.stringify(stored).includes(`"image":"${reference}"`),
    })),
  })),
);

const privileged: Pick<Mischief, 'change'> = {
  change: (spec) => ({
    ...spec,
    containers: [{name: 'main', image: 'busybox:1.36', securityContext: {privileged: true}}],
  }),
};

/** A revision that the policy never saw, as one made by other means or under an older policy would be. */
export const oldRevisions: readonly ChatAttack[] = [
  {
    group: 'through the chat',
    name: 'a privileged container',
    threat: 'the node',
    path: 'kubectl rollout undo to a revision of before',
    attempt: async (world) => {
      const {admin, mallory, scene} = world;
      const path = `/apis/apps/v1/namespaces/${mallory.namespace}/deployments`;
      await withoutAdmissionPolicies(world, async () => {
        await admin.create(path, deploymentWith('old', confined(world, privileged), scene));
        await untilRevisions(admin, mallory.namespace, 1);
      });
      await admin.client.request({
        method: 'PATCH',
        path: `${path}/old`,
        body: {spec: {template: {spec: harmlessPodSpec}}},
        contentType: patchTypes.merge,
      });
      await untilRevisions(admin, mallory.namespace, 2);
      return types(mallory, kubectl('rollout undo deployment/old'));
    },
    past: pastTheBot((world) => ({
      request: patchTarget(world, {spec: {template: {spec: privileged.change(harmlessPodSpec, world.scene)}}}),
      isIn: (stored) => JSON.stringify(stored).includes('"privileged":true'),
    })),
    effect: async ({admin, mallory}) => {
      const path = `/apis/apps/v1/namespaces/${mallory.namespace}/deployments/old`;
      const deployment = await admin.find(path);
      if (deployment === undefined) throw new Error('the Deployment is gone');
      const isThere = JSON.stringify(deployment['spec']).includes('"privileged":true');
      await admin.remove(path);
      await untilRevisions(admin, mallory.namespace, 0);
      return isThere ? 'the Deployment asks for a privileged container' : undefined;
    },
  },
];

/** Waits until the Deployment `old` has so many ReplicaSets. */
async function untilRevisions(admin: Administrator, namespace: string, count: number): Promise<void> {
  await waitUntil(`${count} revisions`, async () => {
    const sets = await admin.podSpecs(namespace);
    return sets.filter(({where}) => where.startsWith('replicaset/old-')).length === count ? true : undefined;
  });
}
