import type {z} from 'zod';
import type {ResourceArgument} from '../arguments.ts';
import {resourceType} from '#src/kinds/resource-types.ts';
import {UserError} from '../user-error.ts';
import type {ParsedFlags} from './parse-flags.ts';
import {parseResourceArguments} from './parse-resource-arguments.ts';
import {parseSelectorFlag} from './parse-selector-flag.ts';
import type {ShellWord} from './shell-words.ts';
import {words} from '#src/words/words.ts';

/**
 * The objects that a command changes, each by its type and name; of a verb whose `flags` are given those of a type too that
 * `-l` or `--all` choose, or where `isTypeEnough` all of one.
 * @param schema which types the verb is for
 * @param refusal says why another type is not taken
 * @throws UserError `bad-input` without a name or with two ways to choose, `unsupported` for another type
 */
export function parseTargets<Target>(
  typed: readonly ShellWord[],
  {
    schema,
    example,
    refusal,
    flags,
    isTypeEnough = false,
  }: {
    schema: z.ZodType<Target>;
    example: string;
    refusal: (type: string) => string;
    flags?: ParsedFlags;
    isTypeEnough?: boolean;
  },
): Target[] {
  const resources = parseResourceArguments(typed);
  const selector = flags === undefined ? undefined : parseSelectorFlag(flags);
  const isForAll = flags?.isSet('all') === true;
  const isChosen = isForAll || selector !== undefined;
  if ((isForAll && selector !== undefined) || (isChosen && resources.some(({name}) => name !== undefined))) {
    throw new UserError('bad-input', words().verbs.label.notTogether);
  }
  if (resources.length === 0 || (!isChosen && !isTypeEnough && resources.some(({name}) => name === undefined))) {
    throw new UserError('bad-input', words().lines.names.sayWhich, {next: words().lines.writeItLike({example})});
  }
  return resources.map((resource) => {
    const target = schema.safeParse(selector === undefined ? resource : {...resource, selector});
    if (!target.success) throw unsupportedType(resource, {example, refusal});
    return target.data;
  });
}

function unsupportedType(
  {type}: ResourceArgument,
  {example, refusal}: {example: string; refusal: (type: string) => string},
): UserError {
  return new UserError('unsupported', refusal(resourceType(type).kind), {next: words().lines.writeItLike({example})});
}
