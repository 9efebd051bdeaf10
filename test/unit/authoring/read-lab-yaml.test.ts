import {describe, expect, it} from 'vitest';
import {LabError} from '#src/authoring/read-lab-yaml.ts';
import {tinyLab} from '#test/support/tiny-lab.ts';

function problemOf(from: string, to: string): string {
  try {
    tinyLab(from, to);
  } catch (error) {
    if (error instanceof LabError) return error.message;
    throw error;
  }
  throw new Error('accepted');
}

describe('lab.yaml', () => {
  it('is read with its manifests', () => {
    expect(tinyLab().steps.map(({id}) => id)).toEqual(['run']);
  });

  it.for([
    [
      'a misspelt field',
      '    checks:',
      '    chekcs:',
      /^specs\/tiny\/lab.yaml:15: steps\[0\]\.chekcs: is not known; allowed here: id, title, text, .*did you mean checks\?/m,
    ],
    ['the doctor’s own name', 'lab: tiny', 'lab: labrador-doctor', /lab.yaml:1: lab: .*the doctor's own/],
    ['a missing field', 'minutes: 1\n', '', /^specs\/tiny\/lab.yaml:1: minutes: is missing/m],
    ['a value of another type', 'minutes: 1', 'minutes: long', /^specs\/tiny\/lab.yaml:4: minutes: .*number/m],
    [
      'an expression that is none',
      "isReady(pods.named('web'))",
      'isReady(pods.named(',
      /^specs\/tiny\/lab.yaml:18: steps\[0\]\.checks\[0\]\.that: /m,
    ],
    ['a variable that is not there', "isReady(pods.named('web'))", "isReady(podz.named('web'))", /lab.yaml:18: .*podz/],
    [
      'a line that nobody could run',
      'kubectl get pods\n',
      'kubectl gte pods\n',
      /lab.yaml:29: steps\[0\]\.wrong\[0\]: .*gte/,
    ],
    [
      'a file that is not there',
      'commands:\n      - kubectl apply -f labs/tiny/specs/pod.yaml',
      'commands:\n      - kubectl apply -f labs/tiny/specs/pood.yaml',
      /lab.yaml:14: steps\[0\]\.commands\[0\]: .*pood.yaml.*specs\/pod.yaml/,
    ],
    [
      'a hint for a check that is not there',
      '- text: First hint.',
      '- failed: raedy\n        text: First hint.',
      /steps\[0\]\.hints\[0\]\.failed: raedy is not a check of this step .*did you mean ready\?/,
    ],
    [
      'an image that the lab does not allow',
      'images: [nginx:1.18-alpine]',
      'images: [nginx:1.19-alpine]',
      /lab.yaml:7: images: specs\/pod.yaml runs nginx:1.18-alpine/,
    ],
    [
      'an absent image that the lab does not name',
      'images: [nginx:1.18-alpine]',
      'images: [nginx:1.18-alpine]\nabsentImages: [ngnix:1.18-alpine]',
      /lab.yaml:8: absentImages\[0\]: ngnix:1.18-alpine is not among the images/,
    ],
    [
      'a level of Pod Security that refuses what the lab asks for',
      'hostPathLeaves: []',
      'podSecurity: restricted\nhostPathLeaves: [/volumes/logs]',
      /lab.yaml:8: podSecurity: restricted leaves no room for hostPathLeaves/,
    ],
    [
      'a requirement that is none',
      'hostPathLeaves: []',
      'hostPathLeaves: []\nrequires: [network-policy]',
      /lab.yaml:9: requires\[0\]: .*network-policies/,
    ],
    [
      'a link that a chat cannot follow',
      'text: First hint.',
      "text: 'See [this](hints.md).'",
      /hints\[0\]\.text: the link hints.md is not an https address/,
    ],
    [
      'a card too long for the chat',
      'text: Apply it.\n    commands',
      `text: ${'word '.repeat(219)}\n    observe: [${`${'x'.repeat(199)}, `.repeat(4)}]\n    prediction: {question: ${'q'.repeat(290)}, options: [a, b], answer: 0, afterwards: ${'y'.repeat(490)}}\n    commands`,
      /steps\[0\]\.text: makes a card longer than 2000 characters/,
    ],
    [
      'YAML that is none',
      'title: A tiny lab',
      'title: "A tiny lab',
      /^specs\/tiny\/lab.yaml:\d+: this is not valid YAML/,
    ],
  ] as const)('with %s is refused by file, line and field', ([, from, to, said]) => {
    expect(problemOf(from, to)).toMatch(said);
  });

  it('tells all mistakes at once', () => {
    expect(problemOf('minutes: 1\nnodesPerSandbox: 1', 'minuts: 1\nnodesPerSandbox: none').split('\n')).toHaveLength(3);
  });
});
