import {once} from 'node:events';
import {Worker} from 'node:worker_threads';
import type {ManifestSource} from '#src/operations/arguments.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {Meant} from '#src/sandbox/policy/admit-manifest.ts';
import type {AdmittedManifest} from '#src/sandbox/policy/admitted-manifest.ts';
import type {AdmitAnswer} from './admit-answer.ts';
import {admitHere} from './admit-here.ts';
import {language} from '#src/words/words.ts';

/** Characters of YAML that are read at once; it takes some 20 ms at most, and any lab's manifests are smaller. */
const smallLength = 8 * 1024;

/**
 * Reads and admits all objects of some sources, in their order. What is large is read in a thread of its own, so that
 * nobody else waits for it.
 * @throws UserError from reading and admitting
 */
export async function admitSources(
  sources: readonly ManifestSource[],
  meant: Meant,
  signal: AbortSignal,
): Promise<readonly AdmittedManifest[]> {
  const length = sources.reduce((sum, {yaml}) => sum + yaml.length, 0);
  if (length <= smallLength) return admitHere([...sources], meant);
  const answer = await inThread({sources, meant, language: language()}, signal);
  switch (answer.kind) {
    case 'admitted':
      return answer.admitted;
    case 'refused':
      throw new UserError(answer.code, answer.message, answer.next === undefined ? {} : {next: answer.next});
    case 'broken':
      throw new Error(`the thread that reads YAML broke: ${answer.reason}`);
  }
}

/** One for the process: what is large has time to wait for what is large. */
let thread: Worker | undefined;
let tail: Promise<unknown> = Promise.resolve();

async function inThread(request: object, signal: AbortSignal): Promise<AdmitAnswer> {
  const asking = tail.then(async () => ask(request, signal));
  tail = asking.catch(() => undefined);
  return asking;
}

async function ask(request: object, signal: AbortSignal): Promise<AdmitAnswer> {
  signal.throwIfAborted();
  const current = (thread ??= startThread());
  try {
    const answering = once(current, 'message', {signal});
    current.postMessage(request, []);
    // the thread sends nothing else
    const [answer]: AdmitAnswer[] = await answering;
    if (answer === undefined) throw new Error('the thread that reads YAML answered nothing');
    return answer;
  } catch (error) {
    // it may be at work still, and nobody wants to know any more
    if (thread === current) thread = undefined;
    await current.terminate();
    throw signal.aborted ? signal.reason : error;
  }
}

function startThread(): Worker {
  const worker = new Worker(new URL('./admit-thread.ts', import.meta.url));
  // it is no reason to go on
  worker.unref();
  return worker;
}
