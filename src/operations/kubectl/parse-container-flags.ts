import {UserError} from '../user-error.ts';
import {isImageReference} from './image-reference.ts';
import {refusedSubstitution} from './kept-in-variable.ts';
import type {ParsedFlags} from './parse-flags.ts';
import {isNamePlaceholder} from './placeholder.ts';
import type {ShellWord} from './shell-words.ts';
import {shown} from './shown.ts';
import {words} from '#src/words/words.ts';

const mostImages = 10;
const mostWords = 200;
const mostPort = 65_535;

/** @throws UserError `bad-input` without one, for too many, and for what names no image */
export function parseImages(flags: ParsedFlags, {example}: {example: string}): readonly string[] {
  const images = flags.list('image');
  const writeLike = {next: words().lines.writeItLike({example})};
  if (images.length === 0) throw new UserError('bad-input', words().verbs.create.imageMissing, writeLike);
  if (images.length > mostImages) throw new UserError('bad-input', words().verbs.create.tooMany({most: mostImages}));
  const wrong = images.find((image) => !isImageReference(image));
  if (wrong !== undefined && isNamePlaceholder(wrong)) {
    const {placeholder, writeImage} = words().lines.names;
    throw new UserError('bad-input', placeholder({name: shown(wrong)}), {next: writeImage});
  }
  if (wrong !== undefined && isImageReference(wrong.toLowerCase())) {
    const next = words().lines.names.lowerCase({name: wrong.toLowerCase()});
    throw new UserError('bad-input', words().verbs.create.noImage({given: shown(wrong)}), {next});
  }
  if (wrong !== undefined) {
    throw new UserError('bad-input', words().verbs.create.noImage({given: shown(wrong)}), writeLike);
  }
  return images;
}

/** The port of a container that `--port` gives; undefined without one. @throws UserError `bad-input` */
export function parsePort(flags: ParsedFlags): number | undefined {
  const text = flags.value('port');
  return text === undefined ? undefined : parsePortNumber(text, '--port');
}

/** @throws UserError `bad-input` for what is no port */
export function parsePortNumber(text: string, flag: string): number {
  const value = /^\d{1,5}$/u.test(text) ? Number(text) : 0;
  if (value < 1 || value > mostPort) {
    throw new UserError('bad-input', words().verbs.create.port({flag, given: shown(text)}), {
      next: words().lines.write({what: `${flag}=80`}),
    });
  }
  return value;
}

/** The words behind a `--`, as a container runs them. @throws UserError for too many, and for `$(…)` */
export function parseProgram(typed: readonly ShellWord[] = []): readonly string[] {
  if (typed.length > mostWords) throw new UserError('bad-input', words().verbs.exec.tooManyWords);
  const [inner] = typed.flatMap(({substitution}) => substitution ?? []);
  if (inner !== undefined) throw refusedSubstitution(inner, words().verbs.exec.substitution);
  return typed.map(({text}) => text);
}

const portName = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/u;
const longestPortName = 15;

/** The number of a port, or the name that a container gives one. @throws UserError `bad-input` for what is neither */
export function parseTargetPort(text: string, flag: string): number | string {
  if (/^\d+$/u.test(text)) return parsePortNumber(text, flag);
  const isName = text.length <= longestPortName && portName.test(text) && /[a-z]/u.test(text) && !text.includes('--');
  if (isName) return text;
  throw new UserError('bad-input', words().verbs.create.targetPort({flag, given: shown(text)}));
}
