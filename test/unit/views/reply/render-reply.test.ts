import {describe, expect, it} from 'vitest';
import type {Outcome} from '#src/operations/outcome.ts';
import {contentLimit} from '#src/chat/chat-message.ts';
import {renderReply} from '#src/views/reply/render-reply.ts';
import {commandOf} from '#test/support/command.ts';

const command = commandOf({id: '1001'});
const logs = commandOf({
  line: 'kubectl logs -l app=nginx',
  operation: {kind: 'logs', selector: 'app=nginx', previous: false},
});
const done = (text: string, notes: string[] = []): Extract<Outcome, {kind: 'done'}> => ({kind: 'done', text, notes});
const failed = (parts: Partial<Extract<Outcome, {kind: 'failed'}>>): Extract<Outcome, {kind: 'failed'}> => ({
  kind: 'failed',
  code: 'NotFound',
  message: 'pods "x" not found',
  notes: [],
  ...parts,
});
const page = (parts: Partial<Extract<Outcome, {kind: 'page'}>['page']>, notes: string[] = []): Outcome => ({
  kind: 'page',
  page: {service: 'nginx-np', path: '/', line: 'kubectl get --raw /x', status: 200, lines: ['Hello'], ...parts},
  notes,
});

/** What stands in code blocks, and what is left of the message around them. */
function parts(content: string): {blocks: string[]; around: string} {
  const pieces = content.split('```');
  expect(pieces.length % 2, `every code block is closed in:\n${content}`).toBe(1);
  return {
    blocks: pieces.filter((_, index) => index % 2 === 1),
    around: pieces.filter((_, index) => index % 2 === 0).join('▮'),
  };
}

describe('a reply', () => {
  it.for([
    ['output', done('daemonset.apps/nginx created\n'), '`kubectl get pods`\n```\ndaemonset.apps/nginx created\n\n```'],
    ['no output', done(''), '`kubectl get pods`\n(no output)'],
    ['output that nobody can see', done('\u001b[0m \n'), '`kubectl get pods`\n(no output)'],
    [
      'notes',
      done('service/nginx-np created', ['the cluster picks the node port, not 30010']),
      '`kubectl get pods`\n```\nservice/nginx-np created\n```\nℹ the cluster picks the node port, not 30010',
    ],
    [
      'a page',
      page({title: 'Welcome to nginx!', lines: ['Welcome to nginx!', 'It works.']}),
      '`kubectl get --raw /x`\n✓ **HTTP 200** from `nginx-np/`\n**Welcome to nginx!**\n```\nWelcome to nginx!\nIt works.\n```',
    ],
    [
      'a page that is not there',
      page({status: 404, path: '/x', lines: []}),
      '`kubectl get --raw /x`\n✗ **HTTP 404** from `nginx-np/x`\nThe page is empty.',
    ],
    [
      'a failure',
      failed({next: 'See what there is: kubectl get pods'}),
      '`kubectl get pods`\n✗ ```\npods "x" not found\n```\n→ See what there is: kubectl get pods',
    ],
    [
      'a failure half-way',
      failed({text: 'service/a created', message: 'b is refused', notes: ['a was left']}),
      '`kubectl get pods`\n```\nservice/a created\n```\n✗ ```\nb is refused\n```\nℹ a was left',
    ],
    [
      'an app that is down, with the chat’s own times',
      failed({code: 'AppDown', message: 'It does *not* answer.', downSince: 1_700_000_000_000}),
      '`kubectl get pods`\n✗ It does \\*not\\* answer. No Pod has been ready behind it since <t:1700000000:T> (<t:1700000000:R>).',
    ],
    ['a cancelled command', {kind: 'cancelled'}, '`kubectl get pods`\n✖ Cancelled.'],
    [
      'an interrupted command',
      {kind: 'interrupted'},
      '`kubectl get pods`\n⚠ Interrupted: whether it took effect is unknown. It was not run a second time.',
    ],
  ] as const satisfies readonly (readonly [string, Outcome, string])[])('shows %s', ([, outcome, expected]) => {
    const message = renderReply(command, outcome);
    expect(message.content).toBe(expected);
    expect(message.files).toEqual([]);
  });

  it('offers to run an interrupted command again, and nothing else', () => {
    expect(renderReply(command, {kind: 'interrupted'}).buttons).toEqual([{id: 'again:1001', label: 'Run it again'}]);
    expect(renderReply(command, done('x')).buttons).toEqual([]);
  });

  it('shows a table that is wider than a phone as its short list, with the exact table as a file', () => {
    const text = 'NAME    READY   STATUS    RESTARTS   AGE\nnginx   1/1     Running   0          2m\n';
    const short = '● nginx\n  Running · 1/1 · 0 restarts · 2m';
    expect(renderReply(command, {kind: 'done', text, short, notes: []})).toMatchObject({
      content: `\`kubectl get pods\`\n\`\`\`\n${short}\n\`\`\``,
      files: [{name: 'output.txt', text}],
    });
  });

  it('shows a table that fits a phone as it is', () => {
    const text = 'NAME    AGE\nnginx   2m\n';
    const {content, files} = renderReply(command, {kind: 'done', text, short: '• nginx\n  2m', notes: []});
    expect(content).toContain(text);
    expect(files).toEqual([]);
  });

  it('shows the beginning of long output, and all of it as a file', () => {
    const text = Array.from({length: 500}, (_, index) => `line ${index}`).join('\n');
    const {content, files} = renderReply(command, done(text));
    expect(content).toContain('line 0\n');
    expect(content).toContain('…\n```');
    expect(files).toEqual([{name: 'output.txt', text}]);
  });

  it('shows the end of a description, with its events', () => {
    const describes = commandOf({
      line: 'kubectl describe pod nginx',
      operation: {kind: 'describe', resources: [{type: 'pods'}], showEvents: true, matchesPrefix: false},
    });
    const {content, files} = renderReply(describes, done(`${'Name: nginx\n'.repeat(200)}Events: <none>`));
    expect(content).toContain('Events: <none>');
    expect(files.map(({name}) => name)).toEqual(['output.txt']);
  });

  it('shows the end of logs, from the start of a line', () => {
    const text = Array.from({length: 500}, (_, index) => `line ${index}`).join('\n');
    const {content, files} = renderReply(logs, done(text));
    expect(parts(content).blocks[0]).toMatch(/^\n…\nline \d+\n[\s\S]*line 499\n$/);
    expect(files).toEqual([{name: 'output.txt', text}]);
  });

  it('shows the end of a single log line of 10,000 characters', () => {
    const {content} = renderReply(logs, done(`${'x'.repeat(10_000)} the end`));
    expect(parts(content).blocks[0]).toMatch(/^\n…x+ the end\n$/);
  });

  it('keeps what to do next when output and reason are long, and hands over both whole', () => {
    const outcome = failed({text: 't'.repeat(5_000), message: 'm'.repeat(5_000), next: 'Do this next.'});
    const {content, files} = renderReply(command, outcome);
    expect(content).toMatch(/→ Do this next\.$/);
    expect(files).toEqual([{name: 'output.txt', text: `${'t'.repeat(5_000)}\n${'m'.repeat(5_000)}`}]);
  });

  it('shows what the API server warns of before the output, as sentences', () => {
    const warning = 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice';
    const {content, files} = renderReply(command, {...done('NAME   ENDPOINTS'), warnings: [warning]});
    expect(content.split('\n').slice(1, 3)).toEqual([`⚠ Warning: ${warning}`, '```']);
    expect(files).toEqual([]);
  });

  it('shows what the API server warns of before what failed', () => {
    const {content} = renderReply(command, {...failed({text: '', message: 'No.'}), warnings: ['mind the *gap*']});
    expect(content).toMatch(/\n⚠ Warning: mind the \\\*gap\\\*\n✗ /);
  });

  it('has all warnings and all output in the file, in kubectl’s order', () => {
    const warnings = Array.from({length: 5}, (_, index) => `warning ${index} ${'w'.repeat(300)}`);
    const text = 'o'.repeat(5_000);
    const {content, files} = renderReply(command, {...done(text), warnings});
    expect(content.length).toBeLessThanOrEqual(2_000);
    expect(content).toContain('⚠ and 2 more warnings, in output.txt');
    const lines = warnings.map((warning) => `Warning: ${warning}`);
    expect(files).toEqual([{name: 'output.txt', text: [...lines, text].join('\n')}]);
  });

  it('says how many notes more there are', () => {
    const {content} = renderReply(
      command,
      done(
        'x',
        Array.from({length: 20}, (_, index) => `note ${index}`),
      ),
    );
    expect(content.split('\n').slice(-2)).toEqual(['ℹ note 7', 'ℹ and 12 more']);
  });
});

