import {type Answer, said} from '#src/chat/answer.ts';
import type {Asker} from '#src/chat/asker.ts';
import {UserError} from '#src/operations/user-error.ts';
import {sandboxNamespace} from '#src/sandbox/sandbox.ts';
import {PersonalData} from '#src/store/personal-data.ts';
import {ProgressLog} from '#src/store/progress-log.ts';
import type {ChatFile} from '#src/chat/chat-message.ts';
import {plainText} from '#src/views/hostile-text.ts';
import {commandsCsv, progressCsv, recordJson, stepRows} from '#src/workshop/record-export.ts';
import type {Workshop} from '#src/workshop/workshop.ts';
import type {FacilitatorsOptions} from './facilitators-options.ts';

/** What the button does that deletes what is kept about who presses it. */
export const forgetButton = 'me-forget';

/** What a chat takes as a file, in characters, with room for those of several bytes. */
const fileLimit = 3_000_000;

const toFile = (name: string, text: string): ChatFile =>
  text.length > fileLimit ? {name: `${name}.gz`, text, isCompressed: true} : {name, text};

/**
 * The record of the workshop of that channel: the one that is open, else the last that was.
 * @throws UserError `no-workshop`
 */
export async function exportRecord(
  asker: Asker,
  {workshops, labs, store}: Pick<FacilitatorsOptions, 'workshops' | 'labs' | 'store'>,
): Promise<Answer> {
  const open = workshops.of(asker)?.workshop;
  const isHere = ({channels}: Workshop): boolean =>
    asker.channelIds.some((id) => id === channels.facilitators || id === channels.participants);
  const workshop = open ?? (await workshops.listAll()).findLast(isHere);
  if (workshop === undefined) {
    throw new UserError('no-workshop', 'This channel has had no workshop.', {next: 'Type it in the channel of one.'});
  }
  const lab = labs.get(workshop.lab);
  const entries = await new ProgressLog(store, workshop.id).entries();
  const rows = lab === undefined ? [] : stepRows(lab, entries);
  const learners = new Set(entries.map(({learnerId}) => learnerId).filter((id) => id !== undefined)).size;
  return {
    kind: 'show',
    message: {
      content: `**${plainText(workshop.name)}**: ${entries.length} entries about ${learners} learners.\n\`progress.csv\` has a line for each learner and step, \`commands.csv\` for each command, \`record.json\` everything.`,
      files: [
        toFile('progress.csv', progressCsv(rows)),
        toFile('commands.csv', commandsCsv(entries)),
        toFile('record.json', recordJson(workshop, {lab, entries, now: Date.now()})),
      ],
      buttons: [],
    },
  };
}

/** Everything that is kept about who asks. */
export async function exportOwn(
  {id, name}: Pick<Asker, 'id' | 'name'>,
  {store}: Pick<FacilitatorsOptions, 'store'>,
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
export async function askToForget(
  {id}: Pick<Asker, 'id'>,
  parts: Pick<FacilitatorsOptions, 'workshops'>,
): Promise<Answer> {
  await requireLeft(id, parts);
  return {
    kind: 'show',
    message: {
      content:
        'Delete everything that is kept about you? Your steps, your commands and their answers go, from all workshops. It can’t be undone.',
      files: [],
      buttons: [{id: forgetButton, label: 'Delete it', style: 'danger'}],
    },
  };
}

/** @throws UserError as `askToForget` */
export async function forgetOwn(
  {id}: Pick<Asker, 'id'>,
  parts: Pick<FacilitatorsOptions, 'workshops' | 'store' | 'queue'>,
): Promise<Answer> {
  await requireLeft(id, parts);
  for (const {workshopId, commandIds} of await new PersonalData(parts.store).forget(id)) {
    await parts.queue.forget(sandboxNamespace(workshopId, id), commandIds);
  }
  return said('Deleted. Nothing is kept about you any more.');
}

async function requireLeft(id: string, {workshops}: Pick<FacilitatorsOptions, 'workshops'>): Promise<void> {
  for (const {learners, workshop} of workshops.list()) {
    if ((await learners.find(id)) === undefined) continue;
    throw new UserError('conflict', `You have a sandbox in ${workshop.name}, which needs to know whose it is.`, {
      next: 'Type /lab leave first, then /me forget.',
    });
  }
}
