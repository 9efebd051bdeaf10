import {once} from 'node:events';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {getCACertificates, setDefaultCACertificates} from 'node:tls';
import {Events, type Client} from 'discord.js';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {plainMessage} from '#src/chat/chat-message.ts';
import {gatewayClient} from '#src/discord/gateway-client.ts';
import {InteractionReplies} from '#src/discord/interaction-replies.ts';
import {nonceOf, postMessage} from '#src/discord/post-message.ts';
import {restOptions} from '#src/discord/rest-options.ts';
import {Certificates} from '#test/support/certificates.ts';
import {startSecureChat, type SecureChat} from '#test/support/secure-chat.ts';
import {kubectl, logIn, startChat, waitUntil, type Chat} from '#test/support/discord-client.ts';

const trusted = getCACertificates();
let folder: string;
let chat: Chat;
let secure: SecureChat;
let client: Client<true>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'labrador-secure-chat-'));
  const certificates = await Certificates.open(folder);
  setDefaultCACertificates([await readFile(certificates.ca.cert, 'utf8')]);
  chat = await startChat([kubectl]);
  // the bot's own client takes its place
  await chat.client.destroy();
  await chat.control('POST', '/clock', {advanceMs: 5_000});
  secure = await startSecureChat(chat.emulator.url, await certificates.ofServer('IP:127.0.0.1'));
  client = await logIn(
    gatewayClient(restOptions(secure.restUrl), () => undefined),
    chat.emulator.token,
  );
});
afterAll(async () => {
  await client?.destroy();
  await secure?.close();
  await chat?.[Symbol.asyncDispose]();
  setDefaultCACertificates(trusted);
  await rm(folder, {recursive: true, force: true});
});

const text = Array.from({length: 40}, () => 'Grüße aus dem Käfig 🦊').join('\n');

/** @see https://docs.discord.com/developers/reference#api-reference-base-url */
test('all that the bot asks goes over TLS, and what comes packed is read', async () => {
  const {workshop} = chat.emulator.channels;
  const message = {...plainMessage(text), files: [{name: 'output.txt', text}]};
  const id = await postMessage(client.rest, workshop, message, {nonce: nonceOf(['secure'])});
  const [posted] = await chat.messages('ada');
  expect(posted).toMatchObject({id, content: text, attachments: [{filename: 'output.txt'}]});
  expect(await client.rest.get(`/channels/${workshop}/messages/${id}`)).toMatchObject({content: text});
  const packed = secure.answered.filter(({isPacked}) => isPacked).map(({method}) => method);
  expect(new Set(packed)).toEqual(new Set(['GET', 'POST']));
});

test('a command is answered over it, also where the first try breaks, and after the gateway was cut off', async () => {
  const replies = new InteractionReplies(secure.restUrl);
  client.on(Events.InteractionCreate, (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    void (async () => {
      const {applicationId, token} = interaction;
      await replies.defer(interaction);
      await replies.edit({applicationId, token}, {...plainMessage(text), files: [{name: 'output.txt', text}]});
    })();
  });
  const answers = async (): Promise<number> =>
    (await chat.messages('ada')).filter(({interaction, content}) => interaction !== null && content === text).length;
  await chat.control('POST', '/faults', {match: {method: 'POST', route: '/interactions'}, times: 1, reset: true});
  await chat.run('ada', '/kubectl command:get pods');
  expect(await waitUntil(answers)).toBe(1);
  const callbacks = secure.answered.filter(({path}) => path.includes('/callback'));
  expect(callbacks).toHaveLength(1);

  const resumed = once(client, Events.ShardResume);
  secure.cutGateway();
  await resumed;
  expect(secure.gateways()).toBe(2);
  await chat.run('ada', '/kubectl command:get nodes');
  await waitUntil(async () => (await answers()) === 2);
});
