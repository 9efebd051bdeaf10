import {afterAll, beforeAll, expect, test} from 'vitest';
import {scratchCopy, type ScratchCopy} from '#test/support/scratch-copy.ts';
import type {knownOfPonder} from './known-of-ponder.ts';

const timeoutMs = 240_000;

/** A made-up verb. */
const verb = `import {z} from 'zod';
import {podTargetSchema} from '#src/operations/arguments.ts';
import {valued} from '../flags.ts';
import {parsePodTarget, typesWithPods} from '../parse-pod-target.ts';
import {parseWholeNumber} from '../parse-whole-number.ts';
import type {Verb} from '../verb.ts';

const schema = z.object({kind: z.literal('ponder'), target: podTargetSchema, times: z.number()});

export const ponder: Verb<typeof schema> = {
  name: 'ponder',
  schema,
  deadlineMs: 40_000,
  isReadOnly: true,
  isEndShown: false,
  isConfidential: ({target}) => target.name === 'mine',
  isOfNamespace: ({times}) => times < 3,
  manifests: ({times}) => [{name: 'thoughts.yaml', yaml: String(times)}],
  shortened: () => ({times: 0}),
  flags: [{...valued('times'), suggests: ['7']}],
  targets: {form: 'TYPE/NAME', types: typesWithPods},
  read: ({flags}) => ({
    kind: 'ponder',
    target: parsePodTarget(flags.args[0] ?? {text: '', raw: ''}),
    times: parseWholeNumber(flags.value('times') ?? '1', {flag: '--times', least: 1}),
  }),
  taught: {examples: [{line: 'ponder pod/web --times=3', answer: 'a thought'}]},
};
`;
/** What each verb has to say. */
const needed = ['name', 'deadlineMs', 'isReadOnly', 'isEndShown', 'isConfidential', 'flags', 'taught'];

const run = `import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';

export const ponder = async ({times}: OperationOf<'ponder'>): Promise<Outcome> =>
  Promise.resolve({kind: 'done', text: \`pondered \${times} times\`, notes: []});
`;
const files = {
  verb: 'src/operations/kubectl/verbs/ponder.ts',
  list: 'src/operations/kubectl/verbs.ts',
  run: 'src/cluster/operations/ponder.ts',
  runs: 'src/cluster/operations/run-operation.ts',
};

let copy: ScratchCopy;
beforeAll(async () => {
  copy = await scratchCopy({
    also: ['docs/learners.md', 'test/house/new-verb', 'test/support/sandbox-fixture.ts'],
    include: ['src/operations/kubectl/verbs', 'src/views/reply', 'src/workshop', 'test/house/new-verb/known*.ts'],
    timeoutMs,
  });
});
afterAll(async () => copy?.remove());

test(
  'a new verb is a file, a file that runs it and a line in two lists, and the compiler names what is left out',
  {timeout: timeoutMs},
  async () => {
    await copy.write(files.verb, verb);
    await copy.enlist({list: files.list, name: 'ponder', from: './verbs/ponder.ts', after: '  wait,\n'});
    const incomplete = needed.map((name) => ({name, file: files.verb.replace('.ts', `-without-${name}.ts`)}));
    for (const {name, file} of incomplete) {
      await copy.write(file, verb.replace(new RegExp(`^  ${name}: .*\n`, 'mu'), ''));
    }
    expect((await copy.problems()).sort()).toEqual(
      [`${files.runs} ponder`, ...incomplete.map(({name, file}) => `${file} ${name}`)].sort(),
    );

    for (const {file} of incomplete) await copy.removeFile(file);
    await copy.enlist({list: files.runs, name: 'ponder', from: './ponder.ts', after: '  wait,\n'});
    await copy.write(files.run, run);
    expect(await copy.problems()).toEqual([]);

    const printed = await copy.print(`import {knownOfPonder} from './test/house/new-verb/known-of-ponder.ts';
      console.log(JSON.stringify(await knownOfPonder()));`);
    const known: unknown = JSON.parse(printed);
    expect(known).toEqual({
      line: 'kubectl ponder pod/web --times=3',
      stored: {kind: 'ponder', target: {type: 'pods', name: 'web'}, times: 3},
      isReadOnly: true,
      isConfidential: [false, true],
      isOfNamespace: false,
      manifests: [{name: 'thoughts.yaml', yaml: '3'}],
      shown: {kind: 'ponder', target: {type: 'pods', name: 'web'}, times: 0},
      offered: ['ponder', 'ponder pod/web', 'ponder --times 7', 'ponder pod/web --times'],
      taught: [
        '| `ponder` | `ponder pod/web --times=3` | `--times` | a thought |',
        expect.stringContaining('`ponder` 40 s'),
      ],
      outcome: {kind: 'done', text: 'pondered 3 times', notes: []},
    } satisfies Record<keyof Awaited<ReturnType<typeof knownOfPonder>>, unknown>);
  },
);
