import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {mendYaml} from '#src/sandbox/yaml/mend-yaml.ts';
import {admit} from '#src/sandbox/policy/policy.ts';
import {readManifests} from '#src/sandbox/yaml/read-manifests.ts';
import {propertyRuns, propertyRunsShown, propertyTimeoutMs} from '#test/support/property-runs.ts';
import {unlessRefused} from '#test/support/unless-refused.ts';
import {hostileObject} from '../policy/hostile-objects.ts';
import {sandboxSpec} from '#test/support/sandbox-fixture.ts';
import {labManifests, writtenInBlocks} from './yaml-texts.ts';

const read = (yaml: string) => readManifests({name: 'my.yaml', yaml});
const objects = (yaml: string): JsonObject[] => read(yaml).map(({object}) => object);
const indented = (text: string, to: (spaces: string) => string): string => text.replace(/^ +/gmu, to);

/** Each byte as the character that Windows' oldest encoding has for it. */
const asBytes = (text: string, encoding: 'utf16le'): string => Buffer.from(text, encoding).toString('latin1');
const swapped = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('utf16le');
const withoutComments = (yaml: string): string => yaml.replaceAll(/^ *#.*\n/gmu, '');

/** What pages, chats, shells and word processors make of a manifest. */
const wrappings: readonly (readonly [string, (yaml: string) => string])[] = [
  ['a code block', (yaml) => `\`\`\`\n${yaml}\n\`\`\``],
  ['a code block with a language', (yaml) => `\`\`\`yaml\n${yaml}\n\`\`\`\n`],
  ['a code block of tildes', (yaml) => `~~~yml\n${yaml}\n~~~`],
  [
    'a code block and what a chat says around it',
    (yaml) => `Sure: this is it.\n\n\`\`\`yaml\n${yaml}\n\`\`\`\n\nEnjoy: it works.`,
  ],
  ['a code block whose end is missing', (yaml) => `\`\`\`yaml\n${yaml}`],
  [
    'a code block beside that of a command',
    (yaml) => `\`\`\`bash\nkubectl apply -f x\n\`\`\`\n\`\`\`yaml\n${yaml}\n\`\`\``,
  ],
  ['a code block of lines that end like Windows’', (yaml) => `\`\`\`yaml\n${yaml}\n\`\`\``.replaceAll('\n', '\r\n')],
  ['a here-document', (yaml) => `cat <<EOF | kubectl apply -f -\n${yaml}\nEOF`],
  ['a here-document in quotes', (yaml) => `kubectl apply -f - <<'EOF'\n${yaml}\nEOF\n`],
  ['a here-document to a file', (yaml) => `$ cat > my.yaml <<-"END"\n${yaml}\nEND\nkubectl apply -f my.yaml`],
  ['a here-document in a code block', (yaml) => `\`\`\`sh\ncat <<EOF | kubectl apply -f -\n${yaml}\nEOF\n\`\`\``],
  ['the end of a here-document', (yaml) => `${yaml}\nEOF\n`],
  ['a byte order mark', (yaml) => `\ufeff${yaml}`],
  ['too many dashes', (yaml) => `----\n${yaml}\n------\n`],
  ['too few dashes', (yaml) => `${yaml}\n--\n`],
  ['a dash of a word processor', (yaml) => `${yaml}\n\u2014\n`],
  ['lines of signs between', (yaml) => `${yaml}\n***\n${'='.repeat(8)}\n`],
  ['an indented ---', (yaml) => `${yaml}\n---\n  ---\n`],
  [
    'a here-document with the prompts of a shell',
    (yaml) => `$ cat <<EOF | kubectl apply -f -\n${yaml.replaceAll(/^/gmu, '> ')}\n> EOF\npod/web created\n$ `,
  ],
  [
    'a here-document with the prompts of zsh',
    (yaml) => `cat <<EOF | kubectl apply -f -\n${yaml.replaceAll(/^/gmu, 'pipe heredoc> ')}\npipe heredoc> EOF`,
  ],
  ['a here-document behind a prompt', (yaml) => `[root@node ~]# cat <<EOF >my.yaml\n${yaml}\nEOF`],
  ['a here-document without kubectl', (yaml) => `apply -f - <<EOF\n${yaml}\nEOF`],
  ['a here-document of another program', (yaml) => `minikube kubectl -- apply -f - <<EOF\n${yaml}\nEOF`],
  ['the marks of a quote', (yaml) => yaml.replaceAll(/^/gmu, '> ')],
  [
    'the marks of a quote, without spaces in empty lines',
    (yaml) => yaml.replaceAll(/^(?=.)/gmu, '> ').replaceAll(/^$/gmu, '>'),
  ],
  ['the mark of a quote of all', (yaml) => `>>> ${yaml.trimStart()}`],
  ['the marks of a quote around a code block', (yaml) => `\`\`\`yaml\n${yaml}\n\`\`\``.replaceAll(/^/gmu, '> ')],
  ...[
    'yaml',
    'YAML',
    'yml',
    'json',
    'yaml\nCopy code',
    'yamlCopy code',
    'Copy',
    'deployment.yaml',
    'k8s/my-app.yml:',
    '**my.yaml**',
    '`my.yaml`:',
    'File: my.yaml',
    'Filename: a/b.yaml',
  ].map((heading) => [`a heading: ${heading}`, (yaml: string) => `${heading}\n\n---\n${yaml}`] as const),
  ['a heading above each', (yaml) => `a.yaml\n---\n${yaml}\n---\nb.yaml\nkind: List\nitems: []\n`],
  ['UTF-16 read byte by byte', (yaml) => asBytes(`\ufeff${yaml}`, 'utf16le')],
  ['UTF-16 without its mark', (yaml) => asBytes(yaml, 'utf16le')],
  ['UTF-16 of the other order', (yaml) => Buffer.from(yaml, 'utf16le').swap16().toString('latin1')],
  ['UTF-16 whose mark was lost', (yaml) => `\ufffd\ufffd${asBytes(yaml, 'utf16le')}`],
  ['UTF-16 whose last byte was lost', (yaml) => asBytes(yaml.trimEnd(), 'utf16le').slice(0, -1)],
  ['UTF-16 with its bytes swapped', (yaml) => swapped(`\ufeff${yaml}`)],
  ...['\r', '\u2028', '\u2029', '\u0085', '\v'].map(
    (end) =>
      [
        `line breaks that are ${JSON.stringify(end)}`,
        (yaml: string) => withoutComments(yaml).trim().replaceAll('\n', end),
      ] as const,
  ),
  ...['\u00a0', '\u200b', ' \u00a0 \u3000'].map(
    (space) =>
      [
        `${JSON.stringify(space)} behind values`,
        (yaml: string) => yaml.replaceAll(/(?<=^ *(?:- )?\w+: \w+)$/gmu, space),
      ] as const,
  ),
  ...['• ', '– ', '— ', '* ', '+ ', '· ', '− ', '•\u00a0'].map(
    (bullet) =>
      [`${bullet} in front of items`, (yaml: string) => yaml.replaceAll(/^( *)- (?=\w+: )/gmu, `$1${bullet}`)] as const,
  ),
  ...['  ', '\t', ' | ', ': ', '| ', ' \u2502 '].map(
    (behind) =>
      [
        `numbers of lines with ${JSON.stringify(behind)} behind`,
        (yaml: string) =>
          yaml
            .trimEnd()
            .split('\n')
            .map((line, index) => `${index + 1}${behind}${line}`)
            .join('\n'),
      ] as const,
  ),
  [
    'numbers as grep has them',
    (yaml) =>
      yaml
        .trimEnd()
        .split('\n')
        .map((line, index) => `${index + 1}:${line}`)
        .join('\n'),
  ],
  [
    'numbers in lines of their own',
    (yaml) =>
      yaml
        .trimEnd()
        .split('\n')
        .map((line, index) => `${index + 4}\n${line}`)
        .join('\n'),
  ],
  [
    'colours of a terminal',
    (yaml) => yaml.replaceAll(/^(?=.)/gmu, '\u001b[1;32m').replaceAll(/(?<=.)$/gmu, '\u001b[0m'),
  ],
  ['what a program of pages leaves below', (yaml) => `${yaml.trimEnd()}\n~\n~\n(END)`],
  ['the end of a page', (yaml) => yaml.replace(/\n/u, '\n\f')],
  ...['$ ', 'me@host:~/labs$ ', '[me@host ~]$ ', 'root@host:/# ', 'PS C:\\me> '].map(
    (prompt) => [`a prompt below: ${prompt}`, (yaml: string) => `${yaml.trimEnd()}\n${prompt}`] as const,
  ),
  ...['\u200b', '\u00ad', '\u2060', '\ufeff'].map(
    (sign) =>
      [
        `${JSON.stringify(sign)} inside of keys and values`,
        (yaml: string) => yaml.replaceAll(/(?<=^ *(?:- )?[a-z])(?=\w+:)|(?<=^ *(?:- )?(?:name|kind): \w)/gmu, sign),
      ] as const,
  ),
  [
    'numbers of lines to the right, from somewhere on, in a code block',
    (yaml) => {
      const lines = yaml.trimEnd().split('\n');
      return `\`\`\`yaml\n${lines.map((line, index) => `${String(index + 7).padStart(6)}\t${line}`).join('\n')}\n\`\`\``;
    },
  ],
  [
    'a change that keeps most lines',
    (yaml) => {
      const [first = '', ...others] = yaml.trimEnd().split('\n');
      return [`-${first}x`, `+${first}`, ...others.map((line) => ` ${line}`)].join('\n');
    },
  ],
  [
    'numbers with dots',
    (yaml) =>
      yaml
        .trimEnd()
        .split('\n')
        .map((line, index) => `${index + 1}. ${line}`)
        .join('\n'),
  ],
  ['entities for spaces', (yaml) => indented(yaml, (spaces) => '&nbsp;'.repeat(spaces.length))],
  ['the signs of a change', (yaml) => yaml.trimEnd().replaceAll(/^/gmu, '+')],
  [
    'a change that adds a file',
    (yaml) =>
      `diff --git a/x.yaml b/x.yaml\nnew file mode 100644\nindex 0000000..3b18e51\n--- /dev/null\n+++ b/x.yaml\n@@ -0,0 +1,20 @@\n${yaml.trimEnd().replaceAll(/^/gmu, '+')}\n`,
  ],
  ['non-breaking spaces', (yaml) => indented(yaml, (spaces) => '\u00a0'.repeat(spaces.length))],
  ['non-breaking spaces among others', (yaml) => indented(yaml, (spaces) => spaces.replaceAll('  ', '\u00a0 '))],
];

const named = (wrapping: fc.Arbitrary<(typeof wrappings)[number]>) => wrapping.map(([name, wrap]) => ({name, wrap}));
const anyWrapping = named(fc.constantFrom(...wrappings));

describe(`what surrounds a manifest, ${propertyRunsShown}`, () => {
  test.each(wrappings)('%s is left out, and said', (_, wrap) => {
    let mended = 0;
    for (const yaml of labManifests) {
      const wrapped = wrap(yaml);
      if (wrapped === yaml) continue;
      mended += 1;
      expect(objects(wrapped)).toEqual(objects(yaml));
      expect(read(wrapped)[0]?.mended).not.toEqual([]);
    }
    expect(mended).toBeGreaterThan(0);
  });

  test('all lines stay where they were', () => {
    for (const [, wrap] of wrappings) {
      for (const yaml of labManifests) {
        const lines = wrap(yaml)
          .replace(/^\ufffe[^]*/u, swapped)
          .replaceAll('\0', '')
          .split(/\r?\n|[\r\u2028\u2029\u0085\v]/u);
        expect(mendYaml(wrap(yaml)).yaml.split('\n')).toHaveLength(lines.length);
      }
    }
  });

  test('what is admitted of it is what is admitted without', {timeout: propertyTimeoutMs}, () => {
    const spec = sandboxSpec();
    const admitted = (yaml: string): unknown =>
      unlessRefused(() => read(yaml).map(({object, positions}) => admit(object, spec, positions).object)) ?? 'refused';
    fc.assert(
      fc.property(writtenInBlocks(hostileObject), anyWrapping, (yaml, {wrap}) => {
        expect(admitted(wrap(yaml))).toEqual(admitted(yaml));
      }),
      propertyRuns(6),
    );
  });
});

test('lines without end cost no more than reading them', () => {
  for (const line of [
    'yaml\n',
    '* ',
    '- ',
    '\u2014',
    '> ',
    ' ',
    '\u00a0',
    '<<',
    'x <<EOF\n',
    '"',
    '• a: b\n',
    '  ---\n',
    '\0a',
    '|',
    '[',
  ]) {
    const text = `${line.repeat(Math.floor(60_000 / line.length))}x`;
    expect(mendYaml(`a: ${text}`).yaml.length + mendYaml(text).yaml.length).toBeGreaterThan(0);
  }
});

describe('what is YAML already is left as it is', () => {
  const script = 'cat <<EOF | tee /x\n```\n----\n\u00a0\u00a0text\nEOF';

  test('blocks of text keep what looks like a shell’s or a page’s', () => {
    const yaml = `kind: ConfigMap\ndata:\n  run.sh: |\n    ${script.replaceAll('\n', '\n    ')}\n`;
    expect(mendYaml(yaml)).toEqual({yaml, mended: []});
    expect(objects(yaml)).toEqual([{kind: 'ConfigMap', data: {'run.sh': `${script}\n`}}]);
    expect(objects(`\`\`\`yaml\n${yaml}\`\`\``)).toEqual(objects(yaml));
  });

  test('and so does text in quotes, and after a key', () => {
    const yaml = `a: "\u00a0x ‘y’ \`\`\`"\nb: it’s a “word” – or two\nc: -- x\n`;
    expect(mendYaml(yaml).yaml).toBe(yaml);
    expect(objects(yaml)).toEqual([{a: '\u00a0x ‘y’ ```', b: 'it’s a “word” – or two', c: '-- x'}]);
  });

  test.each([
    ['a bullet in a text of several lines', 'a: text\n  • one: two\n'],
    ['a bullet in a text in quotes', 'a: "text\n  • one: two\n  ---\n  end"\n'],
    ['a list of bullets that may be a text', 'a:\n  • one\n  • two\n'],
    ['a bullet in a block of text', 'a: |\n  • one: two\n\n  * three: four\n  ---\n'],
    ['an indented --- that goes on with a text', 'a:\n  web\n  ---\nb: c\n'],
    ['the name of a file that has a value', 'my.yaml:\n  a: b\n'],
    ['the name of a file as a value', 'a:\n- my.yaml\n- yaml\n'],
    ['a language further down', 'a: b\nyaml: c\n'],
    ['a folded text', 'a: >\n  > quoted\n  > more\n'],
    ['other line breaks within lines', 'a: "x\ry"\nb: "\u2028"\n'],
    ['a break in the only line', 'a: x\ry\n'],
    ['non-breaking spaces in a text', 'a: Bonjour\u00a0!\nb: "c\u00a0"\nd: \'\u00a0e\'\n'],
    ['non-breaking spaces in a block of text', 'a: |\n  b\u00a0\n  \u00a0c\n'],
    ['a comment that is a command', 'a: b\n# cat <<EOF | kubectl apply -f -\nc: d\n'],
    ['wide characters', 'a: 漢字\nb: 한국어\n'],
  ])('%s', (_, yaml) => {
    expect(mendYaml(yaml)).toEqual({yaml, mended: []});
  });

  test('the manifests of the labs are', () => {
    for (const yaml of labManifests) expect(mendYaml(yaml)).toEqual({yaml, mended: []});
  });
});

describe('the first line, of which the blanks were lost or kept', () => {
  const text = labManifests.map(withoutComments).find((yaml) => /^apiVersion: \S+\nkind: /u.test(yaml)) ?? '';
  const [first = '', ...others] = text.split('\n');
  const right = (lines: readonly string[]): string[] =>
    lines.map((line) => (line === '' || line === '---' ? line : `    ${line}`));

  test.each([
    ['is as far to the left as the others of a page are to the right', [first, ...right(others)].join('\n')],
    ['is further to the right than the others', `  ${text}`],
    ['and stands behind a comment', ['# mine', first, ...right(others)].join('\n')],
  ])('%s', (_, yaml) => {
    expect(objects(yaml)).toEqual(objects(text));
    expect(read(yaml)[0]?.mended).toContainEqual(expect.stringContaining('lined its first line up'));
  });

  test.each([
    ['metadata:\n  name: a\n', 'what belongs below it'],
    ['apiVersion:\n  kind: Pod\n', 'a value of its own'],
    ['apiVersion: v1\nkind: Pod\n', 'nothing that is apart'],
  ])('is left where it is with %j, %s', (yaml) => {
    expect(mendYaml(yaml).mended).toEqual([]);
  });
});
