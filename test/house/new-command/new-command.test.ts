import {afterAll, beforeAll, expect, test} from 'vitest';
import {scratchCopy, type ListEntry, type ScratchCopy} from '#test/support/scratch-copy.ts';

const timeoutMs = 240_000;

interface Piece {
  readonly file: string;
  readonly text: string;
  /** What each of its lines says. */
  readonly says: readonly string[];
  /** In the one list. */
  readonly entry: ListEntry;
}

const subcommand: Piece = {
  file: 'commands/workshop/applaud.ts',
  text: `import {z} from 'zod';
import {subcommand} from './subcommand.ts';

export const applaud = subcommand({
  definition: {name: 'applaud', description: 'Say that they did well'},
  schema: z.object({}),
  isRecorded: true,
  who: 'facilitator',
  run: async (_input, {facilitating}) => facilitating.broadcast('👏'),
});
`,
  says: ['definition', 'schema', 'isRecorded', 'who', 'run'],
  entry: {list: 'commands/workshop/index.ts', name: 'applaud', from: './applaud.ts', after: '  open,\n'},
};

const button: Piece = {
  file: 'src/answering/wave-button.ts',
  text: `import {said} from '#src/chat/answer.ts';
import type {Button} from './button.ts';

export const waveButton = {
  id: 'wave',
  who: 'anybody',
  isInPlace: true,
  press: ({argument}, {asker}) => said(\`\${asker.name} waves at \${argument}.\`),
} satisfies Button;
`,
  says: ['id', 'who', 'isInPlace', 'press'],
  entry: {
    list: 'src/answering/buttons.ts',
    name: 'waveButton',
    from: './wave-button.ts',
    after: '  editorButton,\n',
  },
};

const pieces = [subcommand, button];

/** Who presses the button and types the subcommand, and what comes of it. */
const use = `import {commands} from './commands/index.ts';
import {isInPlace, pressButton} from './src/answering/press-button.ts';

const done = [];
const facilitating = {
  record: async ({name}) => { done.push('recorded ' + name); },
  broadcast: async (text) => { done.push('said ' + text); return {kind: 'show'}; },
};
const session = {asker: {name: 'Ada'}, facilitating, require: (who) => { done.push('who: ' + who); }};
const workshop = commands.find(({definition}) => definition.name === 'workshop');
await workshop.run({subcommand: 'applaud', options: new Map(), files: new Map()}, session);
const press = {customId: 'wave:Bert', values: [], message: {id: '1', interactionId: undefined}};
const {message} = await pressButton(press, session);
console.log(JSON.stringify({
  isOffered: workshop.definition.options.some(({name}) => name === 'applaud'),
  isInPlace: isInPlace('wave:Bert'),
  done: [...done, message.content],
}));`;

let copy: ScratchCopy;
beforeAll(async () => {
  copy = await scratchCopy({also: [], include: ['commands', 'src/answering', 'src/facilitating'], timeoutMs});
});
afterAll(async () => copy?.remove());

/** Each piece again, without one of its lines. */
const incomplete = pieces.flatMap(({file, text, says}) =>
  says.map((name) => ({
    name,
    file: file.replace('.ts', `-without-${name.toLowerCase()}.ts`),
    text: text.replace(new RegExp(`^  ${name}: .*\\n`, 'mu'), ''),
  })),
);

test(
  'a subcommand of /workshop and a button are a file each and a line in their list, and what one leaves out is named',
  {timeout: timeoutMs},
  async () => {
    for (const {file, text} of [...pieces, ...incomplete]) await copy.write(file, text);
    for (const {entry} of pieces) await copy.enlist(entry);
    const problems = await copy.problems();
    expect(problems.sort()).toEqual(incomplete.map(({file, name}) => `${file} ${name}`).sort());

    expect(JSON.parse(await copy.print(use))).toEqual({
      isOffered: true,
      isInPlace: true,
      done: ['who: facilitator', 'recorded applaud', 'said 👏', 'who: anybody', 'Ada waves at Bert.'],
    });
  },
);
