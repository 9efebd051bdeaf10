import {PassThrough} from 'node:stream';
import {describe, expect, it} from 'vitest';
import {z} from 'zod';
import {createLogger, usualFormat, type Logger} from '#src/observability/logger.ts';

const lineSchema = z.looseObject({level: z.string(), time: z.iso.datetime(), msg: z.string().optional()});
const errorSchema = z.object({
  name: z.string(),
  message: z.string(),
  code: z.unknown(),
  stack: z.string(),
  cause: z.unknown(),
});

/** What `write` makes the log say: the text, and its lines as JSON. */
function logged(write: (log: Logger) => void, level = 'info'): {text: string; lines: z.infer<typeof lineSchema>[]} {
  const stream = new PassThrough();
  write(createLogger(level, {format: 'json', destination: stream}));
  const text = String(stream.read() ?? '');
  return {
    text,
    lines: text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => lineSchema.parse(JSON.parse(line))),
  };
}

/** What `write` makes the log say as text. */
function loggedText(write: (log: Logger) => void): string {
  const stream = new PassThrough();
  write(createLogger('info', {format: 'text', destination: stream}));
  return String(stream.read() ?? '');
}

/** An error such as an HTTP client throws it, with the request hanging on it. */
const requestError = (message: string): Error =>
  Object.assign(new Error(message), {code: 10_015, requestBody: {json: {token: 'SECRET'}}, headers: ['Bot SECRET']});

describe('the log', () => {
  it('is a JSON object a line, with its level in words and its time', () => {
    const {lines} = logged((log) => {
      log.info({learner: '7'}, 'command');
      log.warn('two\nlines');
    });
    expect(lines).toMatchObject([
      {level: 'info', msg: 'command', learner: '7'},
      {level: 'warn', msg: 'two\nlines'},
    ]);
  });

  it('says nothing below its level', () => {
    expect(logged((log) => log.info('x'), 'warn').text).toBe('');
    expect(logged((log) => log.error('x'), 'silent').text).toBe('');
  });

  it.for([
    ['at the top', {token: 'SECRET'}],
    ['in a reply', {reply: {token: 'SECRET'}}],
    ['in a command', {command: {reply: {token: 'SECRET'}}}],
    ['in a list of cards', {cards: [{command: {reply: {token: 'SECRET'}}}]}],
    ['very deep', {a: {b: {c: {d: {e: {f: {token: 'SECRET'}}}}}}}],
    ['with quotes and backslashes in it', {token: 'a"SECRET\\"SECRET\\'}],
    ['under another name', {accessToken: 'SECRET', id_token: 'SECRET', 'client-key-data': 'SECRET'}],
    ['in a request’s headers', {request: {headers: {authorization: 'Bot SECRET'}}}],
    ['in headers that begin with a capital', {headers: {Authorization: 'Bearer SECRET'}}],
    ['as a kubeconfig', {cluster: {kubeconfig: 'users:\n- user: {token: SECRET}'}}],
  ] as const)('never shows a token %s', ([, fields]) => {
    const write = (log: Logger): void => log.info({...fields, kept: 'yes'}, 'a message');
    const {text, lines} = logged(write);
    for (const said of [text, loggedText(write)]) {
      expect(said).not.toContain('SECRET');
      expect(said).toContain('[secret]');
    }
    expect(lines).toMatchObject([{msg: 'a message', kept: 'yes'}]);
  });

  it.for([
    'PATCH https://discord.com/api/v10/webhooks/1/SECRET/messages/@original failed',
    'https://discord.com/api/v10/interactions/12/SECRET/callback?with_response=true',
    'fetch "https://discord.com/api/v10/webhooks/1/SECRET" failed',
    'https://discord.com/api/v10/webhooks/1/SECRET\nand more',
  ])('never shows the token in %j, and stays JSON', (message) => {
    const write = (log: Logger): void => {
      log.info(message);
      log.warn({url: message}, 'x');
      log.error({error: new Error('outer', {cause: new Error(message)})}, 'y');
    };
    const {text, lines} = logged(write);
    expect(text).not.toContain('SECRET');
    expect(loggedText(write)).not.toContain('SECRET');
    expect(lines).toHaveLength(3);
    expect(lines[0]?.msg).toBe(message.replace('SECRET', '[secret]'));
  });

  it('tells an error with its causes, and nothing that hangs on them', () => {
    const error = new Error('outer', {cause: requestError('inner')});
    const {text, lines} = logged((log) => log.error({error}, 'it broke'));
    expect(text).not.toContain('SECRET');
    const told = errorSchema.partial().parse(lines[0]?.['error']);
    expect(told).toMatchObject({name: 'Error', message: 'outer', cause: {message: 'inner', code: 10_015}});
    expect(told.stack).toContain('logger.test.ts');
  });

  it.for([
    ['as the only argument', (log: Logger, error: Error) => log.error(error)],
    ['under the name err', (log: Logger, error: Error) => log.error({err: error}, 'x')],
  ] as const)('tells an error that is given %s as any other', ([, write]) => {
    const {text} = logged((log) => write(log, requestError('inner')));
    expect(text).toContain('inner');
    expect(text).not.toContain('SECRET');
  });

  it('tells what was thrown although it is no error', () => {
    const {lines} = logged((log) => log.error({error: 'just text'}, 'x'));
    expect(lines).toMatchObject([{error: 'just text'}]);
  });

  it('comes to an end with an error that is its own cause', () => {
    const error = new Error('round');
    error.cause = error;
    expect(logged((log) => log.error({error}, 'x')).lines).toMatchObject([{error: {message: 'round'}}]);
  });
});

