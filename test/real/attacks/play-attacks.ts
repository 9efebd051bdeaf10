import {play, type Attack, type Judged} from './attack.ts';
import type {Part} from './attacks.ts';
import type {World} from './world.ts';

/** Plays the attacks of a part, a few at a time, and removes what they left. Answers them in their order. */
export async function playPart({attacks, atOnce}: Part, world: World): Promise<Judged[]> {
  const judged = new Map<Attack, Judged>();
  const waiting = [...attacks];
  const playNext = async (): Promise<void> => {
    for (let attack = waiting.shift(); attack !== undefined; attack = waiting.shift()) {
      judged.set(attack, {attack, verdict: await play(attack, world)});
    }
  };
  await Promise.all(Array.from({length: atOnce}, playNext));
  await world.tidy();
  return attacks.flatMap((attack) => judged.get(attack) ?? []);
}
