import {expect, test} from 'vitest';
import {withMeantInstead} from '#src/operations/meant-instead.ts';
import {parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {files} from './kubectl/lab.ts';

const notFound: Outcome = {kind: 'failed', code: 'NotFound', message: 'not found', notes: []};
const nextAfter = (line: string, outcome: Outcome = notFound): string | undefined => {
  const told = withMeantInstead(parseKubectl(line, {files}).operation, outcome);
  return told.kind === 'failed' ? told.next : undefined;
};

test.each([
  ['get po svc', 'kubectl get pods,svc'],
  ['get pods deploy rs svc', 'kubectl get pods,deploy,rs,svc'],
  ['get deploy pods -o wide', 'kubectl get deployments,pods'],
  ['describe po svc -n dev', 'kubectl describe pods,svc -n dev'],
  ['get cm all', 'kubectl get configmaps,all'],
])('types without commas are offered with them: %s', (line, offered) => {
  expect(nextAfter(line)).toBe(`Type: ${offered}`);
  expect(() => parseKubectl(offered, {files})).not.toThrow();
});

test.each(['logs -n 10 web', 'logs web -n 10', 'logs -n10 deploy/web', 'logs -l app=web --namespace 10'])(
  'a number of lines is no namespace: %s',
  (line) => {
    expect(nextAfter(line)).toMatch(/--tail=10/u);
  },
);

test.each([
  'get po web',
  'get po svc web',
  'get po/svc svc/web',
  'delete po svc',
  'logs web -n dev',
  'get pods -n 10',
  'logs web',
])('nothing is offered besides what was found: %s', (line) => {
  expect(nextAfter(line)).toBeUndefined();
});

test('nor where it was found, failed otherwise, or says more already', () => {
  expect(nextAfter('get po svc', {kind: 'done', text: '', notes: []})).toBeUndefined();
  expect(nextAfter('get po svc', {...notFound, code: 'Forbidden'})).toBeUndefined();
  expect(nextAfter('get po svc', {...notFound, next: 'Look.'})).toBe('Look.');
});
