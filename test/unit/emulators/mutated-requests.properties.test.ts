import * as fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {supportedRoutes} from '#src/emulators/discord/support.ts';
import type {Json, JsonObject} from '#src/emulators/kubernetes/json.ts';
import {kubectl, startChat, waitUntil, type Chat} from '#test/support/discord-client.ts';
import {propertyRuns, propertyRunsShown, propertyTimeoutMs} from '#test/support/property-runs.ts';
import {mutated, mutations, randomFrom, type Mutation} from './mutations.ts';

let chat: Chat;
let command: {id: string; token: string};
/** What the emulator found no answer to. */
let faults: string[] = [];

beforeAll(async () => {
  chat = await startChat([kubectl], {log: (line) => faults.push(line)});
  const interactions: {id: string; token: string}[] = [];
  chat.onInteraction(async ({id, token}) => void interactions.push({id, token}));
  await chat.run('ada', '/kubectl command:get pods');
  command = await waitUntil(() => interactions[0]);
});

afterAll(async () => {
  await chat[Symbol.asyncDispose]();
});

const button = {type: 2, style: 1, label: 'Again', custom_id: 'again', emoji: {name: '🐕'}};
const select = {type: 3, custom_id: 'which', options: [{label: 'One', value: '1', default: true}], min_values: 1};
const message: JsonObject = {
  content: 'Hello',
  embeds: [{title: 'a', description: 'b', color: 1, fields: [{name: 'c', value: 'd', inline: true}]}],
  components: [
    {type: 1, components: [button]},
    {type: 1, components: [select]},
  ],
  allowed_mentions: {parse: ['users'], users: [], replied_user: false},
  attachments: [{id: 0, filename: 'a.txt', description: 'x'}],
  flags: 0,
  nonce: '1',
  enforce_nonce: true,
  message_reference: {message_id: '1', fail_if_not_exists: false},
  tts: false,
};
const modal: JsonObject = {
  custom_id: 'm',
  title: 'Edit',
  components: [
    {type: 1, components: [{type: 4, custom_id: 't', label: 'Text', style: 2, value: 'x', min_length: 0}]},
    {type: 18, label: 'More', component: {type: 3, custom_id: 's', options: [{label: 'a', value: 'b'}]}},
  ],
};
const slashCommand: JsonObject = {
  name: 'kubectl',
  description: 'Runs it',
  type: 1,
  default_member_permissions: '0',
  options: [
    {type: 3, name: 'command', description: 'What', required: true, choices: [{name: 'a', value: 'b'}]},
    {type: 1, name: 'sub', description: 'Else', options: [{type: 4, name: 'n', description: 'N', min_value: 1}]},
  ],
};
const callbacks: readonly JsonObject[] = [
  {type: 4, data: message},
  {type: 5, data: {flags: 64}},
  {type: 6},
  {type: 7, data: message},
  {type: 8, data: {choices: [{name: 'a', value: 'b'}]}},
  {type: 9, data: modal},
];

/** What a request of that route says. */
function bodyOf(route: string, random: () => number): Json {
  if (route.endsWith('/callback')) return callbacks[Math.floor(random() * callbacks.length)] ?? {};
  if (route.startsWith('PUT') && route.endsWith('/commands')) return [slashCommand];
  if (/\/commands(\/:command)?$/.test(route)) return slashCommand;
  if (route.endsWith('/threads')) return {name: 'thread', type: 12, auto_archive_duration: 60, invitable: false};
  if (route === 'POST /users/@me/channels') return {recipient_id: '1191168000000000011'};
  if (route === 'PATCH /channels/:channel') return {name: 'other', topic: 'x', archived: true, locked: false};
  return message;
}

