import {describe, expect, it} from 'vitest';
import {isHeld, play, type Attempt, type ChatAttack, type PastTheBot, type Verdict} from '#test/real/attacks/attack.ts';
import {verdictText} from '#test/real/attacks/report.ts';
import type {World} from '#test/real/attacks/world.ts';

// these attacks look at nothing of it
const world = {} as World;

const attempt = (stoppedBy: Attempt['stoppedBy'], evidence = 'said'): Attempt => ({stoppedBy, evidence});

const past = (by: Attempt['stoppedBy'], why?: string): PastTheBot => ({
  attempt: async () => Promise.resolve(attempt(by, 'past')),
  gap: async () => Promise.resolve(why),
});

const attack = (by: Attempt['stoppedBy'], more: {effect?: string; past?: PastTheBot} = {}): ChatAttack => ({
  group: 'through the chat',
  name: 'x',
  threat: 'x',
  path: 'x',
  attempt: async () => Promise.resolve(attempt(by)),
  effect: async () => Promise.resolve(more.effect),
  ...(more.past === undefined ? {} : {past: more.past}),
});

const judged = async (one: ChatAttack): Promise<{verdict: Verdict; shown: string; held: boolean}> => {
  const verdict = await play(one, world);
  return {
    verdict,
    shown: verdictText({attack: one, verdict}),
    held: isHeld({attack: one, verdict}),
  };
};

describe('an attack', () => {
  it('that the bot stopped names the wall of the cluster behind it too', async () => {
    const {shown, held} = await judged(attack('policy', {past: past('admission policy')}));
    expect([shown, held]).toEqual(['bot: policy; cluster: admission policy', true]);
  });

  it('that the bot alone stopped, where the cluster could, does not count as held', async () => {
    const {shown, held} = await judged(attack('policy', {past: past(undefined)}));
    expect([shown, held]).toEqual(['THE BOT ALONE', false]);
  });

  it('that no cluster of this kind could hold is the bot’s alone, and says why', async () => {
    const {verdict, shown, held} = await judged(attack('policy', {past: past(undefined, 'it is too old')}));
    expect([shown, held]).toEqual(['bot: policy; cluster: nothing', true]);
    expect(verdict).toMatchObject({behind: {why: 'it is too old'}});
  });

  it('that the cluster itself stopped is not tried past the bot', async () => {
    const {shown} = await judged(attack('quota', {past: past(undefined)}));
    expect(shown).toBe('quota');
  });

  it('got through when its effect is there, whatever was answered', async () => {
    const {shown, held} = await judged(attack('policy', {effect: 'it is there', past: past('RBAC')}));
    expect([shown, held]).toEqual(['NOBODY', false]);
  });

  it('is unclear when nobody refused and nothing is found', async () => {
    const {shown, held} = await judged(attack(undefined));
    expect([shown, held]).toEqual(['UNCLEAR', false]);
  });
});
