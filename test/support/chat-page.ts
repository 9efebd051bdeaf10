import {setTimeout as sleep} from 'node:timers/promises';
import {z} from 'zod';
import {waitUntil} from './wait-until.ts';

/** RECIPIENT_ADD and CHANNEL_PINNED_MESSAGE. */
const systemTypes = new Set([1, 6]);

/** As it is shown: a command that can be clicked is its name. */
const contentSchema = z.string().transform((content) => content.replaceAll(/<(\/[-\w ]+):\d+>/gu, '$1'));

const messageSchema = z.looseObject({
  id: z.string(),
  content: contentSchema,
  components: z.array(
    z.looseObject({components: z.array(z.looseObject({custom_id: z.string(), label: z.string().optional()}))}),
  ),
  attachments: z.array(z.looseObject({filename: z.string(), url: z.string()})),
  mentions: z.array(z.looseObject({name: z.string()})),
  mentionedRoles: z.array(z.string()),
  ephemeral: z.boolean(),
  pending: z.boolean(),
  type: z.number(),
  interaction: z.looseObject({id: z.string()}).nullable(),
});
export type ShownMessage = z.infer<typeof messageSchema>;

const interactionSchema = z.looseObject({
  state: z.string(),
  code: z.number().optional(),
  modal: z.looseObject({title: z.string()}).optional(),
  messages: z.array(z.string()),
});

const versionsSchema = z.array(z.looseObject({content: contentSchema}));

/** What a person does in the chat, and what they see: the emulator's control interface. */
export class ChatPage {
  readonly #url: string;
  readonly #paceMs: number;
  /** When each person may act again, in ms since 1970. */
  readonly #next = new Map<string, number>();

  /** @param options `paceMs`: how long a person takes at least from one action to the next */
  constructor(url: string, {paceMs = 0}: {readonly paceMs?: number} = {}) {
    this.#url = `${url}/_emulator`;
    this.#paceMs = paceMs;
  }

  /** A person of that name; roles by name. Their client speaks that language. */
  async join(name: string, roles: readonly string[] = [], locale?: string): Promise<Person> {
    const {id} = z.looseObject({id: z.string()}).parse(await this.post('/users', {name, roles, locale}));
    return new Person(this, {name, id});
  }

  /** One more text channel; with a role, for those alone. Answers its id. */
  async addChannel(name: string, role?: string): Promise<string> {
    return z.looseObject({id: z.string()}).parse(await this.post('/channels', {name, role})).id;
  }

