import {z} from 'zod';
import {isObjectName} from '#src/kubernetes/object-name.ts';
import {UserError} from '#src/operations/user-error.ts';
import {shown} from '../../shown.ts';
import type {SetSubcommand} from './subcommand.ts';
import {words} from '#src/words/words.ts';

export const imageChange = z.object({
  of: z.literal('image'),
  /** Images by the names of containers; `*` stands for all. */
  images: z.record(z.string(), z.string()),
});

const example = 'set image daemonset/NAME CONTAINER=IMAGE';
const mostImages = 20;

export const image: SetSubcommand<z.infer<typeof imageChange>> = {
  name: 'image',
  names: ['image', 'images'],
  flags: [],
  example,
  read: (typed) => {
    const isImage = ({text}: {text: string}): boolean => text.includes('=');
    const images = typed.filter(isImage).map(({text}) => {
      const equals = text.indexOf('=');
      return [text.slice(0, equals), text.slice(equals + 1)] as const;
    });
    if (images.length === 0 || images.length > mostImages) {
      throw new UserError('bad-input', words().verbs.set.sayWhich, {next: words().lines.writeItLike({example})});
    }
    for (const [container, given] of images) {
      if (container !== '*' && !isObjectName(container)) {
        throw new UserError('bad-input', words().verbs.set.container({given: shown(container)}), {
          next: words().lines.writeItLike({example}),
        });
      }
      if (given === '') throw new UserError('bad-input', words().verbs.set.imageMissing({container}));
    }
    return {
      change: {of: 'image', images: Object.fromEntries(images)},
      objects: typed.filter((word) => !isImage(word)),
    };
  },
};
