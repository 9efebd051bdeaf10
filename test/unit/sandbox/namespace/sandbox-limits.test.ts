import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {z} from 'zod';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {kubernetesObjectSchema, type KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import {parseQuantity} from '#src/kubernetes/quantity.ts';
import {sandboxLimits} from '#src/sandbox/namespace/sandbox-limits.ts';
import {sandboxSpec} from '#test/support/sandbox-fixture.ts';

const amounts = z.record(z.string(), z.string());
const ownSchema = z.object({
  spec: z.object({
    limits: z.tuple([
      z.object({type: z.literal('Container'), default: amounts, defaultRequest: amounts, max: amounts, min: amounts}),
      z.object({type: z.literal('PersistentVolumeClaim')}).loose(),
    ]),
  }),
});

const range = (...limits: readonly JsonObject[]): KubernetesObject =>
  kubernetesObjectSchema.parse({metadata: {name: 'theirs'}, spec: {limits}});
const ofContainers = (limit: JsonObject): KubernetesObject => range({type: 'Container', ...limit});

/** What a container gets by the sandbox's own LimitRange beside the learner's. */
function given(...learners: readonly KubernetesObject[]) {
  const [limit] = ownSchema.parse(sandboxLimits(sandboxSpec(), learners)).spec.limits;
  return limit;
}

describe('what a container gets beside the LimitRanges of its learner', () => {
  test.each<[string, readonly KubernetesObject[], JsonObject, JsonObject]>([
    ['nothing else without any', [], {cpu: '250m', memory: '128Mi'}, {cpu: '10m', memory: '16Mi'}],
    [
      'what theirs give',
      [ofContainers({default: {cpu: '0.3', memory: '64Mi'}, defaultRequest: {cpu: '100m', memory: '64Mi'}})],
      {cpu: '0.3', memory: '64Mi'},
      {cpu: '100m', memory: '64Mi'},
    ],
    [
      'no less than they are to ask for',
      [ofContainers({min: {memory: '200Mi'}, defaultRequest: {memory: '200Mi'}})],
      {cpu: '250m', memory: '200Mi'},
      {cpu: '10m', memory: '200Mi'},
    ],
    [
      'never more than the sandbox lets them have',
      [ofContainers({default: {cpu: '64', memory: '1Ti'}, defaultRequest: {cpu: '64', memory: '1Ti'}})],
      {cpu: '500m', memory: '256Mi'},
      {cpu: '500m', memory: '256Mi'},
    ],
    [
      'never a limit of nothing',
      [
        ofContainers({
          default: {cpu: '0', memory: '0', 'ephemeral-storage': '0'},
          defaultRequest: {cpu: '0', memory: '0', 'ephemeral-storage': '0'},
        }),
      ],
      {cpu: '1m', memory: '4Mi'},
      {cpu: '1m', memory: '4Mi'},
    ],
    [
      'of several, of the first that says it; of Pods and claims nothing',
      [
        range({type: 'Pod', max: {cpu: '1m'}}, {type: 'PersistentVolumeClaim', max: {storage: '1Mi'}}),
        ofContainers({default: {cpu: '20m'}, defaultRequest: {cpu: '20m'}}),
        ofContainers({default: {cpu: '30m', memory: '8Mi'}, defaultRequest: {memory: '8Mi'}}),
      ],
      {cpu: '20m', memory: '8Mi'},
      {cpu: '20m', memory: '8Mi'},
    ],
  ])('%s', (_, learners, limits, requests) => {
    const own = given(...learners);
    expect(own.default).toEqual({'ephemeral-storage': '256Mi', ...limits});
    expect(own.defaultRequest).toEqual({'ephemeral-storage': '0', ...requests});
  });

  const amount = fc.constantFrom('0', '1m', '5', '0.25', '3Mi', '64Mi', '1Gi', '1Ti', '200m');
  const some = fc.record(
    {cpu: amount, memory: amount, 'ephemeral-storage': amount},
    {requiredKeys: [], noNullPrototype: true},
  );
  const learners = fc.array(
    fc.record({default: some, defaultRequest: some, min: some, max: some}, {requiredKeys: [], noNullPrototype: true}),
    {maxLength: 3},
  );

  test('whatever they say, its bounds are the same, and what it gives is within them', () => {
    const {max, min} = given();
    fc.assert(
      fc.property(learners, (theirs) => {
        // a record of texts is JSON
        const own = given(...theirs.map((limit) => ofContainers(limit as unknown as JsonObject)));
        expect([own.max, own.min]).toEqual([max, min]);
        for (const name of ['cpu', 'memory', 'ephemeral-storage']) {
          const [least, request, limit, most] = [min, own.defaultRequest, own.default, own.max].map(
            (all) => parseQuantity(all[name] ?? '0').thousandths,
          );
          expect(least).toBeLessThanOrEqual(Number(request));
          expect(request).toBeLessThanOrEqual(Number(limit));
          expect(limit).toBeLessThanOrEqual(Number(most));
          expect(limit).toBeGreaterThan(0);
        }
      }),
    );
  });
});
