import {ApplicationCommandOptionType, ApplicationCommandType} from 'discord-api-types/v10';
import {expect, test} from 'vitest';
import {CommandLinks, commandIdsOf} from '#src/discord/command-links.ts';

const ids = commandIdsOf([
  {
    id: '1',
    name: 'lab',
    type: ApplicationCommandType.ChatInput,
    options: [
      {type: ApplicationCommandOptionType.Subcommand, name: 'start'},
      {type: ApplicationCommandOptionType.Subcommand, name: 'show'},
    ],
  },
  {id: '2', name: 'help-me', options: [{type: ApplicationCommandOptionType.String, name: 'what'}]},
  {id: '3', name: 'apply'},
  {id: '4', name: 'Show learner', type: ApplicationCommandType.User},
  {id: '5', name: 'later', type: 99},
  {id: '6', name: 'strange', options: [{type: 99, name: 'x'}]},
]);
const links = new CommandLinks((channelId) => (channelId === 'channel' ? 'server' : undefined));
links.set('server', ids);

test('a command with subcommands is known by those alone, a menu is none, and neither is what nobody knows yet', () => {
  expect(ids).toEqual({'lab start': '1', 'lab show': '1', 'help-me': '2', apply: '3', strange: '6'});
});

test.each([
  ['Type `/lab start` to join.', 'Type </lab start:1> to join.'],
  ['Type /lab start: it takes a few seconds.', 'Type </lab start:1>: it takes a few seconds.'],
  ['/lab start', '</lab start:1>'],
  ['→ Type /lab show, then /help-me.', '→ Type </lab show:1>, then </help-me:2>.'],
  ['Type /apply and paste one.', 'Type </apply:3> and paste one.'],
  ['**/help-me** helps (/help-me)', '**</help-me:2>** helps (</help-me:2>)'],
  ['Tape `/lab start` : cela', 'Tape </lab start:1> : cela'],
  ['Type /help-me what:it hangs', 'Type </help-me:2> what:it hangs'],
  ['Tape : /apply file:FICHIER', 'Tape : </apply:3> file:FICHIER'],
])('%s', (text, linked) => {
  expect(links.linkIn('server', text)).toBe(linked);
  expect(links.linkInChannel('channel', text)).toBe(linked);
});

test.each([
  'Type `/lab start now`',
  '```\n/lab start\n```',
  '```yaml\n/lab start',
  '`/help-me what:it`',
  'Take /lab',
  '/lab leave goes',
  'https://example.org/lab start',
  '/etc/lab start',
  '</lab start:1>',
  '-f/apply',
  'labs/daemonsets/apply',
  '/applying it',
  '/apply-all',
  '`lab start`',
])('%s stays as it is', (text) => {
  expect(links.linkIn('server', text)).toBe(text);
});

test('nothing is linked where the server is not known', () => {
  expect(links.linkIn('other', '/lab start')).toBe('/lab start');
  expect(links.linkIn(undefined, '/lab start')).toBe('/lab start');
  expect(links.linkInChannel('elsewhere', '/lab start')).toBe('/lab start');
});
