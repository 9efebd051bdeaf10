import {
  ApplicationCommandOptionType,
  Client,
  GatewayIntentBits,
  type ApplicationCommandDataResolvable,
  type Interaction,
} from 'discord.js';
import {setTimeout as sleep} from 'node:timers/promises';
import {startChatEmulator, type ChatEmulator, type ChatEmulatorOptions} from '#src/emulators/discord/chat-emulator.ts';

/** A message as the control interface shows it. */
interface ShownMessage {
  id: string;
  author: {id: string; name: string; bot: boolean};
  content: string;
  embeds: {title?: string}[];
  components: {type: number; components: {custom_id: string}[]}[];
  attachments: {id: string; filename: string; size: number; url: string; contentType: string}[];
  flags: number;
  pinned: boolean;
  type: number;
  ephemeral: boolean;
  interaction: {id: string; user: {id: string; name: string}; command: string | null} | null;
  createdAt: string;
  editedAt: string | null;
  edits: number;
  pending: boolean;
}

interface ShownInteraction {
  state: string;
  code?: number;
  modal?: {title: string; custom_id: string};
  messages: string[];
}

interface Reply {
  status: number;
  body: unknown;
}

type InteractionHandler = (interaction: Interaction) => Promise<unknown>;

/** The chat with a real discord.js client logged in to it. */
export interface Chat {
  emulator: ChatEmulator;
  client: Client<true>;
  /** What went wrong in the client's handler. */
  errors: unknown[];
  onInteraction(handler: InteractionHandler): void;
  control(method: string, path: string, body?: unknown): Promise<Reply>;
  rest(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Reply & {headers: Headers}>;
  run(user: string, line: string, files?: object): Promise<string>;
  interaction(id: string): Promise<ShownInteraction>;
  /** What people and bots say. */
  messages(user: string, channel?: string): Promise<ShownMessage[]>;
  /** With what the chat itself says, of pins and of who was added. */
  allMessages(user: string, channel?: string): Promise<ShownMessage[]>;
  [Symbol.asyncDispose](): Promise<void>;
}

const deadlineMs = 30_000;

/** Asks again until something is there. */
export async function waitUntil<T>(
  look: () => Promise<T | false | null | undefined> | T | false | null | undefined,
): Promise<T> {
  const endsAtMs = Date.now() + deadlineMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > endsAtMs) throw new Error('What was waited for did not come');
    await sleep(5);
  }
}

export function makeClient(emulator: ChatEmulator): Client {
  return new Client({intents: [GatewayIntentBits.Guilds], rest: {api: emulator.restUrl}});
}

export async function logIn(client: Client, token: string): Promise<Client<true>> {
  await client.login(token);
  return waitUntil(() => client.isReady() && client);
}

async function readReply(response: Response): Promise<Reply & {headers: Headers}> {
  const text = await response.text();
  return {status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown), headers: response.headers};
}

export async function startChat(
  commands: ApplicationCommandDataResolvable[] = [],
  options: Partial<ChatEmulatorOptions> = {},
): Promise<Chat> {
  const emulator = await startChatEmulator({port: 0, ...options});
  const client = await logIn(makeClient(emulator), emulator.token);
  if (commands.length > 0) await client.application.commands.set(commands, emulator.guildId);
  const errors: unknown[] = [];
  let handler: InteractionHandler = () => Promise.resolve();
  client.on('interactionCreate', (interaction) => {
    handler(interaction).catch((error: unknown) => errors.push(error));
  });

  const send = async (url: string, method: string, body: unknown, headers: Record<string, string> = {}) =>
    readReply(
      await fetch(url, {
        method,
        headers: {...(body === undefined ? {} : {'Content-Type': 'application/json'}), ...headers},
        ...(body === undefined ? {} : {body: JSON.stringify(body)}),
      }),
    );
  const control: Chat['control'] = (method, path, body) => send(`${emulator.url}/_emulator${path}`, method, body);

  const allMessages: Chat['allMessages'] = async (user, channel = 'workshop') =>
    (await control('GET', `/messages?user=${user}&channel=${channel}`)).body as ShownMessage[];

  return {
    emulator,
    client,
    errors,
    control,
    onInteraction(next) {
      handler = next;
    },
    rest: (method, path, body, headers = {Authorization: `Bot ${emulator.token}`}) =>
      send(`${emulator.restUrl}/v10${path}`, method, body, headers),
    async run(user, line, files = {}) {
      const reply = await control('POST', '/commands', {user, channel: 'workshop', line, files});
      if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
      return (reply.body as {interaction: string}).interaction;
    },
    interaction: async (id) => (await control('GET', `/interactions/${id}`)).body as ShownInteraction,
    messages: async (user, channel) => {
      const all = await allMessages(user, channel);
      // a refusal is no list
      return Array.isArray(all) ? all.filter(({type}) => type !== 1 && type !== 6) : all;
    },
    allMessages,
    async [Symbol.asyncDispose]() {
      await client.destroy();
      await emulator.close();
    },
  };
}

/** A command with one text option, as most tests need it. */
export const kubectl: ApplicationCommandDataResolvable = {
  name: 'kubectl',
  description: 'Runs kubectl',
  options: [{type: ApplicationCommandOptionType.String, name: 'command', description: 'What to run', required: true}],
};
