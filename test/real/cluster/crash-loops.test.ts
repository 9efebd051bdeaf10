import {join} from 'node:path';
import {expect, test} from 'vitest';
import type {KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import {watchResource} from '#src/cluster/watch/watch-resource.ts';
import {podSchema} from '#src/kinds/pod/schema.ts';
import type {Person} from '#test/support/chat-page.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';
import {realCluster} from '#test/support/real-cluster.ts';
import {waitUntil} from '#test/support/wait-until.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'specs');
/** Within this, in ms, the second end of a container stands on the wall and on the board. */
const seenWithinMs = 10_000;

test.for([
  ['ends with success', 'daemonsets', 'labs/daemonsets/specs/nginx/update-bad'],
  ['fails', 'troubleshooting', 'labs/troubleshooting/specs/site-5.yaml'],
] as const)('a crash loop that %s stands on wall and board in time', {timeout: 300_000}, async ([, lab, manifest]) => {
  const labrador = await startLabrador(await realCluster(), {LAB: lab, LABS_DIR: folder});
  const stop = new AbortController();
  const person = await labrador.chat.join('lovelace');
  const flo = await labrador.chat.join('flo', ['facilitator']);
  try {
    await person.types('/lab start');
    const second = secondEnd(labrador, stop.signal);
    await person.types(`/kubectl command:apply -f ${manifest}`);
    const {pod, at} = await second;
    const [wall, board] = await Promise.all([
      firstSight(flo, 'workshop', new RegExp(`✗ ${pod} \\w+ \\d/1 \\*\\*crash loop since\\*\\* <t:\\d+:R>`)),
      firstSight(
        flo,
        'facilitators',
        new RegExp(`✗ \\*\\*lovelace\\*\\* step 1: ${pod} \\w+, [1-9]\\d* restarts?, in a crash loop since <t:\\d+:R>`),
      ),
    ]);
    expect(wall - at).toBeLessThan(seenWithinMs);
    expect(board - at).toBeLessThan(seenWithinMs);
  } finally {
    stop.abort(new Error('ended'));
    await (await person.sends('/lab leave')).answered(180_000);
    await labrador.close();
  }
});

/** When an administrator sees a container of a sandbox end for the second time, in ms since 1970, and the Pod's name. */
async function secondEnd({admin}: Labrador, signal: AbortSignal): Promise<{pod: string; at: number}> {
  const seen = Promise.withResolvers<{pod: string; at: number}>();
  const look = (object: KubernetesObject): void => {
    const {name, namespace = ''} = object.metadata;
    if (!namespace.startsWith('labrador-open-')) return;
    const [container] = podSchema.parse(object).status?.containerStatuses ?? [];
    const isBetweenRuns = container?.state?.terminated ?? container?.state?.waiting?.reason === 'CrashLoopBackOff';
    const ends = (container?.restartCount ?? 0) + (isBetweenRuns ? 1 : 0);
    if (ends >= 2) seen.resolve({pod: name, at: Date.now()});
  };
  void watchResource({
    client: admin.as(undefined),
    path: '/api/v1/pods',
    signal,
    handler: {
      replace: (objects) => objects.forEach(look),
      upsert: look,
      remove: () => undefined,
      lost: () => undefined,
      resumed: () => undefined,
    },
  });
  return seen.promise;
}

/** When somebody first sees a message that matches in a channel, in ms since 1970. */
async function firstSight(person: Person, channel: string, pattern: RegExp): Promise<number> {
  let last: string[] = [];
  return waitUntil(
    `${person.name} sees ${String(pattern)} in ${channel}`,
    async () => {
      last = (await person.sees(channel)).map(({content}) => content);
      return last.some((content) => pattern.test(content)) ? Date.now() : undefined;
    },
    {withinMs: 60_000, seen: () => last},
  );
}
