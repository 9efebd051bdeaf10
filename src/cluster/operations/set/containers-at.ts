import {UserError} from '#src/operations/user-error.ts';
import {isJsonObject, printable, type JsonObject} from '#src/kubernetes/json.ts';
import {updateAt} from '#src/sandbox/policy/update-at.ts';
import {valuesAt} from '#src/sandbox/policy/values-at.ts';
import {words} from '#src/words/words.ts';

/** Where the containers of a Pod's spec stand, in the order in which they start. */
export const containersAt = (podSpecAt: readonly string[]): readonly (readonly string[])[] =>
  ['initContainers', 'containers'].map((list) => podSpecAt.concat(list, '*'));

/** Whether a pattern of a container's name, in which `*` stands for anything, is meant for it. */
function isMeant(name: string, pattern: string): boolean {
  const [start = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return name === pattern;
  const end = rest.pop() ?? '';
  if (!name.startsWith(start) || !name.endsWith(end) || name.length < start.length + end.length) return false;
  let from = start.length;
  for (const part of rest) {
    const at = name.indexOf(part, from);
    if (at === -1 || at + part.length > name.length - end.length) return false;
    from = at + part.length;
  }
  return true;
}

/** The containers that a pattern means, those that serve before those that prepare, as kubectl lists them. */
export function containersMeant(object: JsonObject, podSpecAt: readonly string[], pattern: string): JsonObject[] {
  return [...containersAt(podSpecAt)]
    .reverse()
    .flatMap((at) => valuesAt(object, at))
    .flatMap(({value}) => (isJsonObject(value) && isMeant(printable(value['name']), pattern) ? [value] : []));
}

/**
 * The object with each container that a pattern means changed.
 * @throws UserError `bad-input` when it means none
 */
export function changeContainers(
  object: JsonObject,
  {
    podSpecAt,
    pattern,
    change,
  }: {podSpecAt: readonly string[]; pattern: string; change: (one: JsonObject) => JsonObject},
): JsonObject {
  if (containersMeant(object, podSpecAt, pattern).length === 0) {
    const names = containersMeant(object, podSpecAt, '*').map(({name}) => printable(name));
    throw new UserError('bad-input', `error: unable to find container named ${pattern}`, {
      next: words().running.containers({names: names.join(', ')}),
    });
  }
  return containersAt(podSpecAt).reduce(
    (result, at) =>
      updateAt(result, {
        at,
        to: (container) =>
          isJsonObject(container) && isMeant(printable(container['name']), pattern) ? change(container) : container,
      }),
    object,
  );
}
