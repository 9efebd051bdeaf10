import {said, type Answer} from '#src/chat/answer.ts';
import type {Asker} from '#src/chat/asker.ts';
import {toFile} from '#src/chat/chat-file.ts';
import {UserError} from '#src/operations/user-error.ts';
import {sandboxNamespace} from '#src/sandbox/sandbox.ts';
import {PersonalData} from '#src/store/personal-data.ts';
import type {Button} from './button.ts';
import type {Rooms} from './rooms.ts';

/** Deletes what is kept about who presses it. */
export const forgetButton = {
  id: 'me-forget',
  who: 'anybody',
  isInPlace: true,
  press: async (_pressed, {asker, rooms}) => forgetOwn(asker, rooms),
} satisfies Button;

/** Everything that is kept about who asks. */
export async function exportOwn(
  {id, name}: Pick<Asker, 'id' | 'name'>,
  {store}: Pick<Rooms, 'store'>,
): Promise<Answer> {
  const kept = await new PersonalData(store).read(id);
  if (Object.values(kept).every((part) => part.length === 0)) return said('Nothing is kept about you.');
  const text = `${JSON.stringify({id, name, exportedAt: new Date().toISOString(), ...kept}, undefined, 2)}\n`;
  return {
    kind: 'show',
    message: {
      content:
        'Everything that is kept about you: your sandboxes, your steps, your commands and what they came to. `/me forget` deletes it.',
      files: [toFile('labrador-me.json', text)],
      buttons: [],
    },
  };
}

/** @throws UserError `conflict` while they have a sandbox */
export async function askToForget({id}: Pick<Asker, 'id'>, rooms: Pick<Rooms, 'workshops'>): Promise<Answer> {
  await requireLeft(id, rooms);
  return {
    kind: 'show',
    message: {
      content:
        'Delete everything that is kept about you? Your steps, your commands and their answers go, from all workshops. It can’t be undone.',
      files: [],
      buttons: [{id: forgetButton.id, label: 'Delete it', style: 'danger'}],
    },
  };
}

/** @throws UserError as `askToForget` */
async function forgetOwn(
  {id}: Pick<Asker, 'id'>,
  rooms: Pick<Rooms, 'workshops' | 'store' | 'queue'>,
): Promise<Answer> {
  await requireLeft(id, rooms);
  for (const {workshopId, commandIds} of await new PersonalData(rooms.store).forget(id)) {
    await rooms.queue.forget(sandboxNamespace(workshopId, id), commandIds);
  }
  return said('Deleted. Nothing is kept about you any more.');
}

async function requireLeft(id: string, {workshops}: Pick<Rooms, 'workshops'>): Promise<void> {
  for (const {learners, workshop} of workshops.list()) {
    if ((await learners.find(id)) === undefined) continue;
    throw new UserError('conflict', `You have a sandbox in ${workshop.name}, which needs to know whose it is.`, {
      next: 'Type /lab leave first, then /me forget.',
    });
  }
}
