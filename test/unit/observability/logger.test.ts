import {PassThrough} from 'node:stream';
import {describe, expect, it} from 'vitest';
import {z} from 'zod';
import {createLogger, type Logger} from '#src/observability/logger.ts';

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
  write(createLogger(level, stream));
  const text = String(stream.read() ?? '');
  return {
    text,
    lines: text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => lineSchema.parse(JSON.parse(line))),
  };
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
    const {text, lines} = logged((log) => log.info({...fields, kept: 'yes'}, 'a message'));
    expect(text).not.toContain('SECRET');
    expect(text).toContain('[secret]');
    expect(lines).toMatchObject([{msg: 'a message', kept: 'yes'}]);
  });

  it.for([
    'PATCH https://discord.com/api/v10/webhooks/1/SECRET/messages/@original failed',
    'https://discord.com/api/v10/interactions/12/SECRET/callback?with_response=true',
    'fetch "https://discord.com/api/v10/webhooks/1/SECRET" failed',
    'https://discord.com/api/v10/webhooks/1/SECRET\nand more',
  ])('never shows the token in %j, and stays JSON', (message) => {
    const {text, lines} = logged((log) => {
      log.info(message);
      log.warn({url: message}, 'x');
      log.error({error: new Error('outer', {cause: new Error(message)})}, 'y');
    });
    expect(text).not.toContain('SECRET');
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
