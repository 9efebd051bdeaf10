import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {readLab} from '#src/store/read-lab.ts';
import {playLab} from '#scripts/lab-test/play-lab.ts';
import {ChatPage, type Person} from '#test/support/chat-page.ts';
import type {ChatAttack} from './attack.ts';
import {paceMs, startFlood} from './flood.ts';
import {startLabradorProcess} from './labrador-process.ts';
import {printedSecrets} from './log-secrets.ts';
import {stoppedBy} from './stopped-by.ts';
import {kubectl, settle, type World} from './world.ts';

const labs = join(import.meta.dirname, '..', '..', '..', 'specs');
const samplesAlone = 60;

/** How long commands took, in ms, the shortest first. */
type Latencies = readonly number[];

export interface UnderFlood {
  /** What went wrong with the lab, a sentence each. */
  readonly problems: readonly string[];
  readonly sent: number;
  /** Commands that were not taken, since they were too many: of those whose answers the chat still shows. */
  readonly refused: number;
  readonly alone: Latencies;
  readonly flooded: Latencies;
}

/**
 * In a Labrador of its own, as it comes: a third learner plays the whole lab while Mallory floods, and Ada asks for her Pods
 * before and meanwhile.
 */
export async function labUnderFlood(
  {botKubeconfig, secrets, undo}: Pick<World, 'botKubeconfig' | 'secrets' | 'undo'>,
  say: (line: string) => void,
): Promise<UnderFlood> {
  const lab = await readLab(join(labs, 'daemonsets'));
  const labrador = await startLabradorProcess(botKubeconfig, {undo, more: {LOG_LEVEL: 'trace'}});
  const chat = new ChatPage(labrador.url, {paceMs});
  const [ada, mallory] = [await chat.join('ada'), await new ChatPage(labrador.url).join('mallory')];
  for (const person of [ada, mallory]) {
    await person.types('/lab start');
    await settle(person);
  }
  const alone: number[] = [];
  while (alone.length < samplesAlone) alone.push(await latency(ada));
  say('the flood begins');
  const flood = await startFlood({person: mallory});
  undo.push('the flood', flood.end);
  const playing = new AbortController();
  const flooded: number[] = [];
  const measure = async (): Promise<void> => {
    while (!playing.signal.aborted) flooded.push(await latency(ada));
  };
  const play = async (): Promise<string[]> =>
    playLab({chat, lab, learner: 'lin', passWithinMs: 60_000, quietMs: 0, say}).finally(() => playing.abort());
  const [problems] = await Promise.all([play(), measure()]);
  const sent = flood.sent();
  await flood.stop();
  const refused = (await mallory.sees()).filter(({content}) => stoppedBy(content).stoppedBy === 'rate').length;
  for (const person of [ada, mallory]) await leave(person);
  await labrador.stop();
  const {problems: printed} = await printedSecrets(labrador, secrets);
  return {problems: [...problems, ...printed], sent, refused, alone: sorted(alone), flooded: sorted(flooded)};
}

/** The flood as an attack of the list: the rate holds it, and the lab beside it is played to its end. */
export const floodAttack = ({problems, refused}: UnderFlood): ChatAttack => ({
  group: 'through the chat',
  name: 'a flood of commands',
  threat: 'other learners',
  path: 'hundreds at once, then ten a second',
  attempt: async () =>
    Promise.resolve({
      stoppedBy: refused > 0 ? 'rate' : undefined,
      evidence: 'whoever is too fast is asked to wait, and the lab beside it is played to its end',
    }),
  effect: async () => Promise.resolve(problems[0]),
});

/** Flooding has its price: who did is asked to wait, and does. */
async function leave(person: Person): Promise<void> {
  for (;;) {
    const answer = await (await person.sends('/lab leave')).answered(120_000);
    if (!(await answer.text()).includes('→ Wait ')) return;
    await sleep(1_000);
  }
}

/** As the person at the chat sees it, who looks ten times a second. */
async function latency(person: Person): Promise<number> {
  const answer = await person.sends(kubectl('get pods'));
  const startedAt = performance.now();
  await answer.answered();
  return Math.round(performance.now() - startedAt);
}

const sorted = (latencies: readonly number[]): number[] => latencies.toSorted((a, b) => a - b);
