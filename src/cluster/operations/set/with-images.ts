import {UserError} from '#src/operations/user-error.ts';
import {isJsonObject, printable, type JsonObject} from '#src/kubernetes/json.ts';
import {updateAt} from '#src/sandbox/policy/update-at.ts';
import {valuesAt} from '#src/sandbox/policy/values-at.ts';
import {containersAt} from './containers-at.ts';
import {words} from '#src/words/words.ts';

/**
 * The object with other images in its containers; `*` is for all that are not named.
 * @throws UserError `bad-input` for a container that it has not
 */
export function withImages(
  object: JsonObject,
  podSpecAt: readonly string[],
  images: Readonly<Record<string, string>>,
): JsonObject {
  const lists = containersAt(podSpecAt);
  const names = lists.flatMap((at) => valuesAt(object, [...at, 'name'])).map(({value}) => printable(value));
  const unknown = Object.keys(images).find((container) => container !== '*' && !names.includes(container));
  if (unknown !== undefined) {
    throw new UserError('bad-input', `error: unable to find container named "${unknown}"`, {
      next: words().running.containers({names: names.join(', ')}),
    });
  }
  return lists.reduce(
    (result, at) =>
      updateAt(result, {
        at,
        to: (container) => {
          if (!isJsonObject(container)) return container;
          const name = printable(container['name']);
          const image = Object.hasOwn(images, name) ? images[name] : images['*'];
          return image === undefined ? container : {...container, image};
        },
      }),
    object,
  );
}
