import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {importLabs} from '#src/authoring/import/import-labs.ts';

/** A command as a block has it: its own lines, and what is said of it. */
interface Typed {
  readonly lines: readonly string[];
  readonly found: readonly Found[];
}

/** A command, and how far below the first line it begins. */
interface Found {
  readonly below: number;
  readonly text: string;
}

const alone = (text: string): Found[] => [{below: 0, text}];

const targets = fc.constantFrom('pods', 'svc', 'deploy -o wide', "pods -l 'app in (a,b)'", 'nodes   # all of them');
const wrappers = fc.constantFrom('', '', '', 'sudo ', 'time ', 'watch -n 2 ', 'watch ', 'A=1 ');
const programs = fc.constantFrom('kubectl', 'kubectl', 'k', 'kubectl.exe', '/usr/local/bin/kubectl');
const prompts = fc.constantFrom(
  '$ ',
  'ada@host:~$ ',
  'controlplane $ ',
  '[ada@host ~]$ ',
  'PS C:\\> ',
  'root@node:/# ',
  '➜  ~ ',
  '❯ ',
);

const oneLine = fc
  .record({wrapper: wrappers, program: programs, target: targets})
  .map(({wrapper, program, target}): Typed => {
    const text = `${wrapper}${program} get ${target}`;
    return {lines: [text], found: alone(text)};
  });
const continued = fc.constantFrom('\\', '\\  ', '`').map((mark): Typed => ({
  lines: [`kubectl get pods ${mark}`, `  -o wide ${mark}`, '  --show-labels'],
  found: alone('kubectl get pods -o wide --show-labels'),
}));
const quoted = fc.constant<Typed>({
  lines: ["kubectl patch svc web -p '", '{"spec": {}}', "'"],
  found: alone('kubectl patch svc web -p \'\n{"spec": {}}\n\''),
});
const joint = fc.constantFrom(' && ', '; ', ' && \\\n  ', ' || ').map((joint): Typed => {
  const lines = `cd lab; kubectl get pods${joint}kubectl get svc`.split('\n');
  const found = [
    {below: 0, text: 'kubectl get pods'},
    {below: lines.length - 1, text: 'kubectl get svc'},
  ];
  return {lines, found};
});
const heredoc = fc.constantFrom('kubectl apply -f - <<EOF', "cat <<'EOF' | kubectl apply -f -").map((line): Typed => ({
  lines: [line, 'apiVersion: v1', 'kind: Namespace', 'description: kubectl get pods', 'EOF'],
  found: alone(line),
}));
const command = fc.oneof({weight: 4, arbitrary: oneLine}, continued, quoted, joint, heredoc);
const outputs = fc.array(
  fc.constantFrom(
    'NAME   READY   STATUS',
    'web    1/1     Running',
    '',
    "it's done",
    'kubectl get pods is what I print',
  ),
  {maxLength: 3},
);

interface Block {
  readonly lines: readonly string[];
  readonly found: readonly Found[];
}

/** With a prompt, anything may be printed; without, no output that reads like a command. */
const block = fc
  .record({
    prompt: fc.option(prompts, {nil: ''}),
    typed: fc.array(fc.record({command, output: outputs}), {minLength: 1, maxLength: 4}),
  })
  .map(({prompt, typed}): Block => {
    const lines: string[] = [];
    const found: Found[] = [];
    for (const {command, output} of typed) {
      found.push(...command.found.map(({below, text}) => ({below: lines.length + below, text})));
      const [first = '', ...rest] = command.lines;
      lines.push(
        `${prompt}${first}`,
        ...rest,
        ...output.filter((line) => prompt !== '' || !line.startsWith('kubectl')),
      );
    }
    return {lines, found};
  });

const nestings = fc.constantFrom(
  {front: '', rest: ''},
  {front: '- ', rest: '  '},
  {front: '1. ', rest: '   '},
  {front: '> ', rest: '> '},
  {front: '> - ', rest: '>   '},
  {front: '- a\n\n  1. ', rest: '     '},
);
const fences = fc.constantFrom('```', '```bash', '~~~', '````console title="x"', '~~~~ {.sh}', '```powershell');

interface Chapter {
  readonly text: string;
  readonly found: readonly Found[];
}

const fenced = fc.record({block, fence: fences, nesting: nestings}).map(({block, fence, nesting}): Chapter => {
  const close = /^[`~]+/u.exec(fence)?.[0] ?? '';
  const above = nesting.front.split('\n').length;
  const rest = [...block.lines, close];
  const text = [`${nesting.front}${fence}`, ...rest.map((line) => `${nesting.rest}${line}`)].join('\n');
  return {text, found: block.found.map(({below, text}) => ({below: below + above, text}))};
});
const indented = block
  // an indented block ends in a line that says something
  .filter(({lines}) => lines[0]?.trim() !== '')
  .map((block): Chapter => ({text: block.lines.map((line) => `    ${line}`).join('\n'), found: block.found}));
const prose = fc.constantFrom(
  'Type `kubectl get pods` now.',
  '## Look\n\nkubectl is a program.',
  '<!-- kubectl get no -->',
  '***',
);

const course = fc.record({
  chapters: fc.array(fc.record({prose, chapter: fc.oneof({weight: 3, arbitrary: fenced}, indented)}), {
    minLength: 1,
    maxLength: 5,
  }),
  lineEnd: fc.constantFrom('\n', '\r\n'),
});

test('every line of kubectl of a code block is found once, where it stands, and nothing else is', () => {
  fc.assert(
    fc.property(course, ({chapters, lineEnd}) => {
      const lines: string[] = [];
      const wanted: {line: number; text: string}[] = [];
      for (const {prose, chapter} of chapters) {
        lines.push(...prose.split('\n'), '');
        wanted.push(...chapter.found.map(({below, text}) => ({line: lines.length + below + 1, text})));
        lines.push(...chapter.text.split('\n'), '');
      }
      const text = lines.join('\n').replaceAll('\n', lineEnd);
      const source = {name: 'lab', path: '/courses/lab', texts: new Map([['README.md', text]]), leftOut: []};
      const found = importLabs(source).flatMap((lab) => lab.lines.map(({line, text}) => ({line, text})));
      expect(found).toEqual(wanted);
    }),
    {numRuns: 120},
  );
});
