import {describe, expect, it} from 'vitest';
import {readLabTexts} from '#src/authoring/read-lab-texts.ts';
import {tinyLab} from '#test/support/tiny-lab.ts';

const withMore = tinyLab(
  '    hints:\n      - text: First hint.',
  `    prediction:
      question: What comes?
      options: [A Pod, A Service]
      answer: 0
      afterwards: A Pod comes.
    observe: [Look at \`READY\`.]
    hints:
      - text: 'First hint: \`kubectl get pods\`, or /lab show.'`,
);

const german = `title: Ein winziges Lab
summary: Ein Pod.
steps:
  - id: run
    title: Starte einen Pod
    text: Wende es an.
    prediction:
      question: Was kommt?
      options: [Ein Pod, Ein Service]
      afterwards: Es kommt ein Pod.
    checks:
      - id: ready
        title: Der Pod ist bereit
    observe: [Sieh auf \`READY\`.]
    hints:
      - text: 'Erster Tipp: \`kubectl get pods\`, oder /lab show.'
      - text: Zweiter Tipp.
    solution:
      text: Wende es an.
cleanup:
  gone:
    - id: pods
      title: Kein Pod ist übrig
`;

const problemsOf = (from = '', to = ''): string =>
  readLabTexts(german.replace(from, to), {file: 'lab.de.yaml', lab: withMore, language: 'de'}).problems.join('\n');

describe('a lab’s texts in another language', () => {
  it('are whole when each text of the lab is there', () => {
    expect(problemsOf()).toBe('');
  });

  it.for([
    ['a text that is missing', 'summary: Ein Pod.\n', '', /^lab.de.yaml:1: summary: is missing: One Pod\.$/],
    [
      'a text of a step',
      '    text: Wende es an.\n    pred',
      '    pred',
      /^lab.de.yaml:4: steps\[0\]\.text: is missing/,
    ],
    [
      'a solution',
      '    solution:\n      text: Wende es an.\n',
      '',
      /steps\[0\]\.solution\.text: is missing: Apply it\.$/,
    ],
    ['a check', '      - id: ready\n        title: Der Pod ist bereit\n', '      []\n', /checks: ready is missing$/],
    ['a hint', '      - text: Zweiter Tipp.\n', '', /^lab.de.yaml:15: steps\[0\]\.hints: has 1 of 2$/],
    ['an option', '[Ein Pod, Ein Service]', '[Ein Pod, Ein Service, Nichts]', /options: has 3 of 2$/],
    ['what is looked at', '    observe: [Sieh auf `READY`.]\n', '', /observe: has 0 of 1$/],
    [
      'a step that there is not',
      'id: run',
      'id: urn',
      /steps\[0\]\.id: urn is not a step in lab\.yaml\n.*run is missing$/,
    ],
    ['a check that there is not', 'id: ready', 'id: raedy', /id: raedy is not a check of this step in lab\.yaml/],
    [
      'a label that there is not',
      'title: Der Pod ist bereit',
      'title: x\n        evidence: {READY: x}',
      /no such label$/,
    ],
    [
      'a redo of a check that has none',
      'title: Der Pod ist bereit',
      'title: x\n        redo: y',
      /redo: this check has none/,
    ],
    ['a command that is lost', '`kubectl get pods`', 'get pods', /hints\[0\]: does not name `kubectl get pods`/],
    ['a command of the chat that is lost', ' /lab show', ' lab show', /hints\[0\]: does not name \/lab, as/],
    [
      'a command that is strange',
      'Zweiter Tipp.',
      'Tippe `ls`.',
      /hints\[1\]: names `ls`, which the English does not$/,
    ],
    ['a link that a chat cannot follow', 'Zweiter Tipp.', "'[da](x.md)'", /the link x\.md is not an https address/],
    ['a title that is too long', 'Starte einen Pod', 'x'.repeat(61), /^lab.de.yaml:5: steps\[0\]\.title: .*60/],
    [
      'what is no text',
      '    text: Wende',
      '    commands: []\n    text: Wende',
      /commands: is not known; allowed here: id, title/,
    ],
    ['YAML that is none', 'title: Ein winziges', 'title: "Ein', /^lab.de.yaml:\d+: this is not valid YAML/],
  ] as const)('%s is named', ([, from, to, expected]) => {
    expect(problemsOf(from, to)).toMatch(expected);
  });

  it('are too long where the card is, though each may be as long', () => {
    const long = german
      .replace('text: Wende es an.', `text: ${'x'.repeat(1_090)}`)
      .replace('afterwards: Es', `afterwards: ${'y'.repeat(480)} Es`)
      .replace('question: Was', `question: ${'z'.repeat(285)} Was`);
    const {problems} = readLabTexts(long, {file: 'lab.de.yaml', lab: withMore, language: 'de'});
    expect(problems).toEqual(['lab.de.yaml:6: steps[0].text: makes a card longer than 2000 characters']);
  });

  it('can be used as far as they go', () => {
    const {texts, problems} = readLabTexts('title: Ein winziges Lab', {
      file: 'lab.de.yaml',
      lab: withMore,
      language: 'de',
    });
    expect(texts).toEqual({title: 'Ein winziges Lab'});
    expect(problems).not.toEqual([]);
  });
});
