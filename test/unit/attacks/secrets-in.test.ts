import {expect, it} from 'vitest';
import {secretsIn, tokensOf} from '#test/real/attacks/secrets-in.ts';

const known = new Map([['0123456789abcdef0123', 'the token of somebody']]);

it.for([
  ['a known one', 'x 0123456789abcdef0123 y', 'the token of somebody'],
  ['a known one in base64', Buffer.from('0123456789abcdef0123').toString('base64'), 'the token of somebody'],
  ['a web token', '"eyJhbGciOiJSUzI1.eyJpc3MiOiJrdWI"', 'a JSON web token'],
  ['an interaction’s', '/webhooks/1/aW50ZXJhY3Rpb246MTIzNDU2/messages', 'an interaction’s token'],
  ['a header', 'authorization: Bearer abcdefgh12345', 'an authorization header'],
  ['a bot’s header', 'authorization: Bot abcdefgh12345', 'an authorization header'],
  ['a kubeconfig', 'certificate-authority-data: LS0tLS1CRUdJTiBD', 'a kubeconfig'],
  ['a key', '-----BEGIN RSA PRIVATE KEY-----', 'a private key'],
] as const)('%s is found', ([, text, what]) => {
  expect(secretsIn(text, known)).toEqual([what]);
});

it('nothing is found in a log without any', () => {
  expect(secretsIn('{"level":"info","token":"[secret]","url":"/webhooks/1/[secret]/messages"}', known)).toEqual([]);
});

it('the chat’s tokens are found wherever they stand', () => {
  const state = {token: 'bot', interactions: [['1', {id: '1', token: 'one'}]], messages: [{content: 'token'}]};
  expect([...tokensOf(state)]).toEqual([
    ['bot', 'the bot’s token'],
    ['one', 'an interaction’s token'],
  ]);
});
