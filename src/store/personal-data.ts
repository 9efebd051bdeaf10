import {withoutConfidential} from '#src/operations/confidential.ts';
import {sandboxNamespace} from '#src/sandbox/sandbox.ts';
import {Answers, type KeptAnswer} from './answers.ts';
import {AppTimes} from './app-times.ts';
import {indexPeople} from './index-people.ts';
import {LabStates} from './lab-states.ts';
import {LateAnswers} from './late-answers.ts';
import {Learners} from './learners.ts';
import {PersonIndex, stayIn} from './person-index.ts';
import {ProgressLog} from './progress-log.ts';
import {ShellStates} from './shell-states.ts';
import type {Store} from './store.ts';
import {Workshops} from './workshops.ts';
import {isAbout, type RecordEntry} from '#src/workshop/record.ts';
import type {Learner, Workshop} from '#src/workshop/workshop.ts';

/** What one workshop keeps about a person. */
export interface PersonalRecord {
  readonly workshop: Pick<Workshop, 'id' | 'name' | 'lab'>;
  /** While they have a sandbox there. */
  readonly learner: Learner | undefined;
  /** Where they are in the lab, for each time that they joined. */
  readonly states: readonly unknown[];
  readonly record: readonly RecordEntry[];
  /** Files that they wrote and variables that they set, by name. */
  readonly shell: {
    readonly files: Readonly<Record<string, string>>;
    readonly variables: Readonly<Record<string, string>>;
  };
}

export interface KeptOfPerson {
  readonly workshops: readonly PersonalRecord[];
  /** Answers that wait for a click, for a day; `askedAt` in ms since 1970. */
  readonly answers: readonly (Pick<KeptAnswer['command'], 'line' | 'operation'> & {
    readonly askedAt: number;
    readonly outcome: KeptAnswer['outcome'];
  })[];
  /** Lines whose answers came late and were not looked at. */
  readonly unseenLines: readonly string[];
}

/** Everything that is kept about one person, in all workshops. */
export class PersonalData {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  async read(personId: string): Promise<KeptOfPerson> {
    const answers = await new Answers(this.#store).listOf(personId);
    const unseen = await new LateAnswers(this.#store).list(personId);
    return {
      workshops: await this.#readWorkshops(personId),
      answers: answers.map(({command: {line, operation, reply}, outcome}) => ({
        line,
        operation,
        askedAt: reply.createdAt,
        outcome: withoutConfidential(outcome, operation),
      })),
      unseenLines: unseen.map(({line}) => line),
    };
  }

  async #readWorkshops(personId: string): Promise<PersonalRecord[]> {
    const records: PersonalRecord[] = [];
    const stays = await this.#find(personId);
    const workshops = await new Workshops(this.#store).findAll([...stays.keys()]);
    for (const {id, name, lab} of workshops) {
      const entries = await new ProgressLog(this.#store, id).entries();
      const record = entries.filter((entry) => isAbout(entry, personId));
      const learner = await new Learners(this.#store, id).find(personId);
      const states = await new LabStates(this.#store, id).listOf(personId, stays.get(id) ?? []);
      const {files, variables} = await new ShellStates(this.#store, id).find(personId);
      const isEmpty = files.size + variables.size === 0;
      if (record.length === 0 && learner === undefined && states.length === 0 && isEmpty) continue;
      const shell = {files: Object.fromEntries(files), variables: Object.fromEntries(variables)};
      records.push({workshop: {id, name, lab}, learner, states, record, shell});
    }
    return records;
  }

  /**
   * Deletes all of it but what is needed for a sandbox that they still have.
   * @returns of each workshop the ids of their commands, of which queues keep copies
   */
  async forget(personId: string): Promise<{readonly workshopId: string; readonly commandIds: readonly string[]}[]> {
    const forgotten: {workshopId: string; commandIds: string[]}[] = [];
    const index = new PersonIndex(this.#store);
    for (const [id, joinedAts] of await this.#find(personId)) {
      const commandIds = await new ProgressLog(this.#store, id).forget(personId);
      await new LabStates(this.#store, id).forget(personId, joinedAts);
      await new ShellStates(this.#store, id).forget(personId);
      const {redis} = this.#store;
      for (const line of ['places', 'starts', 'help'])
        await redis.hdel(this.#store.key('workshop', id, line), personId);
      for (const commandId of commandIds) {
        await redis.del(this.#store.key('answer', commandId), this.#store.key('mentioned', commandId));
        await redis.hdel(this.#store.key('cards'), commandId);
      }
      const hasSandbox = (await new Learners(this.#store, id).find(personId)) !== undefined;
      if (!hasSandbox) await new AppTimes(this.#store).forget(sandboxNamespace(id, personId));
      // last: after an interruption the rest is found again
      const stays = joinedAts.map((joinedAt) => stayIn(id, joinedAt));
      await index.drop(personId, [...stays, ...(hasSandbox ? [] : [id])]);
      forgotten.push({workshopId: id, commandIds});
    }
    await new LateAnswers(this.#store).forget(personId);
    await new Answers(this.#store).forget(personId);
    return forgotten;
  }

  /** As the index has it. */
  async #find(personId: string): Promise<Map<string, string[]>> {
    await indexPeople(this.#store);
    return new PersonIndex(this.#store).find(personId);
  }
}
