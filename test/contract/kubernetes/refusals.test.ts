import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {normaliseText} from '#test/real/fidelity/normalise.ts';
import {refusedObjects} from '#test/real/fidelity/themes/refused-objects.ts';
import {startCluster, waitUntil, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';
import refusals from './refusals.json' with {type: 'json'};

/** What a real v1.37.2 answered to the fidelity suite's wrong objects, by what is wrong with each. */
const recorded: ReadonlyMap<string, string> = new Map(Object.entries(refusals));
const namespace = 'refusals';

let cluster: EmulatedCluster;
beforeAll(async () => {
  cluster = await startCluster();
  await cluster.api('/api/v1/namespaces', {method: 'POST', body: {metadata: {name: namespace}}});
  await waitUntil(async () => {
    const {status} = await cluster.api(`/api/v1/namespaces/${namespace}/serviceaccounts/default`);
    return status === 200 ? true : undefined;
  }, 'the default ServiceAccount');
});
afterAll(async () => {
  await cluster.close();
});

describe('an object that is wrong', () => {
  const steps = refusedObjects.steps.flatMap((step) => (step.kind === 'request' ? [step] : []));

  it('is recorded for each step of the suite', () => {
    expect(steps.map(({name}) => name)).toEqual([...recorded.keys()]);
  });

  it.each(steps.map((step) => [step.name ?? '', step] as const))(
    'is refused as by a real server: %s',
    async (name, step) => {
      const fill = (text: string): string => text.replaceAll('NAMESPACE', namespace);
      const body: unknown = JSON.parse(fill(JSON.stringify(step.body)));
      const answer = await cluster.api(fill(step.path), {method: step.method, body});
      const said = answer.status < 300 ? 'accepted' : String(answer.body.message);
      expect(normaliseText(said, {namespace: namespace, server: 'SERVER'})).toBe(recorded.get(name));
    },
  );
});