describe('the log as text', () => {
  const time = String.raw`\d{4}-\d\d-\d\dT[\d:.]+Z`;

  it('is what a person reads: time, level, message and fields, a line each', () => {
    const text = loggedText((log) => {
      log.info({kind: 'get', line: 'kubectl get pods', waitedMs: 12, nodes: ['a', 'b']}, 'command');
      log.warn('a node is away');
    });
    expect(text).toMatch(
      new RegExp(
        `^${time} INFO  command kind=get line="kubectl get pods" waitedMs=12 nodes=\\["a","b"\\]\n${time} WARN  a node is away\n$`,
      ),
    );
  });

  it('has an error’s stack and its causes below it, indented', () => {
    const error = new Error('outer', {cause: requestError('inner')});
    const lines = loggedText((log) => log.error({error, command: '7'}, 'it broke')).split('\n');
    expect(lines[0]).toMatch(new RegExp(`^${time} ERROR it broke command=7$`));
    expect(lines[1]).toBe('    Error: outer');
    expect(lines.find((line) => line.includes('caused by'))).toBe('    caused by Error: inner (code 10015)');
    expect(lines.filter((line) => line.includes('logger.test.ts')).length).toBeGreaterThan(1);
    expect(lines.slice(1, -1).every((line) => line.startsWith('    '))).toBe(true);
  });

  it.for([
    ['a message', (log: Logger, said: string) => log.warn(said)],
    ['a field', (log: Logger, said: string) => log.warn({said}, 'x')],
    ['an error', (log: Logger, said: string) => log.warn({error: new Error(said)}, 'x')],
    ['an error that is only text', (log: Logger, said: string) => log.warn({error: said}, 'x')],
    ['a cause', (log: Logger, said: string) => log.warn({error: new Error('x', {cause: new Error(said)})}, 'x')],
  ] as const)('lets %s neither begin a line nor reach the terminal as more than text', ([, write]) => {
    const hostile = 'a\n2026-01-01T00:00:00.000Z ERROR forged\r\u001b[2J\u001b]0;title\u0007\u009b31m\u202e';
    const text = loggedText((log) => write(log, hostile));
    expect(text.split('\n').filter((line) => /^\S/.test(line))).toHaveLength(1);
    expect(text).not.toMatch(/[^\P{Cc}\n\t]|\u202e/u);
    expect(text).toContain('forged');
  });

  it('is told of an error that is its own cause, to an end', () => {
    const error = new Error('round');
    error.cause = error;
    expect(loggedText((log) => log.error({error}, 'x')).match(/caused by/g)).toHaveLength(8);
  });

  it('is usual at a terminal, and JSON elsewhere', () => {
    expect([usualFormat({isTTY: true}), usualFormat({isTTY: false}), usualFormat({})]).toEqual([
      'text',
      'json',
      'json',
    ]);
  });
});
