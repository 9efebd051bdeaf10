import {afterAll, beforeAll, expect, test} from 'vitest';
import {scratchCopy, type ScratchCopy} from '#test/support/scratch-copy.ts';
import type {knownOfSwitches} from './known-of-switches.ts';

const timeoutMs = 240_000;

/** A made-up kind of which all holds that can hold of one; its plural is not its kind with an s. */
const kind = `import {readControllerRevision} from '../controller-revision/revision.ts';
import {fields, listOf, text, textMap} from '../fields/field-rules.ts';
import {withCommonFields} from '../fields/metadata-fields.ts';
import type {Kind} from '../kind.ts';
import {podTemplate} from '../pod/template-fields.ts';

export const toggle = {
  plural: 'switches',
  singular: 'switch',
  shortNames: ['sw'],
  kind: 'Switch',
  group: 'example.com',
  version: 'v1',
  categories: ['all'],
  isNamespaced: true,
  isWritable: true,
  mostObjects: 7,
  fields: withCommonFields({spec: fields({wires: listOf(text), selector: textMap, template: podTemplate})}),
  hasPods: true,
  isScaled: true,
  isRolledOut: true,
  rolloutStatus: () => ({kind: 'complete', line: 'done'}),
  revisionsIn: 'controllerrevisions',
  readRevision: readControllerRevision,
  canPause: false,
  isLabelled: true,
  mostLabels: 30,
  isWatched: true,
  keepsVersions: true,
  isDescribed: true,
  describe: async (object) => \`a switch \${object.metadata.name}\`,
  isAwaited: true,
  podSpecAt: ['spec', 'template', 'spec'],
  shortItem: ({cellOf}) => ({symbol: '•', facts: [cellOf('Age')]}),
} as const satisfies Kind;
`;
const kindFolder = 'src/kinds/switch';

/** What is asked for of every kind, and of those of which its trait holds. */
const needed = [
  'isAwaited',
  'shortItem',
  'mostObjects',
  'fields',
  'rolloutStatus',
  'revisionsIn',
  'readRevision',
  'canPause',
  'mostLabels',
  'describe',
];

let copy: ScratchCopy;
beforeAll(async () => {
  copy = await scratchCopy({
    also: ['test/house/new-kind', 'test/support/sandbox-fixture.ts'],
    include: [
      'commands',
      'src/cluster',
      'src/views',
      'src/classroom/lab-guide.ts',
      kindFolder,
      'test/house/new-kind/known*.ts',
    ],
    timeoutMs,
  });
});
afterAll(async () => copy?.remove());

test(
  'a new kind is a folder and a line in the list of kinds, and what it lacks of what holds of it is named at its own file',
  {timeout: timeoutMs},
  async () => {
    const incomplete = needed.map((name) => ({name, file: `${kindFolder}/without-${name}.ts`}));
    for (const {name, file} of incomplete) {
      await copy.write(file, kind.replace(new RegExp(`^  ${name}: .*\n`, 'mu'), ''));
    }
    const problems = await copy.problems();
    expect(problems.sort()).toEqual(incomplete.map(({name, file}) => `${file} ${name}`).sort());

    for (const {file} of incomplete) await copy.removeFile(file);
    await copy.write(`${kindFolder}/switch.ts`, kind);
    await copy.enlist({
      list: 'src/kinds/kinds.ts',
      name: 'toggle',
      from: './switch/switch.ts',
      after: 'export const kinds = [',
    });
    expect(await copy.problems()).toEqual([]);

    const printed = await copy.print(`import {knownOfSwitches} from './test/house/new-kind/known-of-switches.ts';
      console.log(JSON.stringify(knownOfSwitches()));`);
    const writing = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];
    expect(JSON.parse(printed)).toEqual({
      refused: [],
      offered: ['logs', 'exec', 'rollout undo', 'scale', 'set image', 'patch', 'annotate', 'wait', 'events --for'],
      editable: 'sw/lamp',
      applied: [],
      learnerMay: writing,
      watcherMay: ['list', 'watch'],
      isCounted: true,
      isAdmitted: true,
      expression: undefined,
    } satisfies ReturnType<typeof knownOfSwitches>);
  },
);
