import {describe, expect, it} from 'vitest';
import {isOpen, isPassed, runChecks} from '#src/lab/run-checks.ts';
import type {Check} from '#src/lab/lab-step.ts';
import {recordOf} from '../kinds/pod/status/pod-records.ts';
import {factsOf, podOf, watchedSince} from './facts-of.ts';

const check = (that: string, evidence: Record<string, string> = {}, redo?: string): Check => ({
  id: 'one',
  title: 'It holds',
  that,
  evidence,
  ...(redo === undefined ? {} : {redo}),
});

const facts = factsOf({pods: [podOf('a')]}, {history: [recordOf({name: 'a'})]});

describe('checks', () => {
  it('that hold are passed, with their evidence', () => {
    const results = runChecks([check('pods.size() == 1', {Pods: 'pods.map(p, p.metadata.name)'})], facts, watchedSince);
    expect(results).toMatchObject([{state: 'passed', evidence: [{label: 'Pods', value: 'a'}]}]);
    expect(isPassed(results)).toBe(true);
  });

  it.for([
    ['what is not so', 'pods.size() == 2', undefined],
    ['an absent object', "daemonsets.named('nginx').status.numberReady == 1", 'daemonsets has no nginx'],
    ['an absent field', "pods.named('a').status.podIP == '1.2.3.4'", 'there is no podIP'],
  ] as const)('fail by %s', ([, that, reason]) => {
    expect(runChecks([check(that)], facts, watchedSince)).toMatchObject([{state: 'failed', reason}]);
  });

  it('show a dash for evidence that is not there', () => {
    const [result] = runChecks([check('false', {ready: "daemonsets.named('nginx').status.numberReady"})], facts, 0);
    expect(result?.evidence).toEqual([{label: 'ready', value: '–'}]);
  });

  it('cannot be checked while the cluster cannot be read', () => {
    const unknown = factsOf({pods: [podOf('a')]}, {completeSince: undefined});
    expect(runChecks([check('pods.size() == 1')], unknown, 0)).toMatchObject([{state: 'unknown'}]);
  });

  it('cannot be checked when the author broke them', () => {
    expect(runChecks([check("pods.named('a').metadata.name + 1 == 2")], facts, watchedSince)).toMatchObject([
      {state: 'unknown'},
    ]);
  });

  it('of the past are unknown while the record has a gap since the step began, and say what to do again', () => {
    const gone = check('history.exists(h, has(h.goneAt))', {}, 'Delete the Pod again.');
    expect(runChecks([gone], facts, watchedSince - 1)).toMatchObject([
      {state: 'unknown', redo: 'Delete the Pod again.'},
    ]);
    expect(runChecks([gone], facts, watchedSince)).toMatchObject([{state: 'failed'}]);
  });

  it('of the past are passed by what was seen, gap or not', () => {
    const seen = factsOf({}, {history: [recordOf({gone: 5})]});
    expect(runChecks([check('history.exists(h, has(h.goneAt))')], seen, 0)).toMatchObject([{state: 'passed'}]);
  });

  it('of a step that builds on others count once those are passed', () => {
    expect(isOpen({after: ['a', 'b']}, new Set(['a']))).toBe(false);
    expect(isOpen({after: ['a', 'b']}, new Set(['a', 'b']))).toBe(true);
  });
});
