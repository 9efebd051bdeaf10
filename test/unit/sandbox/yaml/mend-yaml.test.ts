import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {mendYaml} from '#src/sandbox/yaml/mend-yaml.ts';
import {admit} from '#src/sandbox/policy/policy.ts';
import {readManifests} from '#src/sandbox/yaml/read-manifests.ts';
import {propertyRuns, propertyRunsShown, propertyTimeoutMs} from '#test/support/property-runs.ts';
import {unlessRefused} from '#test/support/unless-refused.ts';
import {hostileObject} from '../policy/hostile-objects.ts';
import {sandboxSpec} from '../sandbox-fixture.ts';
import {labManifests, writtenInBlocks} from './yaml-texts.ts';

const read = (yaml: string) => readManifests({name: 'my.yaml', yaml});
const objects = (yaml: string): JsonObject[] => read(yaml).map(({object}) => object);
const indented = (text: string, to: (spaces: string) => string): string => text.replace(/^ +/gmu, to);

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
  ['non-breaking spaces', (yaml) => indented(yaml, (spaces) => '\u00a0'.repeat(spaces.length))],
  ['non-breaking spaces among others', (yaml) => indented(yaml, (spaces) => spaces.replaceAll('  ', '\u00a0 '))],
];

const named = (wrapping: fc.Arbitrary<(typeof wrappings)[number]>) => wrapping.map(([name, wrap]) => ({name, wrap}));
const anyWrapping = named(fc.constantFrom(...wrappings));

describe(`what surrounds a manifest, ${propertyRunsShown}`, () => {
  test.each(wrappings)('%s is left out, and said', (_, wrap) => {
    for (const yaml of labManifests) {
      expect(objects(wrap(yaml))).toEqual(objects(yaml));
      expect(read(wrap(yaml))[0]?.mended).not.toEqual([]);
    }
  });

  test('all lines stay where they were', () => {
    for (const [, wrap] of wrappings) {
      for (const yaml of labManifests) {
        expect(mendYaml(wrap(yaml)).yaml.split('\n')).toHaveLength(wrap(yaml).split('\n').length);
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

  test('the manifests of the labs are', () => {
    for (const yaml of labManifests) expect(mendYaml(yaml)).toEqual({yaml, mended: []});
  });
});
