import type {PlayableOperation} from '../operation.ts';
import {UserError} from '../user-error.ts';
import type {CommandLine} from './command-line.ts';
import {longFlags, refusedEverywhere, verbFlags} from './flag-tables.ts';
import type {LabFiles} from './lab-files.ts';
import {nearestTo} from '../nearest-to.ts';
import {parseFlags} from './parse-flags.ts';
import {refuseShellSyntax} from './refuse-shell-syntax.ts';
import {type ShellWord, splitShellWords} from './shell-words.ts';
import {shown} from './shown.ts';
import {lineOf, typeLine} from './type-line.ts';
import {repairTypography} from './typography.ts';
import {unsupportedVerbs, type Verb, verbs} from './verbs.ts';
import {parseAnnotate} from './verbs/parse-annotate.ts';
import {parseApply} from './verbs/parse-apply.ts';
import {parseDelete} from './verbs/parse-delete.ts';
import {parseDescribe} from './verbs/parse-describe.ts';
import {parseEvents} from './verbs/parse-events.ts';
import {parseExec} from './verbs/parse-exec.ts';
import {parseGet} from './verbs/parse-get.ts';
import {parseLabel} from './verbs/parse-label.ts';
import {parseLogs} from './verbs/parse-logs.ts';
import {parsePatch} from './verbs/parse-patch.ts';
import {parseRollout} from './verbs/parse-rollout.ts';
import {parseScale} from './verbs/parse-scale.ts';
import {parseSet} from './verbs/parse-set.ts';
import {parseWait} from './verbs/parse-wait.ts';

/** The most characters that a line may have. */
export const longestLine = 2000;

const controlCharacters = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/u;

const parsers: Readonly<Record<Verb, (command: CommandLine) => PlayableOperation>> = {
  get: parseGet,
  describe: parseDescribe,
  events: parseEvents,
  apply: parseApply,
  delete: parseDelete,
  logs: parseLogs,
  exec: parseExec,
  label: parseLabel,
  rollout: parseRollout,
  scale: parseScale,
  set: parseSet,
  patch: parsePatch,
  annotate: parseAnnotate,
  wait: parseWait,
};

/**
 * Reads a line of kubectl as the lab's text types it, with or without `kubectl` or a `$` prompt in front, whatever a
 * phone has done to its dashes and quotes. Nothing is run or expanded: of shell syntax, only quotes, comments,
 * continuation lines and `$(kubectl get TYPE -o jsonpath='{.items[N].metadata.name}')` are understood.
 *
 * `lab` is the lab's folder under `labs/`. The `line` returned is the one to show: as typed, its typography repaired,
 * `kubectl` in front.
 * @throws UserError `bad-input` or `unsupported`, with the line to type or what is supported as `next`
 */
export function parseKubectl(
  line: string,
  {files, lab = 'daemonsets'}: {files: LabFiles; lab?: string},
): {line: string; operation: PlayableOperation} {
  if (line.length > longestLine) {
    throw new UserError('bad-input', `The line is longer than ${longestLine} characters.`);
  }
  const repaired = repairTypography(line, longFlags).trim();
  if (controlCharacters.test(repaired)) {
    throw new UserError('bad-input', 'The line has a control character in it.', {next: 'Type it again by hand.'});
  }
  const split = splitShellWords(withoutDecoration(repaired));
  const words = withPlainVerb(isKubectl(split.words[0]) ? split.words.slice(1) : split.words);
  const again = words.findIndex((word) => word.raw === 'kubectl');
  if (split.stop !== undefined) refuseShellSyntax({words, stop: split.stop});
  if (again !== -1) refuseShellSyntax({words: words.slice(0, again), stop: {syntax: 'newline', symbol: '', rest: ''}});

  const {verb, rest} = parseVerb(words);
  const flags = parseFlags(rest, {verb, definitions: [...verbFlags[verb], ...refusedEverywhere]});
  return {line: lineOf([verb, ...rest]), operation: parsers[verb]({flags, files, lab})};
}

/** Without the prompt, or the code marks of a chat, that a line was copied with. */
function withoutDecoration(line: string): string {
  const marks = /^`{1,3}/u.exec(line)?.[0] ?? '';
  const isMarked = marks !== '' && line.length > 2 * marks.length && line.endsWith(marks);
  const bare = isMarked ? line.slice(marks.length, -marks.length).trim() : line;
  return bare.replace(/^\$[ \t]+/u, '');
}

function isKubectl(word: ShellWord | undefined): boolean {
  return word?.raw.toLowerCase() === 'kubectl';
}

/** A phone begins a line with a capital letter. */
function withPlainVerb([first, ...rest]: readonly ShellWord[]): readonly ShellWord[] {
  if (first === undefined) return [];
  const verb = verbs.find((candidate) => candidate === first.raw.toLowerCase());
  return verb === undefined ? [first, ...rest] : [{text: verb, raw: verb}, ...rest];
}

function parseVerb([first, ...rest]: readonly ShellWord[]): {verb: Verb; rest: readonly ShellWord[]} {
  const supported = `The verbs are ${verbs.join(', ')}.`;
  if (first === undefined)
    throw new UserError('bad-input', 'There is no command yet.', {next: 'Type: kubectl get pods'});
  const verb = verbs.find((candidate) => candidate === first.text);
  if (verb !== undefined && first.substitution === undefined) return {verb, rest};
  const wanted = first.text.toLowerCase();
  if (wanted.startsWith('-')) {
    const [name] = first.text.split('=', 1);
    const isRefused = refusedEverywhere.some(
      (flag) => name === `--${flag.name}` || (flag.short !== undefined && first.text.startsWith(`-${flag.short}`)),
    );
    if (isRefused) parseFlags([first, ...rest], {verb: '', definitions: refusedEverywhere});
    throw new UserError('bad-input', 'A line begins with a verb.', {next: supported});
  }
  if (unsupportedVerbs.has(wanted)) {
    throw new UserError('unsupported', `kubectl ${wanted} is not supported.`, {next: supported});
  }
  const nearest = nearestTo(wanted, verbs);
  throw new UserError('unsupported', `There is no verb ${shown(first.raw)}.`, {
    next: nearest === undefined ? supported : typeLine(lineOf([nearest, ...rest])),
  });
}
