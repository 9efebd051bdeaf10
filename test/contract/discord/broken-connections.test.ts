import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {REST} from '@discordjs/rest';
import {afterEach, beforeEach, expect, it} from 'vitest';
import {InteractionReplies} from '#src/discord/interaction-replies.ts';
import {nonceOf, postMessage} from '#src/discord/post-message.ts';
import {restOptions} from '#src/discord/rest-options.ts';
import {plainMessage} from '#src/chat/chat-message.ts';

/** What a chat does with a request: the connection breaks before or after it was read, or it is answered. */
type Behaviour = 'break' | 'take and break' | {readonly status: number; readonly body?: unknown};

let server: Server;
let behaviours: Behaviour[];
let bodies: unknown[];

beforeEach(async () => {
  bodies = [];
  server = createServer((request, response) => {
    const behaviour = behaviours.shift();
    if (behaviour === undefined || behaviour === 'break') {
      request.socket.destroy();
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      bodies.push(JSON.parse(Buffer.concat(chunks).toString() || 'null'));
      if (behaviour === 'take and break') {
        request.socket.destroy();
        return;
      }
      response.writeHead(behaviour.status, {'content-type': 'application/json'});
      response.end(JSON.stringify(behaviour.body ?? {}));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
});
afterEach(() => server.close());

const api = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
const interaction = {id: '1', token: 'a.b.c'};
const acknowledged = {status: 400, body: {code: 40_060, message: 'Interaction has already been acknowledged.'}};

it('a first answer that somebody else gave is refused all the same', async () => {
  behaviours = [{status: 200}, acknowledged];
  const replies = new InteractionReplies(api());
  // opens the connection: a first try that takes long may have arrived, and then it would be its own answer that is there
  await replies.defer(interaction);
  await expect(replies.defer(interaction)).rejects.toThrow('already been acknowledged');
});

it('an edit is sent again', async () => {
  behaviours = ['take and break', 'break', {status: 200}];
  const target = {applicationId: '2', token: 'a.b.c'};
  expect(await new InteractionReplies(api()).edit(target, plainMessage('hello'))).toBe('edited');
});

it('a message is posted once: what is sent again has the same nonce, and the next message another', async () => {
  behaviours = ['take and break', {status: 200, body: {id: '9'}}, {status: 200, body: {id: '10'}}];
  const rest = new REST(restOptions(api())).setToken('x');
  expect(await postMessage(rest, '3', plainMessage('hello'), {nonce: nonceOf(['one'])})).toBe('9');
  expect(await postMessage(rest, '3', plainMessage('hello'), {nonce: nonceOf(['two'])})).toBe('10');
  const nonces = bodies.map((body) => (body as {nonce: string}).nonce);
  expect(bodies).toMatchObject(bodies.map(() => ({content: 'hello', enforce_nonce: true})));
  expect(nonces[0]).toHaveLength(25);
  expect(nonces[1]).toBe(nonces[0]);
  expect(nonces[2]).not.toBe(nonces[0]);
});
