import {readsSecrets} from '#src/kinds/pod/reads-secrets.ts';
import type {Pod} from '#src/kinds/pod/schema.ts';
import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {ApiError, kubectlErrorText} from '../api/api-error.ts';
import type {OperationContext} from './operation-context.ts';
import {chooseContainer, choosePod, listPods} from './objects/pods-of.ts';
import {readLog} from './objects/read-log.ts';
import {words} from '#src/words/words.ts';

/** Of all Pods together. */
const outputLimitBytes = 256 * 1024;
/** What kubectl shows of each Pod when it is asked by label. */
const tailWithSelector = 10;

/** What containers wrote: of one Pod, of a controller's, or the last lines of all that match a selector. */
export async function logs(operation: OperationOf<'logs'>, context: OperationContext): Promise<Outcome> {
  const notes: string[] = [];
  const pods: Pod[] = [];
  if (operation.target === undefined) {
    pods.push(...(await listPods(operation.selector, context)));
  } else {
    const {pod, found} = await choosePod(operation.target, context);
    if (found > 1) notes.push(`Found ${found} pods, using pod/${pod.metadata.name}`);
    pods.push(pod);
  }
  if (pods.length === 0) {
    return {kind: 'done', text: `No resources found in ${context.sandbox.namespace} namespace.`, isAside: true, notes};
  }
  const tail = operation.tail ?? (operation.target === undefined ? tailWithSelector : undefined);
  const parts: string[] = [];
  let leftBytes = outputLimitBytes;
  for (const pod of pods) {
    if (leftBytes <= 0) {
      notes.push(words().running.moreLogs);
      break;
    }
    const {container, said} = chooseContainer(pod, operation.container);
    if (said !== undefined && !notes.includes(said)) notes.push(said);
    try {
      const options = {container, tail, previous: operation.previous, limitBytes: leftBytes};
      const {text, isCut} = await readLog(pod, options, context);
      parts.push(text);
      leftBytes -= Buffer.byteLength(text);
      if (isCut) notes.push(words().running.logCut);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return {kind: 'failed', code: error.reason, message: kubectlErrorText(error), text: parts.join(''), notes};
    }
  }
  const text = parts.join('').replace(/\n$/, '');
  const unended = parts.join('').endsWith('\n') ? {} : {isUnended: true};
  const isPrivate = pods.some(readsSecrets) ? {isPrivate: true as const} : {};
  return {
    kind: 'done',
    text,
    ...unended,
    ...isPrivate,
    notes: text === '' ? [...notes, words().running.logEmpty] : notes,
  };
}
