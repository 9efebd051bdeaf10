import type {OperationOf} from '#src/operations/operation.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {LineRefusal} from '../line-refusal.ts';
import {parseContainer, parsePodTarget} from '../parse-pod-target.ts';
import {parseSelectorFlag} from '../parse-selector-flag.ts';
import {shown} from '../shown.ts';
import {lineOf} from '../type-line.ts';

const mostLines = 1_000_000;

/** @throws UserError for what `kubectl logs` would refuse, and what is not supported */
export function parseLogs({flags}: CommandLine): OperationOf<'logs'> {
  const [pod, legacyContainer, ...others] = [...flags.args, ...(flags.afterDashes ?? [])];
  const selector = parseSelectorFlag(flags);
  const containerFlag = flags.value('container');
  if (others.length > 0 || (containerFlag !== undefined && legacyContainer !== undefined)) {
    throw new UserError('bad-input', 'logs takes one Pod, and one container of it.', {
      next: 'Write logs NAME -c CONTAINER.',
    });
  }
  if (pod !== undefined && selector !== undefined) {
    const next = 'Write logs NAME, or logs -l app=nginx.';
    if (containerFlag !== undefined)
      throw new UserError('bad-input', 'A Pod and a selector (-l) cannot go together.', {next});
    const options = [...(flags.isSet('previous') ? ['-p'] : []), ...tailWords(flags.value('tail'))];
    throw new LineRefusal('bad-input', 'A Pod and a selector (-l) cannot go together; a container is named with -c.', {
      instead: lineOf(['logs', '-l', `'${selector}'`, '-c', pod.raw, ...options]),
      next,
    });
  }
  if (pod === undefined && selector === undefined) {
    throw new UserError('bad-input', 'Say whose logs to show.', {
      next: 'Write logs NAME, logs daemonset/NAME or logs -l app=nginx.',
    });
  }
  if (legacyContainer?.substitution !== undefined) {
    throw new UserError('unsupported', '$(…) is not understood as the name of a container.');
  }
  const container = containerFlag ?? legacyContainer?.text;
  const tail = parseTail(flags.value('tail'), selector !== undefined);
  return {
    kind: 'logs',
    ...(pod === undefined ? {} : {target: parsePodTarget(pod)}),
    ...(selector === undefined ? {} : {selector}),
    ...(container === undefined ? {} : {container: parseContainer(container)}),
    ...(tail === undefined ? {} : {tail}),
    previous: flags.isSet('previous'),
  };
}

const tailWords = (tail: string | undefined): string[] => (tail === undefined ? [] : [`--tail=${tail}`]);

function parseTail(text: string | undefined, hasSelector: boolean): number | undefined {
  if (text === undefined) return undefined;
  if (text === '-1') return hasSelector ? mostLines : undefined;
  const lines = /^\d{1,7}$/u.test(text) ? Number(text) : Infinity;
  if (lines > mostLines) {
    throw new UserError('bad-input', `--tail takes a number of lines, not ${shown(text)}.`, {next: 'Write --tail=20.'});
  }
  return lines;
}
