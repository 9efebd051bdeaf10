import {resourceType} from '#src/kinds/resource-types.ts';
import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {UserError} from '#src/operations/user-error.ts';
import {isJsonObject, printable, type JsonObject} from '#src/kubernetes/json.ts';
import {withoutLines} from '#src/sandbox/yaml/positions.ts';
import {updateAt} from '#src/sandbox/policy/update-at.ts';
import {valuesAt} from '#src/sandbox/policy/values-at.ts';
import {changeObject} from './objects/change-object.ts';
import type {OperationContext} from './operation-context.ts';
import {changeEach} from './change-each.ts';

/** Gives containers other images. */
export async function setImage(operation: OperationOf<'set-image'>, context: OperationContext): Promise<Outcome> {
  return changeEach(operation.targets, context, async ({type, name, shown}) => {
    const {podSpecAt} = resourceType(type);
    const {isChanged, notes} = await changeObject(
      {
        type,
        name,
        change: (object) => ({
          object: withImages(object, podSpecAt, operation.images),
          positions: withoutLines(`${shown} with that image`),
        }),
      },
      context,
    );
    return {lines: [isChanged ? `${shown} image updated` : `${shown} has that image already`], notes};
  });
}

function withImages(
  object: JsonObject,
  podSpecAt: readonly string[],
  images: Readonly<Record<string, string>>,
): JsonObject {
  const lists = ['initContainers', 'containers'].map((list) => podSpecAt.concat(list, '*'));
  const names = lists.flatMap((at) => valuesAt(object, [...at, 'name'])).map(({value}) => printable(value));
  const unknown = Object.keys(images).find((container) => container !== '*' && !names.includes(container));
  if (unknown !== undefined) {
    throw new UserError('bad-input', `error: unable to find container named "${unknown}"`, {
      next: `Its containers are: ${names.join(', ')}.`,
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
