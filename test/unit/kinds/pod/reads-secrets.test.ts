import {expect, test} from 'vitest';
import {readsSecrets} from '#src/kinds/pod/reads-secrets.ts';
import {podSchema} from '#src/kinds/pod/schema.ts';

test.each([
  [{secret: {secretName: 'db'}}, true],
  [{projected: {sources: [{configMap: {name: 'page'}}, {secret: {name: 'db'}}]}}, true],
  [{projected: {sources: [{configMap: {name: 'secret'}}]}}, false],
])('a Pod with the volume %j reads a Secret: %s', (source, expected) => {
  const spec = {containers: [{name: 'main'}], volumes: [{name: 'keys', ...source}]};
  expect(readsSecrets(podSchema.parse({metadata: {name: 'web'}, spec}))).toBe(expected);
});
