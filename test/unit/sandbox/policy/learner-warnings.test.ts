import {describe, expect, it} from 'vitest';
import {toLearnerWarnings} from '#src/sandbox/policy/learner-warnings.ts';
import {namespace, sandboxSpec} from '#test/support/sandbox-fixture.ts';

const spec = sandboxSpec({nodes: ['node-1', 'node-2']});
const terms =
  'spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms';
const deprecated = 'beta.kubernetes.io/os is deprecated since v1.14; use "kubernetes.io/os" instead';

describe('what the API server warns of', () => {
  it('is told once', () => {
    expect(toLearnerWarnings(['one', 'two', 'one'], spec)).toEqual(['one', 'two']);
  });

  it('speaks of labels and folders as the learner does', () => {
    const key = `spec.nodeSelector[${namespace}.node.labrador.dev/disk]: not good`;
    expect(toLearnerWarnings([key], spec)).toEqual(['spec.nodeSelector[disk]: not good']);
  });

  it('is told once of a term that is there for each node, by its place in what was written', () => {
    const warnings = [0, 1, 2, 3].map((index) => `${terms}[${index}].matchExpressions[0].key: ${deprecated}`);
    expect(toLearnerWarnings(warnings, spec)).toEqual([
      `${terms}[0].matchExpressions[0].key: ${deprecated}`,
      `${terms}[1].matchExpressions[0].key: ${deprecated}`,
    ]);
  });

  it('is not told of what only the sandbox adds', () => {
    const warnings = [
      `${terms}[1].matchFields[0].key: is not what it was`,
      'spec.automountServiceAccountToken: is not what it was',
      'automountServiceAccountToken: is not what it was',
    ];
    expect(toLearnerWarnings(warnings, spec)).toEqual([]);
  });
});
