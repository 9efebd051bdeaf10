import {describe, expect, test} from 'vitest';
import {parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import {UserError} from '#src/operations/user-error.ts';
import {files} from './lab.ts';

const read = (line: string): unknown => parseKubectl(line, {files}).operation;
function refusalOf(line: string): UserError {
  try {
    read(line);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error(`accepted: ${line}`);
}

describe('auth can-i', () => {
  test.each<[string, object]>([
    ['get pods', {verb: 'get', about: {group: '', resource: 'pods'}}],
    ['Delete po/web', {verb: 'delete', about: {group: '', resource: 'pods', name: 'web'}}],
    ['get deploy web', {verb: 'get', about: {group: 'apps', resource: 'deployments', name: 'web'}}],
    ['create sts', {verb: 'create', about: {group: 'apps', resource: 'statefulsets'}}],
    ['list crd', {verb: 'list', about: {group: 'apiextensions.k8s.io', resource: 'customresourcedefinitions'}}],
    ['get widgets.example.com', {verb: 'get', about: {group: 'example.com', resource: 'widgets'}}],
    ["'*' '*'", {verb: '*', about: {group: '*', resource: '*'}}],
    ['get pods --subresource=log', {verb: 'get', about: {group: '', resource: 'pods', subresource: 'log'}}],
    ['get /healthz', {verb: 'get', about: {path: '/healthz'}}],
  ])('%s', (asked, operation) => {
    expect(read(`auth can-i ${asked}`)).toEqual({kind: 'auth', action: 'can-i', ...operation});
  });

  test.each([
    ['auth', 'Say what to ask about your rights.'],
    ['auth reconcile', 'auth “reconcile” is not supported; auth can-i is.'],
    ['auth can-i', 'Ask with a verb and a type.'],
    ['auth can-i get', 'Ask with a verb and a type.'],
    ['auth can-i get pods a b', 'Ask with a verb and a type.'],
    ['auth can-i get_all pods', '“get_all” cannot be a verb of the API.'],
    ['auth can-i get pods/a/b', '“pods/a/b” is nothing that one could have rights to.'],
    ["auth can-i get 'Po ds'", '“po ds” is nothing that one could have rights to.'],
  ])('%s is refused: %s', (line, said) => {
    const {message, next} = refusalOf(line);
    expect(message).toBe(said);
    expect(next).toMatch(/^Type: kubectl auth can-i /);
  });
});

describe('config', () => {
  test.each<[string, object]>([
    ['current-context', {action: 'current-context'}],
    ['get-contexts', {action: 'get-contexts'}],
    ['get-contexts labrador', {action: 'get-contexts'}],
    ['view --minify', {action: 'view'}],
    ['use-context labrador', {action: 'use-context'}],
    ['use labrador', {action: 'use-context'}],
    ['set-context --current --namespace=default', {action: 'set-context', namespace: 'default'}],
    ['set-context labrador --namespace web', {action: 'set-context', namespace: 'web'}],
  ])('%s', (typed, operation) => {
    expect(read(`config ${typed}`)).toEqual({kind: 'config', ...operation});
  });

  test.each([
    ['use-context kind-kind', 'error: no context exists with the name: "kind-kind"', 'There is one context, labrador'],
    ['use-context', 'Say which context.', 'Type: kubectl config get-contexts'],
    ['set-context --namespace=default', 'Say which context.', 'Type: kubectl config get-contexts'],
    ['set-context --current', 'nothing but the namespace could be set', 'your sandbox decides the cluster'],
    ['set-cluster x', 'config “set-cluster” is not supported', 'It takes current-context'],
    ['view all', 'config view does not take “all”.', 'Type: kubectl config view'],
  ])('%s is refused: %s', (typed, said, todo) => {
    const {message, next} = refusalOf(`config ${typed}`);
    expect(message).toContain(said);
    expect(next).toContain(todo);
  });
});

test('version is of the server, as text, YAML or JSON', () => {
  expect(['version', 'version --short', 'version -o yaml'].map(read)).toEqual([
    {kind: 'version'},
    {kind: 'version'},
    {kind: 'version', output: 'yaml'},
  ]);
  expect(refusalOf('version -o wide').next).toContain('yaml, json');
  expect(refusalOf('version pods').next).toBe('Type: kubectl version');
});
