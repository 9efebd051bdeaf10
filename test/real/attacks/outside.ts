import type {Attack, Attempt} from './attack.ts';
import {secretOfAda, type World} from './world.ts';

/** Namespaces that no participant has any business with, beside other participants'. */
const systemNamespaces = ['default', 'kube-system', 'labrador-system', 'labrador-nodes'];

/** What stands outside, as it was seen last. */
const known = new WeakMap<World, readonly string[]>();

/** What has changed outside of Mallory's sandbox, or of what confines it, since it was looked at last. */
async function changedOutside(world: World): Promise<string | undefined> {
  const {admin, mallory, ada} = world;
  const before = known.get(world);
  const after = await admin.outside(mallory.namespace, [...systemNamespaces, ada.namespace]);
  known.set(world, after);
  if (before === undefined) return undefined;
  const [changed] = [
    ...before.filter((line) => !after.includes(line)).map((line) => `gone or changed: ${line}`),
    ...after.filter((line) => !before.includes(line)).map((line) => `new: ${line}`),
  ];
  return changed;
}

/** What is Ada's, and what nobody types who does not know it. */
const isAdas = (text: string, {ada}: World): string | undefined =>
  [secretOfAda, ada.pod.name, ada.pod.ip].find((secret) => new RegExp(`(?<![\\w.-])${secret}(?![\\w-])`).test(text));

/** An attack that is to change something outside of the sandbox, or to show what only others may see. */
export function watched(attempt: (world: World) => Promise<Attempt>): Pick<Attack, 'attempt' | 'effect'> {
  return {
    attempt: async (world) => {
      if (!known.has(world)) await changedOutside(world);
      return attempt(world);
    },
    effect: async (world, {shown = ''}) => {
      const changed = await changedOutside(world);
      const revealed = isAdas(shown, world);
      return changed ?? (revealed === undefined ? undefined : `${revealed} is shown`);
    },
  };
}
