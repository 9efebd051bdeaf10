import {said, type Answer} from '#src/chat/answer.ts';
import type {Asker} from '#src/chat/asker.ts';
import {toFile} from '#src/chat/chat-file.ts';
import {UserError} from '#src/operations/user-error.ts';
import {sandboxNamespace} from '#src/sandbox/sandbox.ts';
import {PersonalData} from '#src/store/personal-data.ts';
import {words} from '#src/words/words.ts';
import type {Button} from './button.ts';
import type {Rooms} from './rooms.ts';
import type {Session} from './session.ts';

/** Deletes what is kept about who presses it. */
export const forgetButton = {
  id: 'me-forget',
  who: 'anybody',
  isInPlace: true,
  press: async (_pressed, session) => forgetOwn(session),
} satisfies Button;

/** Everything that is kept about who asks. */
export async function exportOwn(
  {id, name}: Pick<Asker, 'id' | 'name'>,
  {store}: Pick<Rooms, 'store'>,
): Promise<Answer> {
  const kept = await new PersonalData(store).read(id);
  if (Object.values(kept).every((part) => part.length === 0)) return said(words().answering.nothingKept);
  const text = `${JSON.stringify({id, name, exportedAt: new Date().toISOString(), ...kept}, undefined, 2)}\n`;
  return {
    kind: 'show',
    message: {
      content: words().answering.allThatIsKept,
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
      content: words().answering.askToForget,
      files: [],
      buttons: [{id: forgetButton.id, label: words().answering.deleteIt, style: 'danger'}],
    },
  };
}

/** @throws UserError as `askToForget` */
async function forgetOwn(session: Session): Promise<Answer> {
  const {
    asker: {id},
    rooms,
  } = session;
  await requireLeft(id, rooms);
  await session.answerFirst();
  for (const {workshopId, commandIds} of await new PersonalData(rooms.store).forget(id)) {
    await rooms.queue.forget(sandboxNamespace(workshopId, id), commandIds);
  }
  return said(words().answering.forgotten);
}

async function requireLeft(id: string, {workshops}: Pick<Rooms, 'workshops'>): Promise<void> {
  for (const {learners, workshop} of workshops.list()) {
    if ((await learners.find(id)) === undefined) continue;
    throw new UserError('conflict', words().answering.stillHere({workshop: workshop.name}));
  }
}