const hostile = [
  ['code fences', '```\n@everyone <@&1> **free**\n'.repeat(200)],
  ['nothing but backticks', '`'.repeat(5_000)],
  ['five backticks', 'a`````b\n@everyone'],
  ['mentions', '@everyone @here <@123456789012345678> <@&1> <#2>'],
  ['a terminal’s colours', '\u001b[31mred\u001b[0m \u001b]0;title\u0007'.repeat(300)],
  ['control characters', '\u0000\u0001\u0008\u001b\u007f\u0085'.repeat(400)],
  ['marks that turn the direction', '\u202e\u2066\u200f\u061cevil\u2069\u202c'.repeat(300)],
  ['one line of 10,000 characters', 'x'.repeat(10_000)],
  ['one line of 10,000 emoji', '😀'.repeat(10_000)],
  ['Markdown that doubles when it is escaped', '*_~|[]<>'.repeat(1_000)],
  ['thousands of empty lines', '\n'.repeat(10_000)],
] as const;

describe.for(hostile)('a reply with %s', ([, text]) => {
  const outcomes: readonly (readonly [string, Outcome])[] = [
    ['output', done(text)],
    ['output and a short list', {kind: 'done', text, short: text, notes: []}],
    [
      'output and notes',
      done(
        text,
        Array.from({length: 20}, () => text),
      ),
    ],
    ['notes alone', done('', [text, text])],
    ['a reason', failed({message: text})],
    ['everything of a failure', failed({text, message: text, next: text, notes: [text]})],
    ['the reason of an app that is down', failed({code: 'AppDown', message: text})],
    ['a page', page({service: 's'.repeat(63), path: `/${text}`, title: text, lines: [text]}, [text])],
  ];

  it.for(outcomes)('in %s stays a message that the chat takes', ([, outcome]) => {
    for (const asked of [command, logs, commandOf({line: text})]) {
      const {content, files} = renderReply(asked, outcome);
      expect(content.length).toBeLessThanOrEqual(contentLimit);
      expect(content.isWellFormed()).toBe(true);
      expect(content).not.toMatch(
        /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/,
      );
      const {around} = parts(content);
      expect(around.replace(/`[^`\n]*`/g, '')).not.toMatch(/@(?:everyone|here)|(?<!\\)<[@#]|(?<!\\)\*\*free/);
      for (const file of files) expect(file.text).not.toContain('\u001b');
    }
  });
});
