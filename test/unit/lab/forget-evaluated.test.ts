import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {expect, test} from 'vitest';
import {evaluate, forgetEvaluated} from '#src/lab/expression.ts';
import type {FactObject, SandboxFacts} from '#src/lab/facts.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Evaluates over a sandbox that nobody else holds. */
function evaluated(text: string): WeakRef<SandboxFacts> {
  const pods: FactObject[] = [{metadata: {name: 'web', labels: {}}, spec: {containers: [{name: 'web'}]}}];
  const facts: SandboxFacts = {
    objects: () => pods,
    history: [],
    versions: [],
    completeSince: 0,
    inNamespace: () => undefined,
  };
  expect(evaluate(text, facts)).toMatchObject({kind: 'value', value: true});
  return new WeakRef(facts);
}

test('nothing is held of a sandbox that an expression went through, once that is to be forgotten', async () => {
  const held = evaluated('pods.all(pod, pod.spec.containers.exists(one, one.name == "web"))');
  forgetEvaluated();
  // a WeakRef holds until the end of the job that made it
  await new Promise(setImmediate);
  collectGarbage();
  expect(held.deref()).toBeUndefined();
});
