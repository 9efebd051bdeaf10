import {describe, expect, it} from 'vitest';
import {matchesLabels, parseLabelSelector} from '#src/kubernetes/label-selector.ts';

describe('a label selector', () => {
  const labels = {app: 'nginx', tier: '', 'example.com/rank': '7', constructor: 'x'};
  it.for([
    ['', true],
    ['app=nginx', true],
    ['app==nginx', true],
    [' app = nginx ', true],
    ['app=web', false],
    ['app!=web', true],
    ['other!=web', true],
    ['app', true],
    ['!app', false],
    ['!other', true],
    ['other', false],
    ['tier=', true],
    ['tier=,app', true],
    ['app=', false],
    ['app in (web,nginx)', true],
    ['app in(web)', false],
    ['app notin (web)', true],
    ['other notin (web)', true],
    ['other in (web)', false],
    ['tier in (,web)', true],
    ['tier in ()', true],
    ['app=nginx,tier', true],
    ['app=nginx,!tier', false],
    ['example.com/rank>6', true],
    ['example.com/rank > 7', false],
    ['example.com/rank<10', true],
    ['app>1', false],
    ['in in (in)', false],
    ['constructor=x', true],
    ['toString', false],
  ] as const)('%j: %s', ([selector, isMatch]) => {
    expect(matchesLabels(parseLabelSelector(selector), labels)).toBe(isMatch);
  });

  it.for([
    'app=nginx,',
    ',app',
    'app nginx',
    'app=nginx tier=x',
    'app=a=b',
    'app in nginx',
    'app in (nginx',
    'app in (a b)',
    'app in (a))',
    'app>x',
    'app>',
    '!app=nginx',
    '!',
    '!!app',
    '=x',
    '-app=x',
    'app=-x',
    'a/b/c=x',
    'Example.com/x=1',
    '/x',
    'x/',
    `${'a'.repeat(64)}=x`,
    `a=${'a'.repeat(64)}`,
    'app=x;y',
    'app=日本',
    '__proto__',
  ])('refuses %j', (selector) => {
    expect(() => parseLabelSelector(selector)).toThrow('is not valid');
  });
});
