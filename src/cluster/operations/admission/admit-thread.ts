import {readlinkSync} from 'node:fs';
import {constants, setPriority} from 'node:os';
import {basename} from 'node:path';
import {parentPort} from 'node:worker_threads';
import {UserError} from '#src/operations/user-error.ts';
import {admitRequestSchema, type AdmitAnswer} from './admit-answer.ts';
import {admitHere} from './admit-here.ts';
import {inLanguage} from '#src/words/words.ts';

// A thread of its own: reading the largest YAML that is taken keeps a core busy for up to a second. Where there are no
// more cores than threads with something to do, the others come first.
try {
  // Linux counts niceness by thread
  setPriority(Number(basename(readlinkSync('/proc/thread-self'))), constants.priority.PRIORITY_BELOW_NORMAL);
} catch {
  // elsewhere it is as important as the others
}

parentPort?.on('message', (message: unknown) => {
  parentPort?.postMessage(answer(message), []);
});

function answer(message: unknown): AdmitAnswer {
  try {
    const {sources, meant, language} = admitRequestSchema.parse(message);
    return {kind: 'admitted', admitted: inLanguage(language, () => admitHere(sources, meant))};
  } catch (error) {
    if (!(error instanceof UserError))
      return {kind: 'broken', reason: error instanceof Error ? String(error.stack) : String(error)};
    const {code, next} = error;
    return {kind: 'refused', code, message: error.message, ...(next === undefined ? {} : {next})};
  }
}
