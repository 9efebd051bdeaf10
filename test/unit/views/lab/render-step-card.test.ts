import {describe, expect, it} from 'vitest';
import {labStateSchema, type LabState} from '#src/lab/lab-state.ts';
import type {Step} from '#src/lab/lab-step.ts';
import type {CheckResult} from '#src/lab/run-checks.ts';
import {renderStepCard} from '#src/views/lab/render-step-card.ts';
import {runButtons} from '#src/views/lab/step-buttons.ts';
import {tinyLab} from '#test/support/tiny-lab.ts';

const lab = tinyLab(
  '    checks:',
  "    prediction: {question: 'Will it run?', options: ['Yes', 'No'], answer: 0, afterwards: 'It runs.'}\n    checks:",
);
const step = lab.steps[0] as Step;

const result = (more: Partial<CheckResult> = {}): CheckResult => ({
  id: 'ready',
  title: 'The Pod is ready',
  state: 'failed',
  evidence: [{label: 'STATUS', value: 'Pending'}],
  reason: undefined,
  redo: undefined,
  ...more,
});

const cardOf = (state: Partial<LabState> = {}, results = [result()]) =>
  renderStepCard({lab, step, state: labStateSchema.parse(state), results});
const labels = (state: Partial<LabState> = {}) => cardOf(state).buttons.map(({label}) => label);
const passed = {passed: {run: {at: 1, evidence: []}}};

describe('the card of a step', () => {
  it('says where the learner is, what to type and what is to be reached', () => {
    expect(cardOf().content).toBe(
      [
        '### Run a Pod\n-# A tiny lab · step 1 of 1',
        'Apply it.',
        '`kubectl apply -f labs/tiny/specs/pod.yaml`',
        '🔮 **Will it run?**',
        '⬜ The Pod is ready\n-# STATUS Pending',
      ].join('\n\n'),
    );
  });

  it('has a button for each line, for each option, and for the ways on', () => {
    expect(labels()).toEqual(['▶ apply -f …/pod.yaml', 'Yes', 'No', '✓ Check', '💡 Hint', 'Solution']);
  });

  it.for([
    [
      ['config set-context --current --namespace=dev', 'config set-context --current --namespace=default'],
      ['config … --namespace=dev', 'config … --namespace=default'],
    ],
    [
      ['auth can-i delete deployments -n dev --as=me', 'auth can-i delete deployments -n test'],
      ['auth can-i delete … --as=me', 'auth can-i delete … test'],
    ],
    [[`get pod ${'x'.repeat(40)}`], ['get pod xxxxxxxxxxxxxxxxxxxxxxxxx…']],
  ] as const)('tells lines that begin alike by their ends: %j', ([lines, shown]) => {
    const commands = lines.map((line) => `kubectl ${line}`);
    const buttons = runButtons({...step, commands}, commands, 'run');
    expect(buttons.map(({label}) => label)).toEqual(shown.map((label) => `▶ ${label}`));
  });

  it('keeps what was predicted, and tells what came true once the step is passed', () => {
    expect(labels({predictions: {run: 1}})).not.toContain('Yes');
    expect(cardOf({predictions: {run: 1}}).content).toContain('You said: No. Run it and see.');
    expect(cardOf({predictions: {run: 1}, ...passed}).content).toContain('You said: No. It runs.');
    expect(cardOf({predictions: {run: 0}, ...passed}).content).toContain('You said so: Yes. It runs.');
  });

  it('of the last step says how to leave once all are passed', () => {
    const {content} = cardOf(passed, [result({state: 'passed'})]);
    expect(content).toContain('### ✅ Run a Pod');
    expect(content).toContain('All steps are done');
  });

  it('says how to redo what could not be checked', () => {
    const {content} = cardOf({}, [result({state: 'unknown', reason: 'nobody watched', redo: 'Delete it again.'})]);
    expect(content).toContain(
      '❔ The Pod is ready\n-# STATUS Pending · nobody watched\n-# could not be checked: Delete it again.',
    );
  });

  it('shows evidence as text, whatever the cluster says', () => {
    const {content} = cardOf({}, [result({evidence: [{label: 'name', value: '@everyone **x** `y`'}]})]);
    expect(content).toContain('name @\u200beveryone \\*\\*x\\*\\* \\`y\\`');
  });
});