  /** What a person does, at their pace. */
  async act(path: string, body: {readonly user: string}): Promise<unknown> {
    const now = Date.now();
    const at = Math.max(now, this.#next.get(body.user) ?? 0);
    this.#next.set(body.user, at + this.#paceMs);
    if (at > now) await sleep(at - now);
    return this.post(path, body);
  }

  async post(path: string, body: unknown): Promise<unknown> {
    return this.#send('POST', path, body);
  }

  /** Changes a channel, a thread or a role, as who manages the server does. */
  async patch(path: string, body: unknown): Promise<unknown> {
    return this.#send('PATCH', path, body);
  }

  async #send(method: string, path: string, body: unknown): Promise<unknown> {
    const send = async (): Promise<Response> =>
      fetch(`${this.#url}${path}`, {
        method,
        headers: {'content-type': 'application/json'},
        body: JSON.stringify(body),
      });
    // an idle connection may be closed in the very moment of its next request, which nobody has read then
    const response = await send().catch(async (error: unknown) => {
      if (!(error instanceof TypeError && error.cause instanceof Error && 'code' in error.cause)) throw error;
      if (error.cause.code !== 'ECONNRESET') throw error;
      return send();
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  async delete(path: string): Promise<void> {
    const response = await fetch(`${this.#url}${path}`, {method: 'DELETE'});
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  }

  async get(path: string): Promise<unknown> {
    const look = async (): Promise<Response> => fetch(`${this.#url}${path}`);
    // a connection that was idle for long may be closed in the very moment of the next request; looking twice is no harm
    const response = await look().catch(look);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }
}

/** One person in the chat. */
export class Person {
  readonly #page: ChatPage;
  readonly #channel: string;
  readonly name: string;
  readonly id: string;

  constructor(page: ChatPage, {name, id}: {readonly name: string; readonly id: string}, channel = 'workshop') {
    this.#page = page;
    this.#channel = channel;
    this.name = name;
    this.id = id;
  }

  /** The same person, who types in another channel. */
  in(channel: string): Person {
    return new Person(this.#page, this, channel);
  }

  /** Types a line and waits for its answer. */
  async types(line: string, files?: Readonly<Record<string, {name: string; text: string}>>): Promise<Answer> {
    return (await this.sends(line, files)).answered();
  }

  /** Types a line and does not wait. */
  async sends(line: string, files: Readonly<Record<string, {name: string; text: string}>> = {}): Promise<Answer> {
    const encoded = Object.entries(files).map(([option, {name, text}]) => [
      option,
      {name, base64: Buffer.from(text).toString('base64')},
    ]);
    const body = {user: this.name, channel: this.#channel, line, files: Object.fromEntries(encoded)};
    return this.#answer(line, await this.#page.act('/commands', body));
  }

  /** Chooses a command from the menu of a person or of a message. */
  async choosesOn(target: Person | ShownMessage, command: string): Promise<Answer> {
    const on = target instanceof Person ? {person: target.name} : {message: target.id};
    const body = {user: this.name, channel: this.#channel, command, ...on};
    return this.#answer(command, await this.#page.act('/menus', body));
  }

  /** Presses the button of that label on a message. */
  async presses(message: ShownMessage, label: string): Promise<Answer> {
    const buttons = message.components.flatMap((row) => row.components);
    const button = buttons.find((candidate) => candidate.label === label);
    if (button === undefined) {
      throw new Error(`no button ${label} among ${buttons.map((one) => one.label).join(', ')} of: ${message.content}`);
    }
    return this.uses(message, button.custom_id);
  }

  /** Chooses from the list of a message. */
  async chooses(message: ShownMessage, value: string): Promise<Answer> {
    const select = message.components.flatMap((row) => row.components).find(({label}) => label === undefined);
    if (select === undefined) throw new Error('the message has no list');
    return this.uses(message, select.custom_id, [value]);
  }

  /** Presses or chooses from what has that id on a message. */
  async uses(message: ShownMessage, customId: string, values: readonly string[] = []): Promise<Answer> {
    const body = {user: this.name, message: message.id, custom_id: customId, values};
    return this.#answer(customId, await this.#page.act('/components', body));
  }

  /** Fills the window that an answer opened, and waits for what comes of it. */
  async fills(answer: Answer, fields: Readonly<Record<string, string>>): Promise<Answer> {
    return (await this.submits(answer, fields)).answered();
  }

  /** Fills the window that an answer opened, and does not wait. */
  async submits(answer: Answer, fields: Readonly<Record<string, string>>): Promise<Answer> {
    const body = {user: this.name, interaction: answer.id, fields};
    return this.#answer('modal', await this.#page.act('/modals', body));
  }

  async suggestions(line: string): Promise<string[]> {
    const choices = await this.#page.post('/autocomplete', {user: this.name, channel: this.#channel, line});
    return z
      .array(z.looseObject({value: z.coerce.string()}))
      .parse(choices)
      .map(({value}) => value);
  }

  /** What this person sees in a channel, the oldest first. */
  /** What people and bots say; what the chat itself says, of pins and of who was added, is left out. */
  async sees(channel = this.#channel): Promise<ShownMessage[]> {
    const query = new URLSearchParams({channel, user: this.name});
    const messages = z.array(messageSchema).parse(await this.#page.get(`/messages?${query.toString()}`));
    return messages.filter(({type}) => !systemTypes.has(type));
  }

  #answer(line: string, opened: unknown): Answer {
    const {interaction} = z.object({interaction: z.string()}).parse(opened);
    return new Answer(this.#page, {person: this, line, id: interaction});
  }
}

/** The answer to one thing that a person did. */
export class Answer {
  readonly #page: ChatPage;
  readonly #person: Person;
  readonly #line: string;
  readonly id: string;

  constructor(page: ChatPage, {person, line, id}: {person: Person; line: string; id: string}) {
    this.#page = page;
    this.#person = person;
    this.#line = line;
    this.id = id;
  }

  async interaction(): Promise<z.infer<typeof interactionSchema>> {
    return interactionSchema.parse(await this.#page.get(`/interactions/${this.id}`));
  }

  /** Waits until there is an answer, a window to fill, or none can come: what waits for Pods may take almost two minutes. */
  async answered(withinMs = 150_000): Promise<this> {
    await waitUntil(
      `${this.#person.name} gets an answer to ${this.#line}`,
      async () => {
        const {state} = await this.interaction();
        if (state === 'waiting' || state === 'deferred') return undefined;
        if (state !== 'answered') return state;
        // what is said while it waits in line or is under way is no answer yet
        return (await this.message()).content.includes('⏳') ? undefined : state;
      },
      {withinMs},
    );
    return this;
  }

  /** The message as the person sees it now. */
  async message(): Promise<ShownMessage> {
    const found = await this.#find();
    if (found === undefined) throw new Error(`${this.#person.name} sees no answer to ${this.#line}`);
    return found;
  }

  /** What was said last: the message, or what followed it. */
  async last(): Promise<ShownMessage | undefined> {
    return this.#find(-1);
  }

  async #find(place = 0): Promise<ShownMessage | undefined> {
    const {messages} = await this.interaction();
    return (await this.#person.sees()).find(({id}) => id === messages.at(place));
  }

  async text(): Promise<string> {
    return (await this.message()).content;
  }

  /** The file beside the answer: the exact output where the message shows it shortened. */
  async file(): Promise<string> {
    const [attachment] = (await this.message()).attachments;
    if (attachment === undefined) throw new Error(`the answer to ${this.#line} has no file`);
    return (await fetch(attachment.url)).text();
  }

  /** The exact output: the file where there is one, else the first code block. */
  async output(): Promise<string> {
    const message = await this.message();
    if (message.attachments.length > 0) return this.file();
    return /```\n(?<block>[\s\S]*?)\n```/.exec(message.content)?.groups?.['block'] ?? message.content;
  }

  /** Everything that the message has said so far, the oldest first. */
  async history(): Promise<string[]> {
    const {messages} = await this.interaction();
    const versions = versionsSchema.parse(await this.#page.get(`/messages/${messages[0]}/history`));
    return versions.map(({content}) => content);
  }

  /** Waits until the message matches; answers its text. */
  async until(pattern: RegExp, withinMs = 60_000): Promise<string> {
    let last = '';
    return waitUntil(
      `the answer to ${this.#line} matches ${String(pattern)}`,
      async () => {
        last = (await this.#find())?.content ?? '';
        return pattern.test(last) ? last : undefined;
      },
      {withinMs, seen: () => last},
    );
  }
}
