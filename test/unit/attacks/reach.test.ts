import {expect, it} from 'vitest';
import {reachScript, readReach, wallOfTraffic, type Reach} from '#test/real/attacks/reach.ts';

it.for([
  ['reached', 'IT WAS REACHED'],
  ['refused', "nc: can't connect to remote host (10.0.0.1): Connection refused\nIT WAS NOT REACHED"],
  ['no route', "nc: can't connect to remote host (10.0.0.1): Network is unreachable\nIT WAS NOT REACHED"],
  ['no route', "nc: can't connect to remote host: No route to host\nIT WAS NOT REACHED"],
  ['no name', "nc: bad address 'x'\nIT WAS NOT REACHED"],
  ['no answer', 'IT WAS NOT REACHED'],
] as const)('%s: %s', ([reach, said]) => {
  expect(readReach(said)).toBe(reach);
});

it('what did not run proves nothing', () => {
  expect(() => readReach('sh: nc: not found')).toThrow('it was not tried: sh: nc: not found');
});

it.for([
  [undefined, 'reached', 'reached'],
  ['NetworkPolicy', 'no answer', 'reached'],
  ['NetworkPolicy', 'refused', 'reached'],
  ['no listener', 'refused', 'refused'],
  ['no route', 'no route', 'no route'],
  ['no route', 'no name', 'no name'],
] as const)('%s holds what is %s, and %s without a policy', ([wall, confined, free]) => {
  expect(wallOfTraffic({confined, free} satisfies {confined: Reach; free: Reach})).toBe(wall);
});

it('the script can be given to a shell in single quotes', () => {
  expect(reachScript({host: '10.0.0.1', port: 80})).not.toContain("'");
});
