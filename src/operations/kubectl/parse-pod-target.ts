import {startingWith, typesThat} from '#src/kinds/resource-types.ts';
import {type PodTarget, podTargetSchema} from '../arguments.ts';
import {UserError} from '../user-error.ts';
import {parseObjectName} from './parse-object-name.ts';
import {parseResourceArguments} from './parse-resource-arguments.ts';
import type {ShellWord} from './shell-words.ts';
import {words} from '#src/words/words.ts';

/** What `logs` and `exec` reach into, the likeliest first. */
export const typesWithPods = startingWith(['daemonsets', 'deployments'], typesThat('hasPods'));

/**
 * The Pod that `logs` or `exec` is about: `NAME` and `pod/NAME`, or `deploy/NAME` for one of a Deployment's
 * (likewise of a DaemonSet's and a ReplicaSet's).
 * @throws UserError `bad-input` for what cannot be a name, `unsupported` for other types
 */
export function parsePodTarget(word: ShellWord): PodTarget {
  if (!word.text.includes('/')) return {type: 'pods', name: parseObjectName(word)};
  const [resource] = parseResourceArguments([word]);
  const target = podTargetSchema.safeParse(resource);
  if (!target.success) {
    throw new UserError('unsupported', words().lines.names.podOrMaker);
  }
  return target.data;
}

/** The name of a container that `-c` gives. @throws UserError `bad-input` if it cannot be one */
export function parseContainer(name: string): string {
  const container = parseObjectName({text: name});
  if (typeof container !== 'string') throw new UserError('bad-input', words().lines.names.container);
  return container;
}
