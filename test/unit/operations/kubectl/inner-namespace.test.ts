import {expect, test} from 'vitest';
import {parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import {UserError} from '#src/operations/user-error.ts';
import {files} from './lab.ts';

const first = "-o jsonpath='{.items[0].metadata.name}'";
const name = {type: 'pods', selector: 'app=web', item: 0};

function refusalOf(line: string): UserError {
  try {
    parseKubectl(line, {files});
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error(`accepted: ${line}`);
}

test.each([
  `logs -n dev $(kubectl get pod -n dev -l app=web ${first})`,
  `-n dev logs "$(kubectl -n dev get pod -l app=web ${first})"`,
  `logs $(k get pod --namespace=dev -l app=web ${first}) --namespace dev`,
  `kubectl logs -ndev $(kubectl get pod -l app=web ${first} --namespace dev)`,
])('a name is looked up in the namespace that both say: %s', (line) => {
  expect(parseKubectl(line, {files}).operation).toMatchObject({target: {type: 'pods', name}, inNamespace: 'dev'});
});

test.each([
  [`delete -n dev pod $(kubectl get pod ${first})`, `delete -n dev pod $(kubectl get -n dev pod ${first})`],
  [`exec -n dev "$(k get po ${first})" -- ls`, `exec -n dev "$(k get -n dev po ${first})" -- ls`],
])('and in no other than the one that a shell would take: %s', (line, offered) => {
  expect(refusalOf(line)).toMatchObject({next: `Type: kubectl ${offered}`});
});

test('what is in no namespace is found wherever a line is', () => {
  expect(parseKubectl(`-n dev describe node $(kubectl get nodes ${first})`, {files}).operation).toMatchObject({
    resources: [{type: 'nodes', name: {type: 'nodes', item: 0}}],
  });
});

test.each([`get pod $(kubectl get pod -n dev ${first})`, `get pod -n dev $(kubectl get pod -n other ${first})`])(
  'two namespaces are in no line: %s',
  (line) => {
    expect(refusalOf(line).code).toBe('unsupported');
  },
);

test('a namespace that nobody can have is refused as such', () => {
  expect(refusalOf(`delete -n kube-system pod $(kubectl get pod ${first})`).message).toContain('not yours to see');
});
