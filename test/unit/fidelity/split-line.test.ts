import {expect, it} from 'vitest';
import {splitLine} from '#test/real/fidelity/kubectl.ts';

it.each([
  ['get pods', ['get', 'pods']],
  ["get pods -l 'a in (b,c)'", ['get', 'pods', '-l', 'a in (b,c)']],
  ["get pod web -o jsonpath='{.a} {.b}'", ['get', 'pod', 'web', '-o', 'jsonpath={.a} {.b}']],
])('%s is split as a shell would', (line, words) => {
  expect(splitLine(line)).toEqual(words);
});
