import {setTimeout as sleep} from 'node:timers/promises';
import {z} from 'zod';
import {snowflakeTime} from '#src/discord/limits.ts';
import type {Answer, ChatPage, Person} from '#test/support/chat-page.ts';
import {typesAgain} from '#test/support/types-again.ts';

/** How long a learner takes from an answer to the next line, in ms. */
const paceMs = 800;
/** How long an answer may take in all, in ms: a worker's lock has to run out, and a node to let go of its Pod. */
const patienceMs = 180_000;

const versionsSchema = z.array(z.looseObject({content: z.string(), at: z.string()}));

/** One line that the chat took, and what came of it. */
interface Sent {
  readonly who: string;
  readonly line: string;
  readonly answer: Answer;
  /** From the interaction to its answer by the chat's own clock, in ms. */
  readonly tookMs: number;
}

/** What a class typed while something was going on. */
export interface Played {
  readonly commands: number;
  readonly slowest: {readonly ms: number; readonly who: string; readonly line: string};
  /** What nobody received, such as while no bot is there, or what was refused for now; its learners typed it again. */
  readonly typedAgain: number;
}

/** What a bot says that hands over while a command comes in, or that knows nothing while Redis is away: nothing was done. */
const notDone = /Another bot has taken over\.|nothing was done/;

/**
 * Learners who each count in an object of their own, one command at a time: a command says which number has to stand there
 * before it, so that one that is lost, done twice or out of order makes the next fail.
 */
export class NumberedClass {
  readonly #chat: ChatPage;
  readonly #people: readonly Person[];
  readonly #counts: Map<string, number>;
  readonly #sent: Sent[] = [];

  private constructor(chat: ChatPage, people: readonly Person[]) {
    this.#chat = chat;
    this.#people = people;
    this.#counts = new Map(people.map(({name}) => [name, 0]));
  }

  /** They join, a Pod each, with the files of the lab in counting/. */
  static async join(chat: ChatPage, size: number): Promise<NumberedClass> {
    const names = Array.from({length: size}, (_, index) => `learner-${index + 1}`);
    const people = await Promise.all(names.map(async (name) => chat.join(name)));
    await Promise.all(
      people.map(async (person) => {
        await typesAgain(person, '/lab start', patienceMs);
        await typesAgain(person, '/kubectl command:apply -f specs/counter.yaml', patienceMs);
        const applied = await typesAgain(person, '/kubectl command:apply -f specs/web.yaml', patienceMs);
        await applied.until(/\*\*Running\*\* · 1\/1 ready/, patienceMs);
      }),
    );
    return new NumberedClass(chat, people);
  }

  /** They type until what is going on has ended. */
  async during(what: () => Promise<unknown>): Promise<Played> {
    const ended = new AbortController();
    const from = this.#sent.length;
    let typedAgain = 0;
    const playing = Promise.all(
      this.#people.map(async (person, index) => {
        await sleep((paceMs * index) / this.#people.length);
        while (!ended.signal.aborted) {
          typedAgain += await this.#count(person);
          await sleep(paceMs);
        }
      }),
    );
    try {
      await Promise.race([what(), playing]);
      // what comes right after it is a part of it
      await sleep(5_000);
    } finally {
      ended.abort();
      await playing;
    }
    const sent = this.#sent.slice(from);
    const slowest = sent.reduce((slow, one) => (one.tookMs > slow.tookMs ? one : slow));
    return {
      commands: sent.length,
      slowest: {ms: slowest.tookMs, who: slowest.who, line: slowest.line},
      typedAgain,
    };
  }

  /** Each command that has not exactly one answer, of all so far. */
  async mistakes(): Promise<string[]> {
    const found = await Promise.all(
      this.#people.map(async (person) => {
        const seen = await person.sees();
        return this.#sent
          .filter(({who}) => who === person.name)
          .flatMap(({line, answer}) => {
            const own = seen.filter(({interaction, pending}) => interaction?.id === answer.id && !pending);
            return own.length === 1 ? [] : [`${person.name}: ${own.length} answers to ${line}`];
          });
      }),
    );
    return found.flat();
  }

  /** One number more. Answers how often it had to be typed again. */
  async #count(person: Person): Promise<number> {
    const last = this.#counts.get(person.name) ?? 0;
    const change = [
      {op: 'test', path: '/data/last', value: String(last)},
      {op: 'replace', path: '/data/last', value: String(last + 1)},
    ];
    const line = `/kubectl command:patch configmap counter --type=json -p '${JSON.stringify(change)}'`;
    const answer = await this.#type(person, line);
    const text = await answer?.text();
    if (text === undefined || notDone.test(text)) {
      // what is so is looked up, as a person would: one that nobody received may have been kept all the same
      let read: string | undefined;
      let again = 1;
      while (read === undefined) {
        await sleep(paceMs);
        const look = await this.#type(person, '/kubectl command:get configmap counter -o yaml');
        const isAnswered = look !== undefined && !notDone.test(await look.text());
        if (isAnswered) read = /last: "?(?<last>\d+)/.exec(await look.output())?.groups?.['last'];
        else again += 1;
      }
      if (text !== undefined && Number(read) !== last) {
        throw new Error(`${person.name} at ${last} was told that nothing was done, and ${read} stands there: ${text}`);
      }
      this.#counts.set(person.name, Number(read));
      return again;
    }
    if (!text.includes('configmap/counter patched')) throw new Error(`${person.name} at ${last}: ${text}`);
    this.#counts.set(person.name, last + 1);
    return 0;
  }

  /** Types a line and waits for its answer; nothing when the chat gave it up, as nobody received it. */
  async #type(person: Person, line: string): Promise<Answer | undefined> {
    const answer = await person.sends(line);
    await answer.answered(patienceMs);
    const {state, messages} = await answer.interaction();
    if (state === 'failed') return undefined;
    const versions = versionsSchema.parse(await this.#chat.get(`/messages/${messages[0]}/history`));
    const end = versions.findLast(({content}) => content !== '');
    const tookMs = Date.parse(end?.at ?? '') - snowflakeTime(answer.id);
    this.#sent.push({who: person.name, line, answer, tookMs});
    return answer;
  }
}
