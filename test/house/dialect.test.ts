import {access, readdir, readFile} from 'node:fs/promises';
import {join, relative} from 'node:path';
import {describe, expect, it} from 'vitest';

const root = join(import.meta.dirname, '..', '..');

/** Where null is another's word, and whose. Elsewhere what is not there is `undefined`; to compare with null is free. */
const nulls: Readonly<Record<string, string>> = {
  'src/authoring/import/markdown/': "micromark's list of what it is to leave alone",
  'src/cluster/': "Kubernetes' objects and patches, and client-node",
  'src/kinds/': "Kubernetes' objects",
  'src/kubernetes/': "Kubernetes' objects and patches",
  'src/views/': "Kubernetes' objects",
  'src/operations/kubectl/generators/': "Kubernetes' objects, as kubectl prints them",
  'src/operations/filters/jq.ts': 'JSON',
  'src/sandbox/': 'YAML and its nodes',
  'src/discord/': 'discord.js',
  'src/queue/': 'Redis and BullMQ',
  'src/store/': 'Redis',
  'src/start/': 'Redis',
  'src/observability/': 'pino',
  'src/emulators/discord/commands/commands.ts': "Discord's bodies",
  'src/emulators/discord/control/control-app.ts': 'a response without a body',
  'src/emulators/discord/control/shown.ts': 'the JSON of the control interface',
  'src/emulators/discord/control/views.ts': 'the JSON of the control interface',
  'src/emulators/discord/gateway/gateway.ts': "Discord's payloads",
  'src/emulators/discord/interactions/callback-rules.ts': "Discord's bodies",
  'src/emulators/discord/messages/messages.ts': "Discord's bodies",
  'src/emulators/discord/objects/': "Discord's objects",
  'src/emulators/discord/page/': 'preact, the DOM, and the JSON of the control interface',
  'src/emulators/discord/rest/': "Discord's bodies, and a response without one",
  'src/emulators/kubernetes/api/access-requests.ts': "Kubernetes' objects",
  'src/emulators/kubernetes/api/pod-log.ts': 'what a query has not',
  'src/emulators/kubernetes/api/watch-hub.ts': "Kubernetes' objects",
  'src/emulators/kubernetes/controllers/scheduler.ts': "Kubernetes' objects",
  'src/emulators/kubernetes/events/event-recorder.ts': "Kubernetes' objects",
  'src/emulators/kubernetes/json.ts': 'JSON',
  'src/emulators/kubernetes/kubelet/pod-status.ts': "Kubernetes' objects",
  'src/emulators/kubernetes/machine/streamed-output.ts': "the shell's syntax tree",
  'src/emulators/kubernetes/objects/': "Kubernetes' objects",
  'src/emulators/kubernetes/page/': 'the DOM',
  'src/emulators/kubernetes/patch/': 'JSON',
  'src/emulators/kubernetes/resources/': "Kubernetes' objects and cells",
  'src/emulators/kubernetes/schema/': 'JSON',
};

interface Rule {
  readonly says: string;
  readonly breaks: RegExp;
  readonly isHeldIn: (path: string) => boolean;
}

const rules: readonly Rule[] = [
  {
    says: 'What is private is a #field or a #method; only a constructor is `private`.',
    breaks: /^\s*(?:private|protected|public)\s+(?!constructor\b)/u,
    isHeldIn: () => true,
  },
  {
    says: 'A constant is written in camelCase.',
    breaks: /\b(?:const|let|static|readonly)\s+[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*\s*[:=]/u,
    isHeldIn: () => true,
  },
  {
    says: 'What is not there is `undefined`; null is for what another wants so, as dialect.test.ts lists.',
    breaks: /(?<![!=]== )\bnull\b/u,
    isHeldIn: (path) =>
      /^(?:src|commands)\//u.test(path) && !Object.keys(nulls).some((place) => path.startsWith(place)),
  },
];

/** The lines of a source, without what is said in comments and quotes. */
function codeOf(text: string): string[] {
  return text
    .replaceAll(/\/\*[\s\S]*?\*\//gu, (comment) => comment.replaceAll(/[^\n]/gu, ''))
    .replaceAll(/'(?:[^'\\\n]|\\.)*'/gu, "''")
    .replaceAll(/(?<=^|\s)\/\/.*$/gmu, '')
    .replaceAll('Object.create(null)', '')
    .split('\n');
}

const breachesOf = (path: string, text: string): string[] =>
  codeOf(text).flatMap((line, at) =>
    rules
      .filter(({breaks, isHeldIn}) => isHeldIn(path) && breaks.test(line))
      .map(({says}) => `${path}:${at + 1}: ${says}`),
  );

describe('the sources', () => {
  it.for(['bench', 'commands', 'scripts', 'src', 'test'])('of %s are written in one dialect', async (folder) => {
    const breaches: string[] = [];
    for (const entry of await readdir(join(root, folder), {recursive: true, withFileTypes: true})) {
      if (!entry.isFile() || !/\.(?:ts|js|mjs)$/u.test(entry.name)) continue;
      const path = join(entry.parentPath, entry.name);
      breaches.push(...breachesOf(relative(root, path), await readFile(path, 'utf8')));
    }
    expect(breaches).toEqual([]);
  });

  it('has no place for null that is gone', async () => {
    const gone: string[] = [];
    for (const place of Object.keys(nulls)) await access(join(root, place)).catch(() => gone.push(place));
    expect(gone).toEqual([]);
  });
});

const [hidden, camelCase, undefinedOnly] = rules.map(({says}) => says);

describe('a source is refused', () => {
  it.for([
    {line: '  private readonly clock: Clock;', says: hidden},
    {line: '  private async save(): Promise<void> {', says: hidden},
    {line: '  protected name = 1;', says: hidden},
    {line: 'export const SAVE_DELAY_MS = 1_000;', says: camelCase},
    {line: '  static readonly LIMIT = 5;', says: camelCase},
    {line: 'const TYPES: readonly string[] = [];', says: camelCase},
    {line: 'let found: string | null;', says: undefinedOnly},
    {line: '  return null;', says: undefinedOnly},
  ])('for `$line`', ({line, says}) => {
    expect(breachesOf('src/lab/probe.ts', line)).toEqual([`src/lab/probe.ts:1: ${says}`]);
  });

  it.for([
    '  private constructor(url: string) {',
    '  readonly #clock: Clock;',
    'const saveDelayMs = 1_000;',
    "const text = 'const LIMIT = null';",
    '// null, as private const LIMIT = 5',
    'if (found !== null && other === null) return;',
    'const {URL} = globals;',
  ])('but not for `%s`', (line) => {
    expect(breachesOf('src/lab/probe.ts', line)).toEqual([]);
  });

  it('for null only where null is nobody else’s word', () => {
    expect(breachesOf('src/store/probe.ts', 'return null;')).toEqual([]);
    expect(breachesOf('test/unit/probe.ts', 'return null;')).toEqual([]);
  });
});
