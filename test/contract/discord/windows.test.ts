import {afterAll, beforeAll, expect, test} from 'vitest';
import {kubectl, startChat, waitUntil, type Chat} from '#test/support/discord-client.ts';

let chat: Chat;
let callbacks: string[] = [];

beforeAll(async () => {
  chat = await startChat([kubectl]);
  chat.onInteraction(async ({id, token}) => {
    callbacks.push(`/interactions/${id}/${token}/callback`);
    return Promise.resolve();
  });
});
afterAll(() => chat[Symbol.asyncDispose]());

/** The answer to a command that opens a window. */
async function opened(components: readonly object[], more: object = {}) {
  callbacks = [];
  await chat.run('ada', '/kubectl command:apply');
  const callback = await waitUntil(() => callbacks[0]);
  return chat.rest('POST', callback, {type: 9, data: {custom_id: 'apply', title: 'Apply', components, ...more}}, {});
}

const repeat = <T>(count: number, make: (index: number) => T) => Array.from({length: count}, (_, index) => make(index));
const labelled = (component: object, more: object = {}) => ({type: 18, label: 'Manifest', component, ...more});
const input = (more: object = {}) => labelled({type: 4, custom_id: 'yaml', style: 2, ...more});
const old = (name: string) => ({type: 4, custom_id: name, style: 1, label: name});
const options = [
  {label: 'Web', value: 'web'},
  {label: 'Db', value: 'db'},
];
const select = (more: object = {}) => labelled({type: 3, custom_id: 'pod', options, ...more});

/**
 * @see https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal
 * @see https://docs.discord.com/developers/components/reference#label
 * @see https://docs.discord.com/developers/components/reference#text-input
 * @see https://docs.discord.com/developers/components/reference#string-select
 */
test.each<[string, object[], object?]>([
  ['a title over 45', [input()], {title: 'x'.repeat(46)}],
  ['a custom_id over 100', [input()], {custom_id: 'x'.repeat(101)}],
  ['six components', repeat(6, (index) => input({custom_id: `${index}`}))],
  ['a label over 45', [{...input(), label: 'x'.repeat(46)}]],
  ['a description over 100', [{...input(), description: 'x'.repeat(101)}]],
  ['a placeholder over 100', [input({placeholder: 'x'.repeat(101)})]],
  ['a text over 4000', [input({value: 'x'.repeat(4_001)})]],
  ['room for more than 4000', [input({max_length: 4_001})]],
  ['a custom_id twice', [input(), input()]],
  [
    'a component id twice',
    [
      {...input(), id: 7},
      {...select(), id: 7},
    ],
  ],
  ['26 options', [select({options: repeat(26, (index) => ({label: 'x', value: `${index}`}))})]],
  ['the same value twice', [select({options: [...options, ...options]})]],
  ['more to choose than may be chosen', [select({min_values: 2, max_values: 1})]],
  ['a disabled list', [select({disabled: true})]],
  ['nothing to choose of what is required', [select({min_values: 0})]],
  ['two fields in a row', [{type: 1, components: [old('a'), old('b')]}]],
])('a window is refused with %s', async (_, components, more) => {
  expect(await opened(components, more)).toMatchObject({status: 400, body: {code: 50_035, errors: {data: {}}}});
});

/** @see https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal */
test('a window with all that it may have is shown', async () => {
  const all = [...repeat(4, (index) => input({custom_id: `${index}`, max_length: 4_000})), select({max_values: 2})];
  expect((await opened([select({min_values: 0, required: false})])).status).toBe(204);
  expect((await opened(all, {title: 'x'.repeat(45)})).status).toBe(204);
});
