import {expect, test} from 'vitest';
import {parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';

const lineOf = (line: string): string => parseKubectl(line, {files: new Map()}).line;

test.each([
  ['delete po nginx{1..3}', 'kubectl delete po nginx1 nginx2 nginx3'],
  ['get pods web-{b,a}', 'kubectl get pods web-b web-a'],
  ['get pods web-{3..2}-x', 'kubectl get pods web-3-x web-2-x'],
  ["exec web -- echo '{1..3}'", "kubectl exec web -- echo '{1..3}'"],
  ['get pods -o jsonpath={.items}', 'kubectl get pods -o jsonpath={.items}'],
])('braces are filled in as bash does: %s', (typed, meant) => {
  expect(lineOf(typed)).toBe(meant);
});

test.each(['get pod {name}', 'get pod web{1..30}', 'get pod web{1..9999}'])('and nothing else is: %s', (line) => {
  expect(() => lineOf(line)).toThrow(/stands for a name of your own/u);
});
