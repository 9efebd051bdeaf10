import type {AtWorkshop} from '#src/answering/rooms.ts';
import type {Answer} from '#src/chat/answer.ts';
import {toFile} from '#src/chat/chat-file.ts';
import {UserError} from '#src/operations/user-error.ts';
import {ProgressLog} from '#src/store/progress-log.ts';
import {plainText} from '#src/views/hostile-text.ts';
import {commandsCsv, progressCsv, recordJson, stepRows} from '#src/workshop/record-export.ts';
import type {Workshop} from '#src/workshop/workshop.ts';
import type {FacilitatorsOptions} from './facilitators-options.ts';
import {words} from '#src/words/words.ts';

/**
 * The record of the workshop of that channel: the one that is open, else the last that was.
 * @throws UserError `no-workshop`
 */
export async function exportRecord(
  {asker, open}: Pick<AtWorkshop, 'asker' | 'open'>,
  {workshops, labs, store}: Pick<FacilitatorsOptions, 'workshops' | 'labs' | 'store'>,
): Promise<Answer> {
  const isHere = ({channels}: Workshop): boolean =>
    asker.channelIds.some((id) => id === channels.facilitators || id === channels.participants);
  const workshop = open?.workshop ?? (await workshops.listAll()).findLast(isHere);
  if (workshop === undefined) {
    throw new UserError('no-workshop', words().facilitating.record.noWorkshop);
  }
  const lab = labs.get(workshop.lab);
  const entries = await new ProgressLog(store, workshop.id).entries();
  const rows = lab === undefined ? [] : stepRows(lab, entries);
  const learners = new Set(entries.map(({learnerId}) => learnerId).filter((id) => id !== undefined)).size;
  return {
    kind: 'show',
    message: {
      content: words().facilitating.record.about({name: plainText(workshop.name), entries: entries.length, learners}),
      files: [
        toFile('progress.csv', progressCsv(rows)),
        toFile('commands.csv', commandsCsv(entries)),
        toFile('record.json', recordJson(workshop, {lab, entries, now: Date.now()})),
      ],
      buttons: [],
    },
  };
}