/** Ids that are there, and what is none. */
function parameter(name: string, random: () => number, messages: readonly string[]): string {
  const {workshop, facilitators} = chat.emulator.channels;
  const known: Record<string, readonly string[]> = {
    channel: [workshop, workshop, facilitators],
    message: [...messages, '@original'],
    user: ['1191168000000000011', '@me'],
    guild: [chat.emulator.guildId],
    application: [chat.emulator.applicationId],
    interaction: [command.id],
    token: [command.token],
  };
  const odd = ['0', 'abc', '-1', '1.5', '%zz', 'é', '__proto__', '9'.repeat(40)];
  const choices = random() < 0.75 ? (known[name] ?? odd) : odd;
  return choices[Math.floor(random() * choices.length)] ?? '0';
}

const queries = [
  '',
  '?limit=1',
  '?limit=x',
  '?before=abc',
  '?after=-1',
  '?before=1&limit=100',
  '?after=',
  '?wait=true',
];
const oddQueries = [
  ...queries,
  '?with_components=1',
  '?thread_id=x',
  '?around=abc',
  '?with_response=true',
  '?before=1e3',
];

interface Request {
  readonly route: (typeof supportedRoutes)[number];
  readonly changes: readonly Mutation[];
  readonly seed: number;
  readonly form: 'json' | 'multipart' | 'broken multipart' | 'broken json' | 'nothing';
}

const anyRequest: fc.Arbitrary<Request> = fc.record({
  route: fc.constantFrom(...supportedRoutes),
  changes: mutations,
  seed: fc.nat(2 ** 31 - 1),
  form: fc.constantFrom('json', 'json', 'json', 'json', 'multipart', 'broken multipart', 'broken json', 'nothing'),
});

async function play({route, changes, seed, form}: Request, messages: string[]): Promise<string> {
  const random = randomFrom(seed);
  const [method = 'GET', template = ''] = route.split(' ');
  const path = template.replaceAll(/:(\w+)/g, (_, name: string) => parameter(name, random, messages));
  const query = oddQueries[Math.floor(random() * oddQueries.length)] ?? '';
  const given = mutated({kind: 'any'}, {body: bodyOf(route, random)}, changes)['body'] ?? null;
  const headers: Record<string, string> = {Authorization: `Bot ${chat.emulator.token}`};
  let body: string | FormData | undefined;
  if (method !== 'GET' && form !== 'nothing') {
    headers['Content-Type'] = 'application/json';
    body = form === 'broken json' ? '{"a":' : JSON.stringify(given);
    if (form === 'broken multipart') headers['Content-Type'] = 'multipart/form-data; boundary=x';
    if (form === 'multipart') {
      delete headers['Content-Type'];
      body = new FormData();
      body.set('payload_json', JSON.stringify(given));
      body.set(random() < 0.8 ? 'files[0]' : 'files[x]', new Blob(['hello']), 'a.txt');
    }
  }
  const answer = await fetch(`${chat.emulator.restUrl}/v10${path}${query}`, {
    method,
    headers,
    ...(body === undefined ? {} : {body}),
  });
  const text = await answer.text();
  const id = /^\{"id":"(\d+)"/.exec(text)?.[1];
  if (answer.ok && id !== undefined && template.endsWith('/messages')) messages.push(id);
  return answer.status < 500 ? '' : `${method} ${path}${query}: ${answer.status} ${text}\n${faults.join('\n')}`;
}

describe(`mutated requests (${propertyRunsShown})`, () => {
  it(
    'are answered by the chat, never with an error of its own',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(anyRequest, {minLength: 1, maxLength: 4}), async (requests) => {
          faults = [];
          // so that no limit of rates stands before what is looked at
          await chat.control('POST', '/clock', {advanceMs: 10_000});
          const sent: string[] = [];
          for (const request of requests) expect(await play(request, sent)).toBe('');
          const shown = await chat.control('GET', '/messages?user=ada&channel=workshop');
          expect(shown.status).toBeLessThan(500);
          expect(faults).toEqual([]);
        }),
        propertyRuns(5),
      );
    },
    propertyTimeoutMs,
  );
});
